"""What the Tab key offers."""

import pytest
from typer.testing import CliRunner

from partcode.cli import app


def offered(line):
    """What a shell is told for a line whose last word was begun."""
    words = line.split(" ")
    asked = {"_PARTCODE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    result = CliRunner().invoke(app, [], prog_name="partcode", env=asked)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.split()


def test_commands_and_options_are_completed(here):
    assert offered("partcode co") == ["code", "cooccur", "corpus", "codebook"]
    assert "--locked" in offered("partcode run --lo")


def test_documents_are_completed_from_the_database_that_was_named(ingested):
    assert offered("partcode corpus show ") == ["en.txt", "fr.txt"]
    assert offered("partcode decisions accept e") == ["en.txt"]
    assert offered("partcode corpus show --db elsewhere.db ") == []
    (ingested.parent / "elsewhere.db").write_text("no database")
    assert offered("partcode corpus show --db elsewhere.db ") == []


def test_shipped_codebooks_are_completed(here):
    assert offered("partcode codebook show po") == ["power"]


@pytest.mark.parametrize("word", ["", "x"])
def test_where_nothing_has_been_read_nothing_is_offered_or_made(here, word):
    assert offered(f"partcode corpus remove {word}") == []
    assert list(here.iterdir()) == []


def test_the_shell_can_be_set_up(here):
    shown = CliRunner().invoke(app, ["--help"], prog_name="partcode")
    assert "--install-completion" in shown.stdout
