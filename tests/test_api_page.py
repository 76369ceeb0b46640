"""docs/api.md: its examples run, and every method of a study has its place there."""

import doctest
import re
import shutil

import pytest
from typer.testing import CliRunner

from partcode.cli import app
from partcode.study import Study

METHODS = [name for name in vars(Study) if not name.startswith("_")]


@pytest.fixture
def page(root):
    return root / "docs/api.md"


def test_every_method_of_a_study_is_on_the_page_and_no_other(page):
    named = re.findall(r"\bstudy\.(\w+)", page.read_text(encoding="utf-8"))
    assert sorted(set(named)) == sorted(METHODS)


@pytest.mark.slow
def test_the_examples_say_what_happens(page, root, tmp_path, monkeypatch):
    shutil.copytree(root / "sample_corpus", tmp_path / "sample_corpus")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["run", "sample_corpus", "--no-tables", "-q"])
    assert done.exit_code == 0
    found = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (found.failed, found.attempted > 10) == (0, True)
