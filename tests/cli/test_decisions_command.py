"""Decisions go in by command or by table, all or none, and come out in every table."""

import csv
import io

import pytest
import xlsxwriter
from texts import change

from partcode.store import open_store


def table(call, *command):
    return list(csv.DictReader(io.StringIO(call(*command, "--format", "csv").stdout)))


def segments(call):
    return table(call, "export", "segments")


def write(here, rows, name="reviewed.csv", encoding="utf-8", **layout):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), **layout)
    writer.writeheader()
    writer.writerows(rows)
    (here / name).write_bytes(out.getvalue().encode(encoding))


def place(row):
    return row["document"], f"{row['start']}-{row['end']}", row["code"]


@pytest.fixture
def rows(call, coded):
    """The rows of segments.csv."""
    return segments(call)


@pytest.fixture
def review(call, here, rows):
    """Import the rows with changes to the first of them; the result."""

    def review(*flags, coder="Ana", first=(), more=(), **layout):
        rows[0] |= dict(first)
        write(here, [*rows, *more], **layout)
        return call("decisions", "import", "reviewed.csv", *(("--coder", coder) if coder else ()), *flags)

    return review


def test_a_rejected_row_of_segments_csv_is_a_decision(call, review, rows):
    result = review(first={"status": "rejected"})
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, f"1 rejected; {len(rows) - 1} rows as before")
    document, where, code = place(rows[0])
    start, end = where.split("-")
    assert result.stdout.splitlines() == [
        "document\tstart\tend\tcode\tbefore\tafter\tcoder\ttext",
        f"{document}\t{start}\t{end}\t{code}\tproposed\trejected\tAna\t{rows[0]['text']}",
    ]
    assert [row["status"] for row in segments(call)] == ["rejected"] + ["proposed"] * (len(rows) - 1)
    (decision,) = table(call, "decisions", "list")
    assert (decision["state"], decision["coder"], decision["text"]) == ("exact", "Ana", rows[0]["text"])


def test_the_same_table_again_decides_nothing(call, review):
    review(first={"status": "rejected"})
    result = review(first={"status": "rejected"})
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("no decision; ")
    assert len(table(call, "decisions", "list")) == 1


def test_a_dry_run_shows_and_keeps_nothing(call, review):
    result = review("--dry-run", first={"status": "accepted"})
    assert "\tproposed\taccepted\tAna\t" in result.stdout and "1 would be accepted" in result.stderr
    assert table(call, "decisions", "list") == []


def test_what_excel_makes_of_the_table_is_read(call, review):
    assert review(first={"status": "Rejected"}, encoding="utf-8-sig", delimiter=";").exit_code == 0
    assert segments(call)[0]["status"] == "rejected"


def test_a_sign_that_excel_saved_as_a_question_mark_is_no_other_text(call, corpus, here):
    (corpus / "fr.txt").write_text("Moussa : Le bailleur impose-t-il ses\u202fprocédures\u202f?\n", encoding="utf-8")
    call("run", "texts", "--no-tables", "-q")
    rows = [dict(row, status="rejected") for row in segments(call) if row["document"] == "fr.txt"]
    for row in rows:
        row["text"] = row["text"].replace("\u202f", "?")
    write(here, rows, encoding="cp1252", delimiter=";")
    result = call("decisions", "import", "reviewed.csv", "--coder", "Ana")
    assert (result.exit_code, len(rows)) == (0, 1), result.stderr
    rows[0]["text"] = "Qui est-ce ?"
    write(here, rows, encoding="cp1252", delimiter=";")
    assert "stands" in call("decisions", "import", "reviewed.csv", "--coder", "Bob").stderr


def test_guarded_cells_are_read(call, corpus, here):
    (corpus / "dash.txt").write_text("Anna: Well?\nPeter: - They impose the audit.\nAnna: So?\nPeter: Yes.\n")
    call("run", "texts", "-q", "--excel", "--out", "out")
    exported = (here / "out" / "segments.csv").read_text(encoding="utf-8-sig")
    (here / "reviewed.csv").write_text(exported.replace("proposed", "accepted"), encoding="utf-8-sig")
    result = call("decisions", "import", "reviewed.csv", "--coder", "Ana")
    assert result.exit_code == 0, result.stderr
    assert {row["status"] for row in segments(call)} == {"accepted"}


