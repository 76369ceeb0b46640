"""map, saturation and profile: what their options do, what they tell, and that notebooks get the same."""

import csv
import io
import math

import pytest
from typer.testing import CliRunner

import partcode
from partcode.cli import app
from tests.cli.conftest import ENGLISH, FRENCH, METADATA
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    """The corpus of these tests, coded once."""
    folder = tmp_path_factory.mktemp("study")
    for name, text in {"en.txt": ENGLISH, "fr.txt": FRENCH, "corpus.yaml": METADATA}.items():
        (folder / name).write_text(text, encoding="utf-8")
    book = str(ROOT / "tests" / "small_codebooks")
    made = ["run", str(folder), "-c", book, "--db", str(folder / "s.db"), "--no-tables", "-q", "-j", "1"]
    assert CliRunner().invoke(app, made).exit_code == 0
    return folder / "s.db"


@pytest.fixture
def ask(call, db):
    """Run a command on that database: exit_code, stdout and stderr apart."""
    return lambda *arguments: call(*arguments, "--db", db)


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def test_a_map_by_default_and_as_asked_for(ask):
    result = ask("map", "language", "--min", "1")
    assert result.exit_code == 0
    assert {row["set"] for row in rows(result)} == {"code", "language"}
    assert {row["y"] for row in rows(result)} == {"undefined"}
    assert "note: no axis 2: codes by language have 1\n" in result.stderr
    by_speaker = rows(ask("map", "speaker", "--min", "1", "--axes", "2,1", "--count", "segments", "-q"))
    assert "undefined" not in {row["x"] for row in by_speaker}
    nothing = ask("map")
    assert (nothing.exit_code, rows(nothing)) == (0, [])
    assert "note: no code occurs 5 times with a known case: no map\n" in nothing.stderr


def test_a_map_for_each_group_names_the_group_in_front(ask):
    found = ask("map", "speaker", "--min", "1", "--by", "language")
    assert list(rows(found)[0])[:3] == ["language", "set", "item"]
    assert {row["language"] for row in rows(found)} == {"en", "fr"}


def test_saturation_of_two_interviews_is_undefined_and_one_may_do_as_the_base(ask):
    few = ask("saturation")
    assert (few.exit_code, [row["ratio"] for row in rows(few)]) == (0, ["undefined"] * 2)
    assert "note: saturation is undefined: 2 interviews are fewer than a base of 4 and a run of 2\n" in few.stderr
    found = ask("saturation", "--base", "1", "--run-length", "1", "--threshold", "0.9", "--orders", "10", "--seed", "2")
    assert [row["document"] for row in rows(found)] == ["en.txt", "fr.txt"]
    first, second = rows(found)
    assert float(second["ratio"]) == pytest.approx(int(second["new_codes"]) / int(first["codes"]), abs=1e-6)
    assert "at a threshold of 90% (base 1, run 1)" in found.stderr and "of 10 random orders" in found.stderr
    (alone,) = rows(ask("saturation", "--over", "case", "-q"))
    assert alone["case"] == "kesho"


def test_profiles_are_wide_or_long_and_have_the_same_rates(ask):
    wide, long = ask("profile", "--of", "speaker"), ask("profile", "--of", "speaker", "--long", "--clusters", "2")
    assert wide.exit_code == long.exit_code == 0
    assert list(rows(wide)[0])[:6] == ["case", "cluster", "stability", "order", "height", "warning"]
    cells = {(row["case"], row["code"]): row["rate"] for row in rows(long)}
    assert cells == {(row["case"], code): row[code] for row in rows(wide) for code in list(row)[6:]}
    assert any(float(rate) > 0 for rate in cells.values())


def test_what_cannot_be_asked_is_said(ask):
    for arguments, message in {
        ("map", "--axes", "1"): "--axes 1,2",
        ("map", "--axes", "2,2"): "no two axes",
        ("map", "rolle"): "did you mean role?",
        ("saturation", "--over", "turn"): "a document or a case",
        ("saturation", "--base", "0"): "at least 1",
        ("profile", "--clusters", "1"): "at least 2",
        ("profile", "--of", "speeker"): "did you mean speaker?",
    }.items():
        result = ask(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr


def test_a_notebook_gets_the_numbers_of_the_commands(ask, db):
    with partcode.open(db) as study:
        for frame, command in (
            (study.map("speaker", least=1), ("map", "speaker", "--min", "1")),
            (study.saturation(base=1, run_length=1), ("saturation", "--base", "1", "--run-length", "1")),
            (study.profile("role", by="language"), ("profile", "--of", "role", "--by", "language")),
            (study.profile("speaker", long=True), ("profile", "--of", "speaker", "--long")),
        ):
            told = rows(ask(*command, "-q"))
            assert len(told) and [str(column) for column in frame.columns] == list(told[0])
            for row, (_, seen) in zip(told, frame.iterrows(), strict=True):
                assert all(_same(seen[column], cell) for column, cell in row.items())


def _same(value, cell):
    if isinstance(value, float):
        return math.isnan(value) if cell == "undefined" else value == pytest.approx(float(cell))
    return str(value) == cell
