import csv
import io
import json

import pytest

from partcode.cli.export import SHOWN, What
from partcode.cli.options import FileFormat
from partcode.export import FORMATS as FILE_FORMATS
from partcode.render import FORMATS as TABLE_FORMATS
from partcode.store import TABLES


def test_the_command_names_all_tables_and_formats_there_are():
    from partcode.cli.options import TableFormat
    from partcode.config import FORMATS as PROJECT_FORMATS

    assert tuple(What) == TABLES
    assert tuple(FileFormat) == FILE_FORMATS == PROJECT_FORMATS
    assert {*TableFormat} == {*TABLE_FORMATS, *FILE_FORMATS} - {"auto"}


@pytest.mark.parametrize("what", TABLES)
def test_every_table_goes_into_a_pipe_as_tsv(call, coded, what):
    result = call("export", what)
    assert (result.exit_code, result.stderr) == (0, "")
    header, *lines = csv.reader(io.StringIO(result.stdout), delimiter="\t")
    assert lines
    assert {*SHOWN.get(what, ())} <= {*header}
    assert all(len(line) == len(header) for line in lines)


def test_what_was_laughed_stays_in_the_table(call, coded):
    assert "[laughs]" in call("export", "turns").stdout
    assert "[laughs]" in call("export", "turns", "--format", "table").stdout


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
