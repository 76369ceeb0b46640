"""Tables read back: what was written is what is read, in every format, whatever it holds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partcode.export import FORMATS, write_table
from partcode.export.reading_exports import read_export
from partcode.export.reading_tables import read_table
from partcode.table import Table

HOSTILE = [
    "=1+1", "'=1+1", "''=1+1", "+33 6", "-5 %", "@all", "\tx", "\rx", "'", "''", "'x", "'+", '"', '""', "a,b;c\td",
    "sep=;", "\ufeffx", "# x", "a\nb", "a\r\nb", "\n", "1", "007", "1e5", "3.0", "TRUE", "nan", "=HYPERLINK(\"x\")",
    "_x0041_", "_x005F_", "é 🙂 \u2028 \u200b", " x ", "<a&b>", "[laughs]", "None", "null",
]  # fmt: skip
NAMES = [name for name in HOSTILE if name.strip()]
WAYS = [*((format, False) for format in FORMATS), ("csv", True)]
COLUMNS = (
    "document", "start", "end", "code", "rule", "match_start", "match_end", "negated", "reported", "coder", "status",
    "text",
)  # fmt: skip


def back(rows, columns, path, format, excel):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    write_table(Table(columns, rows), path, format, excel=excel)
    return read_table(path)


@pytest.mark.parametrize(("format", "excel"), WAYS)
def test_hostile_cells_come_back_as_they_were(tmp_path, format, excel):
    rows = [(one, number) for number, one in enumerate(HOSTILE)]
    found = back(rows, ("words", "number"), tmp_path / f"x.{format}", format, excel)
    assert [(one.text("words"), one.whole("number")) for one in found.rows] == rows


@pytest.mark.parametrize(("format", "excel"), WAYS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=4))
def test_any_cells_come_back_as_they_were(tmp_path, format, excel, cells):
    found = back([(cell, 1) for cell in cells], ("words", "one"), tmp_path / f"x.{format}", format, excel)
    assert [one.text("words") for one in found.rows] == cells


@pytest.mark.parametrize(("format", "excel"), WAYS)
def test_codings_of_hostile_names_come_back_as_they_were(tmp_path, format, excel):
    rows = [
        (name, 3, 40_000, f"{name}.code", f"{name} rule", 5, 7, 0, None, "rule:x@1", "proposed", name * 50_000)
        for name in sorted(NAMES)
    ] + [("\U0010ffff", 0, 2, "code", "", 0, 2, 1, 0, name, "accepted", "") for name in NAMES]
    path = tmp_path / f"x.{format}"
    back(rows, COLUMNS, path, format, excel)
    *documents, last = read_export(path, "x").documents()
    assert [(one.path, one.codings[0].code, one.codings[0].matches[0].rule) for one in documents] == [
        (name, f"{name}.code", f"{name} rule") for name in sorted(NAMES)
    ]
    assert sorted(one.coder for one in last.codings) == sorted(NAMES)
    assert {(one.matches, one.negated, one.reported) for one in last.codings} == {((), True, 0)}
