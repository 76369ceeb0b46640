import io
import json

import pytest

from partcode.errors import UsageError
from partcode.render import bar_table, fitting, render, sparked, sparkline
from partcode.table import Table

ROWS = [("[laughs] and [/end] and [inaudible 00:12:03]", 3, None), ("l’État | a\nb", 12, 0.5)]


def rendered(format="auto", *, rows=ROWS, columns=("text", "start", "share"), **options):
    stream = io.StringIO()
    render(Table(columns, iter(rows), "Found"), stream, format, **options)
    return stream.getvalue()


def test_a_pipe_gets_lines_with_a_header():
    assert (
        rendered()
        == 'text\tstart\tshare\n[laughs] and [/end] and [inaudible 00:12:03]\t3\t\n"l’État | a\nb"\t12\t0.5\n'
    )


def test_a_terminal_gets_a_table_in_which_transcripts_survive():
    shown = rendered(tty=True, width=100)
    assert "[laughs] and [/end] and [inaudible 00:12:03]" in shown
    assert "Found" in shown
    assert "\x1b[" in shown


def test_a_table_into_a_pipe_has_no_colours():
    assert "\x1b[" not in rendered("table", width=100)
    assert "[/end]" in rendered("table", width=100)


def test_numbers_stand_to_the_right():
    lines = [line.rstrip() for line in rendered("table", width=100).splitlines()]
    assert any(line.endswith("3") for line in lines)
    assert next(line for line in lines if "laughs" in line).index("  3") > 40


def test_more_columns_than_a_terminal_has_room_for_become_lists():
    cells = tuple(f"document_{letter}" for letter in "abcdefgh")
    shown = rendered("table", columns=tuple(f"c{i}" for i in range(8)), rows=[cells], width=80)
    assert [line.split() for line in shown.splitlines()] == [["──", "1"], *([f"c{i}", cells[i]] for i in range(8))]


def test_csv_and_json_are_what_other_programs_read():
    assert rendered("csv").splitlines()[0] == "text,start,share"
    assert json.loads(rendered("json"))[1] == {"text": "l’État | a\nb", "start": 12, "share": 0.5}
    assert [json.loads(line)["start"] for line in rendered("jsonl").splitlines()] == [3, 12]


def test_markdown_keeps_its_shape():
    lines = rendered("md").splitlines()
    assert lines[1] == "| --- | --- | --- |"
    assert lines[3] == "| l’État \\| a<br>b | 12 | 0.5 |"


def test_an_empty_table_is_only_its_header():
    assert rendered(rows=[]) == "text\tstart\tshare\n"
    assert "text" in rendered("table", rows=[], width=60)


def test_an_unknown_format_is_a_usage_error():
    with pytest.raises(UsageError, match="no format xml"):
        rendered("xml")


COUNTS = [("power.cut", 6, 2, 8), ("trust", 0, 4, 4), ("rare", 0, 0, 0)]


def bars(rows=COUNTS, **options):
    stream = io.StringIO()
    bar_table(Table(("code", "north_funder", "south_ngo", "total"), iter(rows), "Codes by role"), stream, **options)
    return stream.getvalue()


def test_bars_are_as_long_as_their_counts():
    lines = {line.split()[0]: line for line in bars(width=80).splitlines() if line.strip()}
    cut, trust = lines["power.cut"], lines["trust"]
    assert cut.count("█") == 3 * cut.count("▓") == 24
    assert (trust.count("█"), trust.count("▓")) == (0, 16)
    assert lines["rare"].split() == ["rare", "0", "0", "0"]


@pytest.mark.parametrize("width", [50, 60, 80, 200])
def test_bars_fit_the_terminal(width):
    shown = bars(width=width)
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= width


def test_only_the_first_rows_have_bars_and_the_rest_is_said():
    assert "more" not in bars(width=80)
    stream = io.StringIO()
    bar_table(Table(("code", "a", "total"), [(f"c{i}", i, i) for i in range(30)]), stream, rows=5, width=80)
    assert "… and 25 more" in stream.getvalue()


def test_no_counts_are_nothing():
    assert bars([]) == ""


def test_colours_are_for_terminals():
    assert "\x1b[" in bars(tty=True, width=80)
    assert "\x1b[" not in bars(width=80)


