"""partcode codebook: input that isn't UTF-8, what is missing, and progress for what takes its time."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from partcode.cli import app
from partcode.pipeline.codebooks.checking import check


@pytest.fixture
def mine(here, call):
    """The codebook that one begins with."""
    assert call("codebook", "new", "mine", "-q").exit_code == 0
    return here / "mine.yaml"


def test_a_sentence_that_is_not_utf_8_is_refused(call, mine):
    result = call("codebook", "explain", "un coup\udce9", "-c", "mine.yaml")
    assert result.exit_code == 2
    assert "the sentence isn't UTF-8: un coup\\udce9" in result.stderr


def test_a_pipe_that_is_not_utf_8_is_refused(mine):
    result = CliRunner().invoke(app, ["codebook", "explain", "-", "-c", "mine.yaml"], input=b"coup\xe9")
    assert result.exit_code == 2
    assert "isn't UTF-8" in result.stderr and "iconv" in result.stderr


def test_a_title_that_is_not_utf_8_leaves_no_file_behind(call, here):
    result = call("codebook", "new", "zz", "--title", "a\udce9")
    assert (result.exit_code, "the title isn't UTF-8" in result.stderr, list(here.iterdir())) == (2, True, [])


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_the_name_of_a_file_need_not_be_utf_8(call, here, form):
    result = call("codebook", "check", os.fsdecode(b"x\xe9.yaml"), "--format", form)
    assert result.exit_code == 1
    assert "udce9.yaml" in result.stdout or "%5Cudce9.yaml" in result.stdout


def test_examples_in_a_file_of_such_a_name_are_tried(call, mine):
    name = os.fsdecode(b"x\xe9.yaml")
    mine.rename(name)
    assert call("codebook", "check", name).exit_code == 0
    (first, *_) = json.loads(call("codebook", "test", name, "--format", "json").stdout)
    assert first["path"] == "x\\udce9.yaml"
    assert 'file="x\\udce9.yaml"' in call("codebook", "test", name, "--format", "junit").stdout


def test_a_code_without_a_sentence_is_no_sentence(call, mine):
    result = call("codebook", "explain", "mine.money", "-c", "mine.yaml")
    assert result.exit_code == 2
    assert "mine.money is a code; the sentence is missing" in result.stderr


def test_the_id_of_a_code_can_come_as_a_sentence_through_a_pipe(mine):
    arguments = ["codebook", "explain", "-", "-c", "mine.yaml", "--language", "en"]
    assert CliRunner().invoke(app, arguments, input="mine.money").exit_code == 0


def test_no_example_at_all_is_said(call, mine):
    result = call("codebook", "test", "mine.yaml", "-k", "zzz")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no example with zzz" in result.stderr
    both = call("codebook", "test", "mine.yaml", "-k", "zzz", "--code", "mine.money")
    assert "no example of mine.money with zzz" in both.stderr


class Recorder:
    """Progress that is kept."""

    def __init__(self):
        self.stages, self.steps = [], 0

    def stage(self, name, total):
        self.stages.append((name, total))

    def advance(self, steps=1):
        self.steps += steps


def test_a_check_says_how_far_it_is(mine):
    check([mine], recorder := Recorder())
    assert (recorder.stages, recorder.steps) == ([("reading codebooks", None), ("checking codebooks", 1)], 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "mine.yaml"],
        ["explain", "mine.money", "The fund.", "-c", "mine.yaml"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_progress_is_drawn_on_a_terminal_unless_it_is_to_be_quiet(mine, arguments):
    assert "reading codebooks" in on_terminal(arguments)
    assert on_terminal([*arguments, "-q"]) == ""


def on_terminal(arguments):
    """What a command writes to stderr when that is a terminal; stdout has none of it."""
    ours, theirs = pytest.importorskip("pty").openpty()
    command = [sys.executable, "-c", "from partcode.cli import main; main()", "codebook", *arguments]
    environment = os.environ | {"TERM": "xterm"}
    with subprocess.Popen(command, stderr=theirs, stdout=subprocess.PIPE, env=environment) as process:
        os.close(theirs)
        drawn = b"".join(iter(lambda: read(ours), b""))
        os.close(ours)
        assert b"reading codebooks" not in process.stdout.read()
    assert process.returncode == 0
    return drawn.decode()


def read(terminal):
    """The next bytes, none when the program has ended: Linux then has an error where others have an end."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
