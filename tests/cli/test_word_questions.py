"""partcode kwic, search and keyness: what they print, what they say, how they end."""

import csv
import io
import re

import pytest

from partcode import open as open_study


@pytest.fixture(scope="module")
def study(tmp_path_factory, root):
    """The database of two short interviews, made once."""
    from typer.testing import CliRunner

    from partcode.cli import app

    folder = tmp_path_factory.mktemp("words")
    (folder / "texts").mkdir()
    (folder / "texts" / "en.txt").write_text(
        "Anna: Do they trust you?\nPeter: They impose the audit [laughs], an audit a year.\n", encoding="utf-8"
    )
    (folder / "texts" / "fr.txt").write_text("Moussa : Les élus imposent l'audit.\n", encoding="utf-8")
    (folder / "texts" / "corpus.yaml").write_text(
        "speakers: {Anna: interviewer, Peter: south_ngo, Moussa: south_ngo}\n", encoding="utf-8"
    )
    db = folder / "study.db"
    arguments = ["run", folder / "texts", "-c", root / "tests" / "small_codebooks", "--db", db, "--no-tables", "-q"]
    assert CliRunner().invoke(app, [str(one) for one in arguments]).exit_code == 0
    return db


def rows(result):
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))


def test_kwic_prints_a_line_for_each_place(call, study):
    result = call("kwic", "audit", "--context", "1", "--db", study)
    assert [(one["document"], one["pre"], one["keyword"], one["post"]) for one in rows(result)] == [
        ("en.txt", "the", "audit", "[laughs],"),
        ("en.txt", "an", "audit", "a"),
        ("fr.txt", "l'", "audit", "."),
    ]
    assert result.stderr == ""


def test_a_pattern_that_is_none_is_the_users_to_mend(call, study):
    result = call("kwic", "the (audit", "--db", study)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: PATTERN:1:5: PC303 ( is never closed\n  1 | the (audit\n    |     ^\n")


def test_a_concordance_is_aligned_and_cut_for_a_terminal(study):
    from partcode.analysis.selection import Selection
    from partcode.pipeline.questions.kwic import kwic
    from partcode.render import concordance, render
    from partcode.store import open_store

    with open_store(study, create=False) as store:
        table = kwic(store, Selection(), "audit")
    for width in (120, 80, 40, 30):
        cut, shown = concordance(table, width)
        places = [cut.columns.index(name) for name in shown]
        narrowed = type(cut)(shown, [tuple(row[place] for place in places) for row in cut.rows])
        render(narrowed, drawn := io.StringIO(), "table", tty=True, width=width)
        lines = [line for line in drawn.getvalue().splitlines() if "\x1b[1;4maudit\x1b[0m" in line]
        assert len(lines) == 3, drawn.getvalue()
        before = [re.sub(r"\x1b\[\d*m", "", line.partition("\x1b[1;4m")[0]) for line in lines]
        assert len(set(map(len, before))) == 1
        assert [line.rstrip()[-1] for line in before] == ["e", "n", "'"]
        assert {len(line) - len(line.rstrip()) for line in before} == {2}
    assert shown == ("pre", "keyword", "post")
    assert concordance(table, 120)[1] == ("document", "turn", "speaker", "pre", "keyword", "post")


def test_search_marks_what_was_found_beside_brackets_of_the_text(call, study):
    (row,) = rows(call("search", "laughs", "OR", "elus", "--language", "fr", "--limit", "1", "--db", study))
    assert (row["rank"], row["document"], row["snippet"]) == ("1", "fr.txt", "Les [élus] imposent l'audit.")
    (row,) = rows(call("search", "laughs", "--db", study))
    assert row["snippet"] == "They impose the audit [[laughs]], an audit a year."


def test_what_can_not_be_searched_for_is_the_users_to_mend(call, study):
    for words in (["NOT", "audit"], ["(audit"], ["…"], ["audit AND"]):
        result = call("search", *words, "--db", study)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("error: ")
        assert "NOT stands between two" in result.stderr


def test_keyness_prints_the_words_and_says_that_they_are_descriptive(call, study):
    result = call("keyness", "--speaker", "Peter", "--min", "1", "--db", study)
    assert {(one["word"], one["here"], one["there"]) for one in rows(result)} >= {("audit", "2", "0")}
    assert result.stderr.startswith("note: G² is descriptive")
    assert call("keyness", "--speaker", "Peter", "--db", study, "-q").stderr == ""


def test_keyness_needs_two_groups(call, study):
    result = call("keyness", "--db", study)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--by role" in result.stderr


@pytest.mark.parametrize("frames", ["pandas", "polars"])
def test_a_study_gives_the_same_as_the_commands(call, study, frames):
    pytest.importorskip(frames)
    with open_study(study, frames=frames) as opened:
        for command, frame in (
            (("kwic", "audit", "--sort", "left"), opened.kwic("audit", sort="left")),
            (("search", "audit", "--limit", "1"), opened.search("audit", limit=1)),
            (
                ("keyness", "--speaker", "Peter", "--against", "speaker=Anna", "--min", "1"),
                opened.keyness(speaker="Peter", against="speaker=Anna", least=1),
            ),
        ):
            printed = rows(call(*command, "--db", study))
            assert list(frame.columns) == list(printed[0])
            for column in ("document", "word", "keyword", "snippet"):
                if column in printed[0]:
                    assert [str(cell) for cell in frame[column]] == [row[column] for row in printed]
