"""Orphans are put where they belong or dismissed; undo takes it back, and nothing is ever gone."""

import csv
import io

import pytest
from texts import change

TRUST = "We trust them all the same."


def table(call, *command):
    return list(csv.DictReader(io.StringIO(call(*command, "--format", "csv").stdout)))


def segments(call):
    return table(call, "export", "segments")


def place(row):
    return row["document"], f"{row['start']}-{row['end']}"


@pytest.fixture
def lost(call, coded):
    """A rejected coding of which the words have been told otherwise; the orphan, and where they stand now."""
    row = next(row for row in segments(call) if row["text"] == TRUST)
    call("decisions", "reject", *place(row), row["code"], "--coder", "Ana", "--why", "irony")
    change(coded / "en.txt", TRUST, "All of them have our full confidence.")
    assert "1 orphan" in call("run", "texts", "--no-tables").stderr
    (orphan,) = table(call, "orphans")
    now = next(
        row
        for row in segments(call)
        if row["code"] == orphan["code"] and row["document"] == "en.txt" and "full" in row["text"]
    )
    return orphan, now


def test_an_orphan_is_attached_to_where_its_words_stand(call, coded, lost):
    orphan, now = lost
    result = call("decisions", "attach", orphan["id"], *place(now))
    assert (result.exit_code, result.stdout) == (0, "")
    where = " ".join(place(now))
    assert result.stderr.splitlines()[0] == f"attached: {orphan['id']}, norm.trust rejected by Ana, to {where}"
    assert table(call, "orphans") == []
    (decision,) = table(call, "decisions", "list")
    kept = ("id", "coder", "at", "why", "decision")
    assert [decision[name] for name in kept] == [orphan[name] for name in kept]
    assert (decision["state"], decision["text"]) == ("moved", now["text"])
    assert [row["text"] for row in segments(call) if row["status"] == "rejected"] == [now["text"]]
    # It follows its new words, and is taken back from wherever they are.
    change(coded / "en.txt", "Anna: Do they", "In May.\n\nAnna: Do they")
    assert "decisions: 0 as before, 1 moved" in call("run", "texts", "--no-tables").stderr
    assert call("undo").stderr.splitlines() == [
        f"taken back: decisions attach {orphan['id']} {where}",
        "1 attached orphan taken back",
    ]
    assert [row["id"] for row in table(call, "orphans")] == [orphan["id"]]
    assert {row["status"] for row in segments(call)} == {"proposed"}
    assert call("undo").stderr.splitlines()[1] == "1 decision taken back"
    assert table(call, "decisions", "list", "--all") == []


def test_an_orphan_is_dismissed_and_stays_on_record(call, coded, lost):
    orphan, _ = lost
    result = call("decisions", "dismiss", orphan["id"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[:2] == [
        "dismissed: 1 orphan",
        f"  {orphan['id']}  en.txt: norm.trust rejected by Ana",
    ]
    assert table(call, "orphans") == table(call, "decisions", "list") == []
    assert "orphan" not in call("run", "texts", "--no-tables").stderr
    assert [(row["id"], row["state"]) for row in table(call, "orphans", "--all")] == [(orphan["id"], "dismissed")]
    assert [row["state"] for row in table(call, "decisions", "list", "--all")] == ["dismissed"]
    assert "was dismissed before" in call("decisions", "dismiss", orphan["id"]).stderr
    assert call("undo").stderr.splitlines()[1] == "1 dismissal taken back"
    assert table(call, "orphans") == [orphan]


def test_a_dismissed_orphan_holds_again_when_its_words_are_back(call, coded, lost):
    call("decisions", "dismiss", lost[0]["id"])
    change(coded / "en.txt", "All of them have our full confidence.", TRUST)
    assert "decisions: 1 as before" in call("run", "texts", "--no-tables").stderr
    assert [row["text"] for row in segments(call) if row["status"] == "rejected"] == [TRUST]


@pytest.mark.parametrize("command", ["attach", "dismiss"])
def test_a_dry_run_settles_nothing(call, lost, command):
    orphan, now = lost
    result = call("decisions", command, orphan["id"], *(place(now) if command == "attach" else ()), "--dry-run")
    assert result.exit_code == 0 and result.stderr.startswith("would be ")
    assert table(call, "orphans") == [orphan]
    assert call("undo", "--dry-run").stderr.startswith("would take back: decisions reject")


def test_what_can_t_be_settled_is_told(call, lost):
    orphan, now = lost
    document, where = place(now)
    start, end = map(int, where.split("-"))
    for said, *command in (
        ("no orphan 99", "dismiss", orphan["id"], "99"),
        ("no orphan 99", "attach", "99", document, where),
        (f"the nearest is {where}", "attach", orphan["id"], document, f"{start + 1}-{end}"),
        ("did you mean en.txt?", "attach", orphan["id"], "en.text", where),
        ("here is no place", "attach", orphan["id"], document, "here"),
    ):
        result = call("decisions", *command)
        assert (result.exit_code, result.stdout) == (2, "") and said in result.stderr
    call("decisions", "accept", document, where, orphan["code"], "--coder", "Bob")
    result = call("decisions", "attach", orphan["id"], document, where)
    assert result.exit_code == 2 and "somebody decided otherwise there: accepted" in result.stderr
    assert table(call, "orphans") == [orphan]


def test_a_person_s_own_coding_is_attached_and_undone(call, coded, here):
    row = next(row for row in segments(call) if row["text"] == TRUST)
    own = {
        "document": "en.txt",
        "start": row["start"],
        "end": row["end"],
        "code": "power.decision",
        "status": "accepted",
    }
    (here / "own.csv").write_text(f"{','.join(own)}\n{','.join(own.values())}\n")
    assert call("decisions", "import", "own.csv", "--coder", "Ana").stderr.startswith("1 coded")
    change(coded / "en.txt", TRUST, "All of them have our full confidence.")
    call("run", "texts", "--no-tables")
    (orphan,) = table(call, "orphans")
    now = next(row for row in segments(call) if "full" in row["text"])
    assert call("decisions", "attach", orphan["id"], *place(now)).exit_code == 0
    assert [row["text"] for row in segments(call) if row["coder"] == "Ana"] == [now["text"]]
    assert table(call, "orphans") == []
    assert call("undo").stderr.splitlines()[1:] == ["1 own coding taken back", "1 dismissal taken back"]
    assert table(call, "orphans") == [orphan]
