"""Options and places that all tests share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden tables anew, to be read in a diff")


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


@pytest.fixture
def golden(request):
    """Compare bytes with a file of tests/golden, or write it anew with --update-golden."""

    def compare(name, found):
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(found)
        expected = path.read_bytes()
        lines, wanted = found.decode().splitlines(), expected.decode().splitlines()
        assert lines == wanted, f"{name} differs; if that is meant: pytest --update-golden, and read the diff"
        assert found == expected

    return compare


@pytest.fixture
def small_codebooks(monkeypatch):
    """Two small codebooks in the place of the shipped ones: for tests of the program, in this process."""
    paths = tuple(sorted((ROOT / "tests" / "small_codebooks").glob("*.yaml")))
    monkeypatch.setattr("partcode.pipeline.coding.shipped_paths", lambda: paths)
    return paths


@pytest.fixture(params=[0o022, 0o077], ids=["umask 022", "umask 077"])
def umask(request):
    """What the shell takes from the permissions of new files, one after the other."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)
