"""A small study in a folder of its own, and the program as somebody to whom permissions apply."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # the tests' own modules

_LIBC = ctypes.CDLL(None)
_DROP_FROM_BOUNDING_SET = 24  # prctl(2); the next program lacks what is dropped
_OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
TEXT = "Ann: They impose the audit.\nBo: We trust them.\n"


@pytest.fixture
def study(monkeypatch, small_codebooks):
    """The current folder, with `texts` and `books`."""
    folder = Path(tempfile.mkdtemp())
    (folder / "texts").mkdir()
    (folder / "texts/a.txt").write_text(TEXT)
    (folder / "texts/b.txt").write_text(TEXT.replace("Bo", "Cy"))
    shutil.copytree(small_codebooks[0].parent, folder / "books")
    monkeypatch.chdir(folder)
    for variable in ("PARTCODE_DB", "PARTCODE_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def partcode(study):
    """The program in a process of its own, for which permissions hold even if the tests are run by root."""

    def call(*arguments, arrange=lambda: None):
        def prepare():
            arrange()
            for override in _OVERRIDES if os.geteuid() == 0 else ():
                _LIBC.prctl(_DROP_FROM_BOUNDING_SET, override, 0, 0, 0)

        command = [sys.executable, "-B", "-m", "partcode", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, preexec_fn=prepare)

    return call
