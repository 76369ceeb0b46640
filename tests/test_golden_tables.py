"""The tables of sample_corpus, byte for byte: what a change of rule, splitter or codebook moves is seen in a diff."""

import pytest
from typer.testing import CliRunner

from partcode.cli import app


@pytest.fixture(scope="module")
def study(root, tmp_path_factory):
    """A folder with the results and the database of sample_corpus."""
    folder = tmp_path_factory.mktemp("golden")
    arguments = ["run", str(root / "sample_corpus"), "--db", str(folder / "p.db"), "--out", str(folder), "-q"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    return folder


@pytest.mark.parametrize("what", ["segments", "sequences"])
def test_tables_of_the_run(study, golden, what):
    golden(f"{what}.csv", (study / f"{what}.csv").read_bytes())


@pytest.mark.parametrize("what", ["speakers", "codes", "turns"])
def test_tables_of_the_corpus(study, golden, what):
    target = study / f"{what}.csv"
    CliRunner().invoke(app, ["export", what, "--db", str(study / "p.db"), "-o", str(target), "-q"])
    golden(f"{what}.csv", target.read_bytes())
