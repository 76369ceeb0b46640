import pytest
from by_hand import (
    INTERVIEW,
    INTERVIEW_INFO,
    REPORT,
    REPORT_INFO,
    SETTINGS,
    add,
    add_corpus,
    batch_of,
    code_by_regex,
    in_both,
    power,
    prepare,
)

from partcode.errors import StoreError
from partcode.model import Span, Unit
from partcode.store import TABLES, RunRow

COLUMNS = (
    "document, case, language, kind, unit, segment, start, end, turn, speaker, role, text, code, label, codebook, "
    "codebook_version, rule, certainty, match, match_start, match_end, lossy, matches, negated, reported, coder, "
    "status, run"
).split(", ")


def segments(store, **chosen):
    table = store.table("segments", **chosen)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def pick(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


@pytest.fixture
def coded(store):
    store.run_id = code_by_regex(store, add_corpus(store))
    return store


def text_of(store, path):
    return store.text(store.known()[path].version_id)


def test_the_columns_are_exactly_those_promised(coded):
    assert list(coded.table("segments").columns) == COLUMNS


def test_every_row_is_traced_to_its_words(coded):
    rows = segments(coded)
    assert pick(rows, "document", "segment", "turn", "speaker", "role", "code", "label", "match") == [
        ("interviews/one.txt", 2, 2, "Awa", "south_ngo", "power.cut", "Cut", "cut"),
        ("interviews/one.txt", 3, 2, "Awa", "south_ngo", "trust", "Trust", "trust"),
        ("interviews/one.txt", 4, 2, "Awa", "south_ngo", "power.cut", "Coupe", "coupé"),
        ("interviews/one.txt", 6, 4, "", "", "power.cut", "Cut", "cut"),
        ("report.md", 1, None, "Fund", "north_funder", "trust", "Trust", "trusts"),
        ("report.md", 2, None, "Fund", "north_funder", "power.cut", "Cut", "cut"),
    ]
    for row in rows:
        text = text_of(coded, row["document"])
        assert text[row["start"] : row["end"]] == row["text"]
        assert text[row["match_start"] : row["match_end"]] == row["match"]
    assert {row["coder"] for row in rows} == {"rule:power@1.0.0"}
    assert {(row["codebook"], row["codebook_version"], row["status"], row["run"]) for row in rows} == {
        ("power", "1.0.0", "proposed", coded.run_id)
    }


def test_an_unknown_verdict_stays_empty(coded):
    assert pick(segments(coded), "negated", "reported") == [(0, 0), (0, 1), (0, None), (0, 1), (0, None), (1, 0)]


def test_people_and_rules_share_one_table(coded):
    version = coded.known()["interviews/one.txt"].version_id
    segment = coded.segments(version, Unit.SENTENCE)
    code = coded.add_codebook(power()).codes["power.cut"]
    first = coded.reviews.add_coding("Ana", int(segment.ids[1]), code, reported=False)
    assert coded.reviews.add_coding("Ana", int(segment.ids[1]), code) == first
    coded.reviews.add_coding("Bob", int(segment.ids[0]), code)
    rows = segments(coded)
    assert pick(rows[:3], "coder", "segment", "status", "rule", "matches", "run") == [
        ("Bob", 1, "accepted", "", 0, ""),
        ("Ana", 2, "accepted", "", 0, ""),
        ("rule:power@1.0.0", 2, "proposed", "verb", 1, coded.run_id),
    ]
    for row in rows:
        assert text_of(coded, row["document"])[row["match_start"] : row["match_end"]] == row["match"]
    assert rows[1]["match"] == "They cut the grant. [laughs]"


def test_a_person_is_not_called_like_a_rule(coded):
    with pytest.raises(StoreError, match="name of a person"):
        coded.reviews.add_coding("rule:power@1.0.0", 1, 1)


def test_the_latest_decision_counts(coded):
    known = coded.known()["interviews/one.txt"]
    span = Span(*pick(segments(coded)[:1], "start", "end")[0])
    coded.reviews.decide(known.text_sha256, span, "power.cut", "rejected", "Ana", why="irony")
    assert segments(coded)[0]["status"] == "rejected"
    coded.reviews.decide(known.text_sha256, span, "power.cut", "accepted", "Bob")
    coded.reviews.decide(known.text_sha256, span, "trust", "rejected", "Bob")
    assert pick(segments(coded), "status") == [("accepted",)] + [("proposed",)] * 5
    assert coded._connection.execute("SELECT count(*) FROM decisions").fetchone() == (3,)


def test_decisions_survive_deleting_and_reading_again(coded):
    known = coded.known()["interviews/one.txt"]
    span = Span(*pick(segments(coded)[:1], "start", "end")[0])
    coded.reviews.decide(known.text_sha256, span, "power.cut", "rejected", "Ana", at="2024-01-01")
    coded.delete_documents(list(coded.known()))
    code_by_regex(coded, add_corpus(coded))
    assert pick(segments(coded)[:2], "status") == [("rejected",), ("proposed",)]


def test_codings_of_people_stay_when_the_same_text_is_read_anew(coded):
    version = coded.known()["report.md"].version_id
    code = coded.add_codebook(power()).codes["trust"]
    coded.reviews.add_coding("Ana", int(coded.segments(version, Unit.SENTENCE).ids[2]), code)
    again = prepare(coded, "report.md", REPORT, info=REPORT_INFO, extractor="txt 2")
    coded.add_versions([again], SETTINGS)
    code_by_regex(coded, [coded.known()["report.md"].version_id])
    assert pick(segments(coded), "segment", "coder") == [
        (1, "rule:power@1.0.0"),
        (2, "rule:power@1.0.0"),
        (3, "Ana"),
    ]


def test_an_old_run_is_exported_as_it_was(coded):
    before = segments(coded)
    store = coded
    (new,) = add(store, prepare(store, "interviews/one.txt", INTERVIEW[:1], info=INTERVIEW_INFO))
    run = code_by_regex(store, [new])
    assert run != store.run_id
    assert segments(store) == []
    assert segments(store, run=store.run_id) == before


def test_the_same_run_again_is_one_run_and_the_latest(store):
    versions = add_corpus(store)
    first = RunRow.derive("1", {"unit": "turn"}, [], {}, [], "2024-01-01")
    second = RunRow.derive("2", {"unit": "turn"}, [], {}, [], "2024-01-02")
    again = RunRow.derive("1", {"unit": "turn"}, [], {}, [], "2024-01-03")
    book = store.add_codebook(power())
    with store.transaction():
        applications = store.add_applications(book.sha256, dict.fromkeys(versions, "x"))
    for run in (first, second, again):
        store.add_run(run, applications.values())
    assert first.id == again.id
    assert store.run().id == first.id
    assert [row[0] for row in store.table("runs").rows] == [second.id, first.id]
    assert store.run(second.id).options == {"unit": "turn"}


def test_without_a_run_the_hint_says_what_to_do(store):
    add_corpus(store)
    with pytest.raises(StoreError, match="nothing has been coded"):
        store.table("segments")
    with pytest.raises(StoreError, match="no run nope"):
        store.table("codes", run="nope")
    run = code_by_regex(store, [])
    with pytest.raises(StoreError, match="no table nope"):
        store.table("nope", run=run)


def test_applications_are_found_by_version_codebook_and_settings(store):
    one, two = add_corpus(store)
    book = store.add_codebook(power())
    assert store.add_codebook(power()) == book
    with pytest.raises(RuntimeError):
        store.add_applications(book.sha256, {one: "a"})
    with store.transaction():
        made = store.add_applications(book.sha256, {one: "a"})
    assert store.applications(book.sha256, {one: "a", two: "a"}) == made
    assert store.applications(book.sha256, {one: "b"}) == {}
    assert store.applications(store.add_codebook(power("2.0.0")).sha256, {one: "a"}) == {}


def test_codings_that_fail_leave_no_application_behind(store):
    one, _ = add_corpus(store)
    book = store.add_codebook(power())
    with pytest.raises(Exception, match="FOREIGN KEY"), store.transaction():
        application = store.add_applications(book.sha256, {one: "a"})[one]
        store.add_codings(batch_of([(application, 999, 1, book.coder, False, 0, 1)], [(1, 0, 4, False, 0)]))
    assert store.applications(book.sha256, {one: "a"}) == {}


def test_evidence_has_one_row_per_match_the_leading_one_first(store):
    versions = add_corpus(store)
    code_by_regex(store, versions, rules=[("trust", "other", r"[Tt]h\w+"), ("power.cut", "verb", "cut")])
    table = store.table("evidence")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert pick(rows[-3:], "segment", "code", "evidence", "rule", "match") == [
        (6, "trust", 2, "other", "they"),
        (1, "trust", 1, "other", "The"),
        (2, "power.cut", 1, "verb", "cut"),
    ]
    for row in rows:
        assert text_of(store, row["document"])[row["match_start"] : row["match_end"]] == row["match"]
    assert sum(row["matches"] for row in segments(store)) == len(rows)


def test_the_matrix_has_every_segment_and_a_column_per_code(coded):
    table = coded.table("matrix")
    assert table.columns[-4:] == ("words", "power.cut", "trust", "absent")
    rows = list(table.rows)
    assert [row[-3:] for row in rows] == [
        (0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 0, 0), (0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 0, 0), (0, 0, 0),
    ]  # fmt: skip
    assert rows[1][:11] == ("interviews/one.txt", "ngo-1", "en", "body", 2, 41, 69, 2, "Awa", "south_ngo", 5)


def test_a_matrix_of_turns_takes_the_codings_of_their_sentences(coded):
    versions = [row.id for row in coded.versions()]
    coded.ensure_unit(versions, Unit.TURN)
    rows = [(row[0], *row[-3:]) for row in coded.table("matrix", unit=Unit.TURN).rows]
    assert rows == [
        ("interviews/one.txt", 0, 0, 0),
        ("interviews/one.txt", 1, 1, 0),
        ("interviews/one.txt", 0, 0, 0),
        ("interviews/one.txt", 1, 0, 0),
        ("report.md", 1, 1, 0),
        ("report.md", 0, 0, 0),
    ]


def test_a_matrix_of_a_unit_nobody_derived_is_not_an_empty_table(coded):
    with pytest.raises(StoreError, match="no segments of the unit paragraph"):
        list(coded.table("matrix", unit=Unit.PARAGRAPH).rows)


def test_rejected_codings_are_not_counted(coded):
    known = coded.known()["interviews/one.txt"]
    span = Span(*pick(segments(coded)[:1], "start", "end")[0])
    coded.reviews.decide(known.text_sha256, span, "power.cut", "rejected", "Ana")
    assert next(row for i, row in enumerate(coded.table("matrix").rows) if i == 1)[-3:] == (0, 0, 0)
    table = coded.table("codes")
    counts = {row[2]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    assert list(counts) == ["power.cut", "trust", "absent"]
    cut = counts["power.cut"]
    assert pick([cut], "codings", "rejected", "negated", "reported", "segments", "speakers", "documents") == [
        (3, 1, 1, 1, 3, 2, 2)
    ]
    assert counts["absent"]["codings"] == 0


def test_codes_by_role_add_up(coded):
    table = coded.codes_by_role()
    assert table.columns == ("code", "north_funder", "south_ngo", "unknown", "total")
    assert list(table.rows) == [("power.cut", 1, 2, 1, 4), ("trust", 1, 1, 0, 2)]


def test_tables_of_the_corpus(coded):
    turns = list(coded.table("turns").rows)
    assert turns[1][:8] == ("interviews/one.txt", "ngo-1", 2, 41, 121, "P1", "Awa", "south_ngo")
    assert turns[1][-1] == text_of(coded, "interviews/one.txt")[41:121]
    assert sum(row[-2] for row in turns) == 29
    assert list(coded.table("speakers").rows) == [
        ("interviews/one.txt", "INT", "", "interviewer", "", "", ""),
        ("interviews/one.txt", "P1", "Awa", "south_ngo", "", "south", "40"),
        ("report.md", "", "Fund", "north_funder", "", "", ""),
    ]
    documents = coded.table("documents")
    one = dict(zip(documents.columns, next(iter(documents.rows)), strict=True))
    assert pick([one], "document", "case", "turns", "speakers", "sentences", "words", "warnings", "version") == [
        ("interviews/one.txt", "ngo-1", 4, 2, 6, 29, "odd; old", 1)
    ]


def test_every_table_has_as_many_cells_as_columns(coded):
    for what in TABLES:
        table = coded.table(what)
        assert all(len(row) == len(table.columns) for row in table.rows), what


def test_the_view_for_other_programs_agrees_with_the_table(coded):
    version = coded.known()["interviews/one.txt"].version_id
    coded.reviews.add_coding("Ana", int(coded.segments(version, Unit.SENTENCE).ids[0]), 1, reported=True)
    rejected, accepted = segments(coded)[1], segments(coded)[-1]
    for row, decision in ((rejected, "accepted"), (rejected, "rejected"), (accepted, "accepted")):
        digest = coded.known()[row["document"]].text_sha256
        coded.reviews.decide(digest, Span(row["start"], row["end"]), row["code"], decision, "Ana")
    shared, listed, viewed = in_both(coded)
    assert set(COLUMNS) - set(shared) == {"lossy"}
    assert viewed == listed
    statuses = [row[shared.index("status")] for row in viewed]
    assert sorted(statuses) == ["accepted"] * 2 + ["proposed"] * 4 + ["rejected"]


def test_the_view_has_the_latest_run_and_what_people_coded_on_its_texts(coded):
    whole = coded.run()
    sha256 = whole.codebooks[0]["sha256"]
    for path in ("interviews/one.txt", "report.md"):
        coded.reviews.add_coding("Ana", int(coded.segments(coded.known()[path].version_id, Unit.SENTENCE).ids[0]), 3)
    (part,) = coded.applications(sha256, {coded.known()["report.md"].version_id: SETTINGS}).values()
    about = (whole.tool_version, whole.options, whole.codebooks, whole.libraries, whole.documents[1:])
    coded.add_run(RunRow.derive(*about), [part])
    shared, listed, viewed = in_both(coded)
    assert viewed == listed
    assert [(row[shared.index("document")], row[shared.index("code")]) for row in viewed] == [
        ("report.md", "absent"), ("report.md", "trust"), ("report.md", "power.cut"),
    ]  # fmt: skip
