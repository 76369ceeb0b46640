import csv
import errno
import io
import json
import os
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from partcode.errors import ExportError, MissingExtra, StoreError
from partcode.export import FORMATS, write_table
from partcode.export.xlsx import CELL_LIMIT, CUT
from partcode.table import Table

COLUMNS = ("document", "text", "start", "share", "reported")
ROWS = [
    ("a.txt", 'She said "no", twice.\nThen [laughs].', 3, 0.5, None),
    ("é.txt", "=1+1", 0, None, 1),
    ("b.txt", "-5 % de l’État 🙂", 12, 1.25, 0),
    ("b.txt", "", 70_000, None, None),
]


def table(rows=ROWS, columns=COLUMNS):
    return Table(columns, iter(rows), "Coded segments")


def read_csv(path, encoding="utf-8", **options):
    return list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline=""), **options))


def as_text(rows):
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_delimited_files_come_back_cell_by_cell(tmp_path, format, delimiter):
    path = tmp_path / f"x.{format}"
    assert write_table(table(), path, format) == []
    assert read_csv(path, delimiter=delimiter) == [list(COLUMNS), *as_text(ROWS)]
    assert b"\r" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_csv_for_excel_has_a_mark_and_no_formulas(tmp_path):
    path = tmp_path / "x.csv"
    write_table(table([*ROWS, ("@x", "+1", -4, None, None)]), path, "csv", excel=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = read_csv(path, "utf-8-sig")[1:]
    assert [row[1] for row in rows] == [ROWS[0][1], "'=1+1", "'-5 % de l’État 🙂", "", "'+1"]
    assert rows[-1][:3] == ["'@x", "'+1", "-4"]


def test_json_lines_keep_types(tmp_path):
    path = tmp_path / "x.jsonl"
    write_table(table(), path, "jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [tuple(json.loads(line).values()) for line in lines] == ROWS
    assert list(json.loads(lines[0])) == list(COLUMNS)
    assert "é.txt" in lines[1]


def test_a_workbook_holds_text_as_text(tmp_path):
    path = tmp_path / "x.xlsx"
    assert write_table(table([*ROWS, ("c", "https://example.org", 1, None, None)]), path, "xlsx") == []
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Coded segments").to_python()
    assert sheet[0] == list(COLUMNS)
    assert [row[1] for row in sheet[1:]] == [*(row[1] for row in ROWS), "https://example.org"]
    assert sheet[3][2:4] == [12, 1.25]
    with zipfile.ZipFile(path) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_a_cell_too_long_for_excel_is_cut_where_one_sees_it(tmp_path):
    path = tmp_path / "x.xlsx"
    warnings = write_table(
        table([("a", "x" * (CELL_LIMIT + 1), 1, None, None), ("b", "y" * CELL_LIMIT, 1, 1, 1)]), path, "xlsx"
    )
    assert warnings == ["x.xlsx: 1 cells were cut, they are longer than Excel allows"]
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert sheet[1][1] == "x" * (CELL_LIMIT - len(CUT)) + CUT
    assert sheet[2][1] == "y" * CELL_LIMIT


def test_parquet_has_the_types_of_the_whole_column(tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("partcode.export.parquet._ROWS", 1)
    path = tmp_path / "x.parquet"
    columns = (*COLUMNS, "empty")
    rows = [(*row, None) for row in ROWS]
    write_table(table(rows, columns), path, "parquet")
    read = parquet.read_table(path)
    assert [str(kind) for kind in read.schema.types] == ["string", "string", "int64", "double", "int64", "string"]
    assert [tuple(row.values()) for row in read.to_pylist()] == rows


def test_parquet_without_rows_still_has_its_columns(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write_table(table([]), tmp_path / "x.parquet", "parquet")
    assert parquet.read_table(tmp_path / "x.parquet").column_names == list(COLUMNS)


def test_parquet_without_pyarrow_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra) as raised:
        write_table(table(), tmp_path / "x.parquet", "parquet")
    assert "partcode[parquet]" in raised.value.hint
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_table_twice_is_the_same_bytes(tmp_path, format):
    pytest.importorskip("pyarrow")
    for name in ("one", "two"):
        write_table(table(), tmp_path / name, format)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def broken():
    yield ROWS[0]
    raise StoreError("the database went away")


def full():
    yield ROWS[0]
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("rows", "error"), [(broken, StoreError), (full, ExportError)])
def test_what_fails_half_way_leaves_what_was_there_before(tmp_path, format, rows, error):
    path = tmp_path / "x"
    path.write_text("before")
    with pytest.raises(error):
        write_table(Table(COLUMNS, rows()), path, format)
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize("format", FORMATS)
def test_places_that_cannot_be_written_are_named(tmp_path, format):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    for place in ("file/x", "nowhere/x", "folder"):
        with pytest.raises(ExportError, match="can't be written") as raised:
            write_table(table(), tmp_path / place, format)
        assert raised.value.where is not None
        assert raised.value.where.path == str(tmp_path / place)
    assert os.listdir(tmp_path / "folder") == []


def test_an_unknown_format_lists_the_known_ones(tmp_path):
    with pytest.raises(ExportError) as raised:
        write_table(table(), tmp_path / "x", "ods")
    assert "parquet" in raised.value.hint
