"""freq, crosstab and cooccur: where their tables go, and what people see of them."""

import csv
import io
import json

import pytest

import partcode
from partcode.cli.analysis.freq import _rates
from partcode.table import UNDEFINED, Table
from tests.cli.test_screen import on_terminal


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def test_a_pipe_gets_every_column_and_notes_are_told_apart(call, coded):
    whole = call("freq")
    assert (whole.exit_code, whole.stdout.splitlines()[0].split("\t")[:4]) == (
        0,
        ["code", "label", "codings", "segments"],
    )
    assert whole.stderr == "note: dp and dp_norm are over parts by document; 0 is spread as the words are\n"
    by_role = call("freq", "--by", "role", "--zeros", "-q")
    assert by_role.stderr == ""
    for row in rows(whole):
        groups = [int(one["codings"]) for one in rows(by_role) if one["code"] == row["code"]]
        assert len(groups) > 1 and sum(groups) == int(row["codings"])


def test_undefined_figures_are_told_with_the_reason(call, coded):
    (row, *_) = rows(call("freq", "--over", "kind"))
    assert (row["dp_norm"], row["warning"]) == ("undefined", "one kind alone, so no dp_norm; fewer than 5 codings")
    assert json.loads(call("freq", "--over", "kind", "-f", "jsonl").stdout.splitlines()[0])["dp_norm"] is None


def test_codes_by_role_long_and_wide(call, coded):
    long = call("crosstab", "--count", "speakers")
    assert "residuals are descriptive" in long.stderr
    wide = call("crosstab", "--wide", "--count", "speakers")
    assert wide.stderr == ""
    for row in rows(wide):
        cells = {cell["role"]: cell["speakers"] for cell in rows(long) if cell["code"] == row["code"]}
        assert cells == {role: row[role] for role in cells}
        assert set(row) == {"code", "label", *cells}
    grouped = rows(call("crosstab", "third", "--wide", "--by", "role"))
    assert list(grouped[0])[:3] == ["role", "code", "label"]


def test_codes_together_in_ever_more_turns(call, coded):
    header = "code other together segments other_segments expected jaccard pmi phi tree warning".split()
    found = [rows(call("cooccur", "--within", within, "--min", "1")) for within in ("segment", "turn", "3")]
    assert len(found[0]) <= len(found[1]) < len(found[2])
    assert list(found[2][0]) == header
    assert len(rows(call("cooccur", "--within", "3", "--min", "2"))) < len(found[2])


def test_what_cannot_be_asked_is_said(call, coded):
    for arguments, message in {
        ("freq", "--over", "rolle"): "did you mean role?",
        ("crosstab", "sidde"): "did you mean side?",
        ("cooccur", "--within", "line"): "segment, turn, or a number of turns",
    }.items():
        result = call(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr


def test_people_see_bars_and_lines(monkeypatch, coded):
    shown = on_terminal(monkeypatch, "freq", width=100)[0]
    assert "█" in shown and "label" not in shown
    grouped = on_terminal(monkeypatch, "freq", "--by", "role", width=100)[0]
    assert "▇" in grouped and "note:" not in grouped
    wide = on_terminal(monkeypatch, "crosstab", "--wide", width=100)[0]
    assert "▇" in wide and "label" not in wide


def test_people_see_no_rate_of_0_in_a_group_without_words():
    columns = ("kind", "code", "label", "words", "rate")
    rows = [("document", "a", "A", 0, UNDEFINED), ("interview", "b", "B", 9, 5.0)]
    (a, b) = _rates(Table(columns, rows)).rows
    assert a[2] != a[2] and a[3] == 0
    assert b[2] != b[2] and b[3] == 5


@pytest.mark.slow
@pytest.mark.parametrize("frames", ["pandas", "polars"])
def test_a_notebook_gets_the_numbers_of_the_commands(call, coded, frames):
    with partcode.open("partcode.db", frames=frames) as study:
        asked = {
            ("freq", "--over", "role", "--by", "side"): study.freq(over="role", by="side"),
            ("crosstab", "third", "--count", "speakers"): study.crosstab("third", count="speakers"),
            ("cooccur", "--within", "3", "--min", "0"): study.cooccur(within=3, least=0),
        }
    for command, frame in asked.items():
        table = call(*command, "-f", "json", "-q").stdout
        found = json.loads(frame.to_json(orient="records")) if frames == "pandas" else frame.fill_nan(None).to_dicts()
        assert json.dumps(found) == json.dumps(json.loads(table))