def test_a_workbook_is_read(call, rows, here):
    rows[0]["status"] = "accepted"
    with xlsxwriter.Workbook(here / "reviewed.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([dict(zip(rows[0], rows[0], strict=True)), *rows]):
            cells = [int(cell) if name in ("start", "end") and cell.isdigit() else cell for name, cell in row.items()]
            sheet.write_row(number, 0, cells)
    assert call("decisions", "import", "reviewed.xlsx", "--coder", "Ana").exit_code == 0
    assert segments(call)[0]["status"] == "accepted"


def test_an_excerpt_says_by_row_who_decided_and_why(call, coded, here, rows):
    excerpt = [
        {**{name: rows[i][name] for name in ("document", "start", "end", "code")}, "status": "rejected", **who}
        for i, who in enumerate(({"coder": "Ana", "why": "irony"}, {"coder": "Bob", "why": ""}))
    ]
    write(here, excerpt)
    assert call("decisions", "import", "reviewed.csv").exit_code == 0
    assert [(row["coder"], row["why"]) for row in table(call, "decisions", "list")] == [("Ana", "irony"), ("Bob", "")]


def test_a_code_that_no_rule_proposed_there_is_a_coding_of_the_person(call, review, rows):
    other = next(row for row in rows if row["code"] != rows[0]["code"])
    new = {**rows[0], "code": other["code"], "status": "accepted"}
    if place(new) in map(place, rows):
        pytest.fail("the corpus has changed")
    result = review(more=[new])
    assert result.stderr.startswith("1 coded; ")
    (own,) = [row for row in segments(call) if row["coder"] == "Ana"]
    assert (place(own), own["status"], own["run"]) == (place(new), "accepted", "")
    assert review(more=[new | {"coder": "Ana"}]).stderr.startswith("no decision")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({"document": "en.text"}, "did you mean en.txt?"),
        ({"code": "nothing.like"}, "unknown code 'nothing.like'"),
        ({"text": "They said something else."}, "stands"),
        ({"start": "0", "text": ""}, "no coding with"),
        ({"end": "999999", "text": ""}, "stands"),
        ({"start": "one"}, "start can't be one"),
        ({"status": "maybe"}, "unknown status 'maybe'"),
    ],
)
def test_one_mistake_and_nothing_is_taken_over(call, review, rows, first, said):
    rows[1]["status"] = "rejected"
    result = review(first={"status": "rejected", **first})
    assert (result.exit_code, result.stdout) == (2, "")
    assert "error: reviewed.csv:2: " in result.stderr and said in result.stderr
    assert table(call, "decisions", "list") == []


def test_two_verdicts_on_one_coding_are_a_mistake(review, rows):
    result = review(first={"status": "accepted"}, more=[{**rows[0], "status": "rejected"}])
    assert result.exit_code == 2
    assert "accepted on line 2, and rejected here" in result.stderr


def test_somebody_must_have_decided(review, monkeypatch):
    assert "who decided this?" in review(first={"status": "accepted"}, coder="").stderr
    monkeypatch.setenv("PARTCODE_CODER", "Eve")
    assert "\tEve\t" in review(first={"status": "accepted"}, coder="").stdout


def test_one_coding_is_accepted_or_rejected_by_its_place(call, rows):
    result = call("decisions", "accept", *place(rows[0]), "--coder", "Ana", "--why", "clear")
    assert result.exit_code == 0
    call("decisions", "reject", *place(rows[0]), "--coder", "Bob")
    (decision,) = table(call, "decisions", "list")
    assert (decision["decision"], decision["coder"]) == ("rejected", "Bob")


def test_a_place_without_that_coding_is_an_error_that_names_the_nearest(call, rows):
    document, where, code = place(rows[0])
    start, end = map(int, where.split("-"))
    result = call("decisions", "reject", document, f"{start + 1}-{end}", code, "--coder", "Ana")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"the nearest is {where}" in result.stderr
    assert call("decisions", "reject", document, "here", code, "--coder", "Ana").exit_code == 2
    assert "--coder" in call("decisions", "reject", *place(rows[0])).stderr


def test_the_list_is_narrowed_by_code_coder_and_document(call, rows):
    for row, coder in zip(rows, ("Ana", "Bob", "Ana"), strict=False):
        call("decisions", "accept", *place(row), "--coder", coder)
    whole = table(call, "decisions", "list")
    assert len(whole) == 3
    assert {row["coder"] for row in table(call, "decisions", "list", "--coder", "Bob")} == {"Bob"}
    code = rows[0]["code"]
    assert {row["code"] for row in table(call, "decisions", "list", "--code", code)} == {code}
    assert table(call, "decisions", "list", "--document", "fr.txt") == [
        row for row in whole if row["document"] == "fr.txt"
    ]