def test_a_table_into_a_pipe_is_as_wide_as_its_cells():
    long = "power.coercive/withhold-money-from-everybody " * 5
    assert any(long.strip() in line for line in rendered("table", rows=[(long, 1, 2)]).splitlines())


def test_ids_stand_in_one_piece_where_there_is_room():
    rows = [("power.coercive/withhold-money", "They withheld the money until the audit was done, and longer.", 1)]
    shown = rendered("table", columns=("rule", "sentence", "count"), rows=rows, width=60)
    assert "power.coercive/withhold-money" in shown
    narrow = rendered("table", columns=("rule", "sentence", "count"), rows=rows, width=56)
    assert "power.coercive/withhold-money" in narrow and "longer." in narrow


def test_ids_and_numbers_that_a_terminal_has_no_room_for_are_left_out_from_the_end():
    columns = ("document", "title", "kind", "words")
    table = Table(columns, [("interviews/en_01.docx", "Who decides about the money", "interview", 1200)])
    assert fitting(table, 80).columns == columns
    assert fitting(table, 56).columns == columns[:3]
    assert fitting(table, 45).columns == columns[:2]
    assert list(fitting(table, 45).rows) == [("interviews/en_01.docx", "Who decides about the money")]


def test_a_table_that_leaving_out_would_not_help_is_a_list_of_everything():
    row = ("interviews/en_01.docx", "power.coercive", "They cut the money again.", 12)
    table = fitting(Table(("document", "code", "text", "start"), [row]), 48)
    render(table, shown := io.StringIO(), "table", width=48)
    assert [line.split()[:2] for line in shown.getvalue().splitlines()] == [
        ["──", "1"], ["document", "interviews/en_01.docx"], ["code", "power.coercive"], ["text", "They"],
        ["start", "12"],
    ]  # fmt: skip


def test_bars_without_room_for_their_counts_have_a_legend():
    groups = tuple(f"group_number_{i}" for i in range(9))
    table = Table(("code", *groups, "total"), [("power.coercive", *range(100, 109), 936)], "Codes by role")
    bar_table(table, shown := io.StringIO(), width=60)
    assert "…" not in shown.getvalue()
    assert all(f"{group}" in shown.getvalue() for group in (*groups, "936"))
    assert max(map(len, shown.getvalue().splitlines())) <= 60


RATES = [("power.cut", 4.0, 2), ("trust", 1.0, 1), ("rare", 0.0, 0), ("none", float("nan"), 0)]


def drawn(width, **options):
    stream = io.StringIO()
    render(Table(("code", "rate", "codings"), RATES, bar="rate"), stream, "table", width=width, **options)
    return {line.split()[0]: line for line in stream.getvalue().splitlines() if line.strip()}


def test_a_number_of_each_row_is_drawn_as_long_as_it_is():
    lines = drawn(200)
    assert (lines["power.cut"].count("█"), lines["trust"].count("█")) == (32, 8)
    assert "█" not in lines["rare"] + lines["none"]


@pytest.mark.parametrize("width", [33, 41, 42, 60])
def test_bars_take_the_room_that_is_left(width):
    lines = drawn(width)
    assert max(map(len, lines.values())) <= width
    assert ("█" in lines["power.cut"]) == (width >= 42)


def test_bars_are_no_data():
    stream = io.StringIO()
    render(Table(("code", "rate", "codings"), RATES, bar="rate"), stream, "tsv")
    assert stream.getvalue().splitlines()[1:3] == ["power.cut\t4.0\t2", "trust\t1.0\t1"]


@pytest.mark.parametrize(
    ("numbers", "line"),
    [((0, 1, 2, 3, 4), "▁▂▃▅▇"), ((0, 0), "▁▁"), ((0.001, 4), "▂▇"), ((float("nan"), 1), "·▇"), ((), "")],
)
def test_numbers_as_a_line_in_which_nothing_is_lowest(numbers, line):
    assert sparkline(numbers) == line


def test_a_line_stands_before_its_numbers():
    table = sparked(Table(("role", "code", "north", "south"), [("x", "trust", 4, 1)]), ("north", "south"))
    assert table.columns == ("role", "code", "", "north", "south")
    assert list(table.rows) == [("x", "trust", "▇▂", 4, 1)]
