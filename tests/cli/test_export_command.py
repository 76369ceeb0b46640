import csv
import io
import json

import pytest

from partcode.cli.export import SHOWN, What
from partcode.cli.options import Certainty, FileFormat
from partcode.export import FORMATS as FILE_FORMATS
from partcode.model.codebook import CERTAINTIES
from partcode.render import FORMATS as TABLE_FORMATS
from partcode.store import TABLES

BOOK = """codebook: mine
version: 1.0.0
codes:
  - {id: ask, label: {en: Ask}, rules: [{id: r, en: trust, fr: décider, certainty: high}]}
  - {id: lone, label: {en: Lone}, rules: [{id: r, en: nobody, fr: personne}]}
  - {id: answer, label: {en: Answer}, rules: [{id: r, en: [impose, money], fr: imposer, certainty: low}]}
sequences:
  - {id: talk, label: {en: Talk}, steps: [ask, answer@south_ngo], within: 2 turns}
"""


@pytest.fixture
def talk(ingested, call):
    """The corpus coded with a codebook that has a sequence, and rules of different certainty."""
    (ingested.parent / "mine.yaml").write_text(BOOK, encoding="utf-8")
    assert call("code", "-c", "mine.yaml", "-q").exit_code == 0


def test_the_command_names_all_tables_and_formats_there_are():
    from partcode.cli.options import TableFormat
    from partcode.config import FORMATS as PROJECT_FORMATS

    assert tuple(What) == TABLES
    assert tuple(Certainty) == CERTAINTIES
    assert tuple(FileFormat) == FILE_FORMATS == PROJECT_FORMATS
    assert {*TableFormat} == {*TABLE_FORMATS, *FILE_FORMATS} - {"auto"}


@pytest.mark.parametrize("what", TABLES)
def test_every_table_goes_into_a_pipe_as_tsv(call, talk, what):
    result = call("export", what)
    assert (result.exit_code, result.stderr) == (0, "")
    header, *lines = csv.reader(io.StringIO(result.stdout), delimiter="\t")
    assert lines
    assert {*SHOWN.get(what, ())} <= {*header}
    assert all(len(line) == len(header) for line in lines)


def test_what_was_laughed_stays_in_the_table(call, coded):
    assert "[laughs]" in call("export", "turns").stdout
    assert "[laughs]" in call("export", "turns", "--format", "table").stdout


def test_a_chain_is_told_with_its_steps(call, talk):
    (chain,) = map(json.loads, call("export", "chains", "-f", "jsonl").stdout.splitlines())
    assert (chain["steps"], chain["gaps"], chain["outcome"]) == ("ask → answer", "1", "answer")
    steps = [json.loads(line) for line in call("export", "sequences", "-f", "jsonl").stdout.splitlines()]
    assert [(step["step"], step["speaker"], step["turn"]) for step in steps] == [(1, "Anna", 1), (2, "Peter", 2)]


@pytest.mark.parametrize(("certainty", "codes"), [("high", {"ask"}), ("medium", {"ask"}), ("low", {"ask", "answer"})])
def test_a_table_is_cut_at_the_certainty_asked_for(call, talk, certainty, codes):
    lines = call("export", "segments", "-f", "jsonl", "--certainty", certainty).stdout.splitlines()
    assert {json.loads(line)["code"] for line in lines} == codes
    assert bool(call("export", "chains", "-f", "jsonl", "--certainty", certainty).stdout) == (
        codes == {"ask", "answer"}
    )


@pytest.mark.parametrize("what", ["segments", "evidence"])
@pytest.mark.parametrize(
    ("codes", "left"), [(["ask"], {"ask"}), (["a"], {"ask", "answer"}), (["ans", "ask"], {"ask", "answer"})]
)
def test_a_table_is_narrowed_to_codes_by_their_beginnings(call, talk, what, codes, left):
    arguments = [part for code in codes for part in ("--code", code)]
    lines = call("export", what, "-f", "jsonl", *arguments).stdout.splitlines()
    assert {json.loads(line)["code"] for line in lines} == left


@pytest.mark.parametrize(("code", "steps"), [("talk", 2), ("answer", 2), ("lone", 0)])
def test_a_chain_is_kept_whole_by_its_sequence_or_one_of_its_codes(call, talk, code, steps):
    lines = call("export", "sequences", "-f", "jsonl", "--code", code).stdout.splitlines()
    assert len(lines) == steps
    assert len(call("export", "chains", "-f", "jsonl", "--code", code).stdout.splitlines()) == bool(steps)


@pytest.mark.parametrize("suffix", [*FileFormat, "json", "md"])
def test_the_name_of_the_file_says_its_format(call, coded, here, suffix):
    if suffix == "parquet":
        pytest.importorskip("pyarrow")
    result = call("export", "codes", "-o", f"codes.{suffix}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"written: codes.{suffix}\n"
    assert (here / f"codes.{suffix}").stat().st_size > 100


def test_json_lines_are_json(call, coded):
    lines = [json.loads(line) for line in call("export", "segments", "-f", "jsonl").stdout.splitlines()]
    assert {line["document"] for line in lines} == {"en.txt", "fr.txt"}


def test_excel_gets_a_mark_at_the_beginning(call, coded, here):
    call("export", "segments", "-o", "segments.csv", "--excel")
    assert (here / "segments.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["segments", "-f", "xlsx"], "add -o FILE.xlsx"),
        (["segments", "-o", "segments.doc"], "what format is that?"),
        (["segments", "--run", "000"], "no run 000"),
        (["segments", "--code", "trusst"], "the run has no code or sequence trusst; did you mean"),
        (["matrix", "--code", "trust"], "--code isn't for matrix\n  it is for segments, evidence"),
        (["segments", "-o", "nowhere/segments.csv"], "can't be written"),
        (["nonsense"], "nonsense"),
    ],
)
def test_what_can_t_be_written_is_an_error(call, coded, arguments, message):
    result = call("export", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_nothing_coded_yet_is_said(call, ingested):
    result = call("export", "segments")
    assert result.exit_code == 2
    assert "nothing has been coded yet" in result.stderr
    assert call("export", "documents").exit_code == 0