def test_a_decision_that_holds_for_another_unit_is_no_new_one(call, coded, here):
    call("code", "--unit", "turn", "-q")
    turn = next(row for row in segments(call) if row["code"] == "norm.trust" and "No audit" in row["text"])
    call("decisions", "reject", *place(turn), "--coder", "Ana")
    assert "  1 decision about turns: 1 holds for the same words\n" in call("code").stderr
    rows = segments(call)
    (rejected,) = [row for row in rows if row["status"] == "rejected"]
    assert (rejected["unit"], rejected["text"]) == ("sentence", "We trust them all the same.")
    write(here, rows)
    assert call("decisions", "import", "reviewed.csv", "--coder", "Bob").stderr.startswith("no decision")
    call("decisions", "accept", *place(rejected), "--coder", "Bob")
    assert {row["status"] for row in segments(call)} == {"proposed", "accepted"}
    listed = table(call, "decisions", "list")
    assert [(row["unit"], row["coder"], row["state"]) for row in listed] == [
        ("turn", "Ana", "exact"),
        ("sentence", "Bob", "exact"),
    ]
    assert table(call, "orphans") == []


# The whole story


def run(call):
    result = call("run", "texts", "--no-tables")
    assert result.exit_code == 0
    return result.stderr


def test_decisions_follow_a_corrected_transcript_through_the_next_run(call, coded, review, rows):
    texts = coded
    rejected = next(row for row in rows if "audit on us" in row["text"])
    rejected["status"] = "rejected"
    assert review().exit_code == 0
    original = (texts / "en.txt").read_text(encoding="utf-8")
    change(texts / "en.txt", "Anna: Do they", "Interview of May.\n\nAnna: Tell me, do they")
    change(texts / "en.txt", "audit on us every", "audit upon us every")
    assert "decisions: 0 as before, 1 moved\n" in run(call)
    (now,) = [row for row in segments(call) if row["status"] == "rejected"]
    assert now["text"] == "They impose the audit upon us every year. [laughs]"
    (decision,) = table(call, "decisions", "list")
    assert (decision["state"], decision["start"], decision["turn"]) == ("moved", now["start"], now["turn"])
    assert "decisions: 1 as before\n" in run(call)

    change(texts / "en.txt", "They impose the audit upon us every year. [laughs]", "Hm.")
    assert "decisions: 0 as before, 1 orphan (see: partcode orphans)\n" in run(call)
    (orphan,) = table(call, "orphans")
    assert (orphan["quote"], orphan["reason"]) == (now["text"], "not found")
    assert (orphan["decision"], orphan["coder"]) == ("rejected", "Ana")
    assert [row["state"] for row in table(call, "decisions", "list")] == ["orphan"]

    (texts / "en.txt").write_text(original, encoding="utf-8")
    assert "decisions: 1 as before\n" in run(call)
    assert table(call, "orphans") == []
    assert [row["text"] for row in segments(call) if row["status"] == "rejected"] == [rejected["text"]]


def test_decisions_about_a_text_that_has_changed_since_the_run_are_moved_at_once(call, coded, review):
    change(coded / "en.txt", "Anna: Do they", "Interview of May.\n\nAnna: Do they")
    call("ingest", "texts", "-q")
    assert review(first={"status": "rejected"}).exit_code == 0
    assert [row["state"] for row in table(call, "decisions", "list")] == ["moved"]
    run(call)
    assert [row["status"] for row in segments(call)].count("rejected") == 1


def test_a_person_s_own_coding_follows_too(call, coded, review, rows):
    other = next(row for row in rows if row["code"] != rows[0]["code"])
    review(more=[{**rows[0], "code": other["code"], "status": "accepted"}])
    change(coded / "en.txt", "Anna: Do they", "Interview of May.\n\nAnna: Do they")
    assert "decisions: 0 as before, 1 moved\n" in run(call)
    (own,) = [row for row in segments(call) if row["coder"] == "Ana"]
    assert own["text"] == rows[0]["text"]
    change(coded / "en.txt", rows[0]["text"], "Hm.")
    assert "1 orphan" in run(call)
    (orphan,) = table(call, "orphans")
    assert (orphan["decision"], orphan["quote"]) == ("coded", rows[0]["text"])


def test_decisions_of_a_removed_document_are_orphans_until_it_is_back(call, coded, rows):
    call("decisions", "reject", *place(rows[0]), "--coder", "Ana")
    assert "decisions are kept" in call("corpus", "remove", "en.txt", "--yes").stderr
    assert [row["reason"] for row in table(call, "orphans")] == ["the document was removed"]
    change(coded / "en.txt", "Anna: Do they", "Interview of May.\n\nAnna: Do they")
    assert "1 moved" in run(call)
    assert table(call, "orphans") == []


def test_a_renamed_document_keeps_its_decisions(call, coded, rows):
    call("decisions", "reject", *place(rows[0]), "--coder", "Ana")
    (coded / "en.txt").rename(coded / "renamed.txt")
    call("run", "texts", "-q", "--no-tables")
    assert {row["document"] for row in table(call, "decisions", "list")} == {"en.txt", "renamed.txt"}
    assert [row["document"] for row in segments(call) if row["status"] == "rejected"] == ["en.txt", "renamed.txt"]


def test_no_orphans_is_said(call, coded):
    result = call("orphans")
    assert (result.exit_code, result.stderr) == (0, "0 orphans\n")


# Taking back


def test_undo_takes_back_one_command_after_the_other(call, rows, here):
    call("decisions", "reject", *place(rows[0]), "--coder", "Ana")
    call("decisions", "accept", *place(rows[0]), "--coder", "Bob")
    what = " ".join(place(rows[0]))
    assert call("undo", "--dry-run").stderr == f"would take back: decisions accept {what}\n"
    assert call("undo").stderr == f"taken back: decisions accept {what}\n1 decision taken back\n"
    assert segments(call)[0]["status"] == "rejected"
    assert call("undo").exit_code == 0
    assert segments(call)[0]["status"] == "proposed"
    result = call("undo")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "nothing to take back: no decisions and no deleted documents\n"
    with open_store(here / "partcode.db", create=False) as store:
        assert store._connection.execute("SELECT count(*), sum(undone) FROM decisions").fetchone() == (2, 2)


def test_undo_takes_back_a_whole_import_with_what_has_moved_since(call, coded, review, rows):
    other = next(row for row in rows if row["code"] != rows[0]["code"])
    review(first={"status": "rejected"}, more=[{**rows[0], "code": other["code"], "status": "accepted"}])
    change(coded / "en.txt", "Anna: Do they", "Interview of May.\n\nAnna: Do they")
    assert "2 moved" in run(call)
    assert "1 decision taken back\n1 own coding taken back" in call("undo").stderr
    assert {row["status"] for row in segments(call)} == {"proposed"}
    assert table(call, "decisions", "list") == table(call, "orphans") == []


def test_undo_brings_a_removed_document_back_as_it_was(call, coded, here):
    before = segments(call)
    call("corpus", "remove", "en.txt", "--yes")
    assert len(segments(call)) < len(before)
    assert call("undo").stderr == "taken back: deleted en.txt\nbrought back: en.txt\n"
    assert segments(call) == before


def test_undo_goes_on_to_the_command_before_when_the_document_has_been_read_again(call, coded, rows):
    call("decisions", "accept", *place(rows[0]), "--coder", "Ana")
    call("corpus", "remove", "en.txt", "--yes")
    call("ingest", "texts", "-q")
    result = call("undo")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "en.txt was read again meanwhile, and stays as it is" in result.stderr
    assert "1 decision taken back" in call("undo").stderr


def test_undo_says_when_the_backup_is_gone(call, coded, here):
    call("corpus", "remove", "en.txt", "--yes")
    for path in here.glob("partcode.db.backup*"):
        path.unlink()
    assert "the backup is no longer there" in call("undo").stderr


def test_undo_says_when_another_backup_has_the_name_of_the_one_it_needs(call, coded, here):
    call("corpus", "remove", "en.txt", "--yes")
    for path in here.glob("partcode.db.backup*"):
        path.unlink()
    call("corpus", "remove", "fr.txt", "--yes")
    assert "brought back: fr.txt" in call("undo").stderr
    result = call("undo")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the backup doesn't have these documents" in result.stderr


@pytest.mark.parametrize("removed", [False, True], ids=["corrected", "removed, corrected, read again"])
def test_what_a_decision_had_answered_holds_again_in_the_text_of_today(call, coded, rows, removed):
    call("decisions", "accept", *place(rows[0]), "--coder", "Ana")
    call("decisions", "reject", *place(rows[0]), "--coder", "Ben")
    if removed:
        call("corpus", "remove", rows[0]["document"], "--yes")
    path = coded / rows[0]["document"]
    path.write_text("A word before.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    call("run", "texts", "-q")
    assert [row["status"] for row in segments(call) if row["text"] == rows[0]["text"]] == ["rejected"]
    if removed:
        assert "stays as it is" in call("undo").stderr
    call("undo")
    assert [row["status"] for row in segments(call) if row["text"] == rows[0]["text"]] == ["accepted"]
    assert [(row["coder"], row["state"]) for row in table(call, "decisions", "list")] == [("Ana", "moved")]
    assert table(call, "orphans") == []
