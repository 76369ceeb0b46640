import dataclasses
import hashlib
import itertools
import sqlite3

import numpy as np
import pytest
from by_hand import (
    INTERVIEW,
    INTERVIEW_INFO,
    REPORT,
    REPORT_INFO,
    SETTINGS,
    add,
    add_corpus,
    code_by_regex,
    prepare,
)

from partcode.errors import StoreError
from partcode.model import LANGUAGES, Case, DocumentInfo, Speaker, Unit
from partcode.model.columns import KINDS, NO_TURN
from partcode.store import open_store
from partcode.store.corpus import sentences


def rows(store, query, *parameters):
    return store._connection.execute(query, parameters).fetchall()


def search(store, words):
    found = rows(store, "SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts MATCH ? ORDER BY rowid", words)
    return [text for (id,) in found for (text,) in rows(store, "SELECT text FROM paragraphs WHERE rowid = ?", id)]


def check_index(store):
    store._connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('integrity-check', 1)")


def only(store, version):
    return next(iter(store.streams([version])))[0]


def test_a_version_comes_back_column_by_column(store):
    prepared = prepare(store, "one.txt", INTERVIEW, info=INTERVIEW_INFO, kinds={0: 1, 4: 4})
    (version,) = add(store, prepared)
    back = only(store, version)
    for part in ("stream", "sentences"):
        for field in dataclasses.fields(getattr(prepared, part)):
            was, now = (getattr(getattr(one, part), field.name) for one in (prepared, back))
            assert np.array_equal(was, now), field.name
            assert was.dtype == now.dtype, field.name
    assert store.text(version) == prepared.document.text
    assert back.text_sha256 == hashlib.sha256(prepared.document.text.encode()).hexdigest()
    assert back.roles == ("interviewer", "south_ngo", "interviewer", "")


def test_words_of_the_stream_are_where_the_text_has_them(store):
    version, _ = add_corpus(store)
    vocabulary, text, stream = store.vocabulary(), store.text(version), only(store, version).stream
    for id, start in zip(stream.ids.tolist(), stream.start.tolist(), strict=True):
        assert text[start : start + len(vocabulary[id])].lower() == vocabulary[id]


def test_lemmas_and_words_are_in_the_same_order(store):
    store.add_words(["cut", "cuts"], ["cut", "cut"], ["cut", "cuts"])
    store.add_words(["été"], ["été"], ["être"])
    assert store.vocabulary() == ["cut", "cuts", "été"]
    assert store.lemmas("en") == ["cut", "cut", "été"]
    assert store.lemmas("fr") == ["cut", "cuts", "être"]
    assert store.lengths.tolist() == [3, 4, 3]


def test_rows_and_columns_of_segments_say_the_same(store):
    kinds = {0: 1, 4: 4}
    languages = [*INTERVIEW, ("P1", ["Hola.", "Sí."], 255)]
    versions = add(store, prepare(store, "a.txt", languages, kinds=kinds), prepare(store, "b.md", REPORT, kinds=kinds))
    for unit in (Unit.PARAGRAPH, Unit.TURN):
        store.ensure_unit(versions, unit)
    names = {number: str(language) for number, language in enumerate(LANGUAGES)}
    for version, unit in itertools.product(versions, Unit):
        first, columns = sentences.read(store._connection, version, unit)
        told = zip(
            itertools.count(first),
            itertools.count(),
            columns.start.tolist(),
            columns.end.tolist(),
            columns.paragraph.tolist(),
            [None if turn == NO_TURN else turn for turn in columns.turn.tolist()],
            [str(KINDS[kind]) for kind in columns.kind.tolist()],
            [names.get(language, "") for language in columns.language.tolist()],
            columns.words.tolist(),
        )
        query = """SELECT id, ordinal, start, end, paragraph, turn, kind, language, words FROM segments
            WHERE version = ? AND unit = ? ORDER BY id"""
        found = rows(store, query, version, unit.value)
        assert found == list(itertools.islice(told, len(columns.start)))
        assert rows(store, "SELECT count FROM units WHERE version = ? AND unit = ?", version, unit) == [(len(found),)]


def test_an_unknown_language_of_a_sentence_survives(store):
    (version,) = add(store, prepare(store, "x.txt", [(None, ["Hola."], 255), (None, ["Hi."], 0)]))
    assert only(store, version).sentences.language.tolist() == [255, 0]


def test_a_document_without_a_sentence_is_stored_all_the_same(store):
    (version,) = add(store, prepare(store, "empty.txt", []))
    back = only(store, version)
    assert (len(back.stream.ids), len(back.sentences.start), back.voice_role) == (0, 0, "")
    store.ensure_unit([version], Unit.TURN)
    assert store.segments(version, Unit.TURN).ids.tolist() == []


def test_batches_close_at_the_size_asked_for_and_keep_the_order(store):
    one, two = add_corpus(store)
    assert [[d.version_id for d in batch] for batch in store.streams([two, one], batch_words=1)] == [[two], [one]]
    assert [[d.version_id for d in batch] for batch in store.streams([two, one])] == [[two, one]]


def test_the_voice_of_a_document_without_turns_has_its_role(store):
    _, report = add_corpus(store)
    back = only(store, report)
    assert (back.roles, back.voice_role) == ((), "north_funder")


def test_word_totals_leave_references_and_headers_out(store):
    kinds = {1: 1, 2: 2, 3: 3, 4: 4}
    store.add_versions([prepare(store, "x.txt", [(None, ["a b.", "c.", "d.", "e.", "f."], 0)], kinds=kinds)], SETTINGS)
    assert store.versions()[0].words == 3


def test_the_same_file_again_is_nothing(store):
    first = add_corpus(store)
    before = rows(store, "SELECT count(*) FROM segments")
    assert add_corpus(store) == first
    assert rows(store, "SELECT count(*) FROM segments") == before
    assert [row.number for row in store.versions()] == [1, 1]


def test_a_changed_file_is_a_new_version_and_the_old_one_stays_readable(store):
    (old,) = add(store, prepare(store, "a.txt", [(None, ["The old fund."], 0)]))
    (new,) = add(store, prepare(store, "a.txt", [(None, ["A new fund."], 0)]))
    assert (store.text(old), store.text(new)) == ("The old fund.", "A new fund.")
    assert [(row.id, row.number) for row in store.versions()] == [(new, 2)]
    assert only(store, old).sentences.end.tolist() == [13]
    assert search(store, "fund") == ["A new fund."]
    check_index(store)


def test_two_versions_of_one_path_in_one_batch_leave_a_sound_index(store):
    both = [prepare(store, "a.txt", [(None, [text], 0)]) for text in ("First text.", "Second text.")]
    store.add_versions(both, SETTINGS)
    assert search(store, "text") == ["Second text."]
    check_index(store)


def test_another_extractor_makes_a_new_version_of_the_same_text(store):
    (old,) = add(store, prepare(store, "a.txt", REPORT))
    (new,) = add(store, prepare(store, "a.txt", REPORT, extractor="txt 2"))
    assert old != new
    assert store.known()["a.txt"].extractor == "txt 2"


def test_other_settings_make_a_new_version_only_of_what_they_read_otherwise(store):
    one, two = prepare(store, "a.txt", INTERVIEW), prepare(store, "b.txt", INTERVIEW)
    before = add(store, one, two)
    french = np.ones_like(two.sentences.language)  # as an index into LANGUAGES
    after = add(
        store,
        one,
        dataclasses.replace(two, sentences=dataclasses.replace(two.sentences, language=french)),
        settings="other",
    )
    assert after[0] == before[0]
    assert after[1] not in before
    assert {known.settings for known in store.known().values()} == {"other"}


def test_only_the_speakers_of_the_current_version_are_told(store):
    add(store, prepare(store, "a.txt", INTERVIEW))
    add(store, prepare(store, "a.txt", [("Z", ["Now I speak alone."], 0)]))
    (version,) = store.versions()
    assert version.roles == (("Z", ""),)
    assert store.known()["a.txt"].labels == ("Z",)
    assert [row[1] for row in store.table("speakers").rows] == ["Z"]


def test_turns_of_nobody_known_count_among_the_labels(store):
    add(store, prepare(store, "a.txt", [("", ["Who is this?"], 0), ("P1", ["It is me."], 0)]))
    assert sorted(store.known()["a.txt"].labels) == ["", "P1"]


def test_storing_tells_what_codings_need_before_anything_is_read_back(store):
    both = [prepare(store, "a.txt", INTERVIEW, info=INTERVIEW_INFO), prepare(store, "b.md", REPORT, info=REPORT_INFO)]
    for stored in (store.add_versions(both, SETTINGS), store.add_versions(both, SETTINGS)):
        for one, version in zip(stored, store.versions(), strict=True):
            assert (one.version, one.roles) == (version.id, version.roles)
            assert one.first_segment == only(store, version.id).first_segment
    store.set_speakers([("a.txt", Speaker("P1", role="state"))])
    assert store.add_versions(both[:1], SETTINGS)[0].roles == (("INT", "interviewer"), ("P1", "state"))


def test_known_tells_what_is_there(store):
    _, report = add_corpus(store)
    known = store.known()["report.md"]
    assert (known.version_id, known.missing, known.settings) == (report, False, SETTINGS)
    assert known.text_sha256 == hashlib.sha256(store.text(report).encode()).hexdigest()
    store.mark_missing(["report.md", "never seen"])
    assert store.known()["report.md"].missing
    add_corpus(store)
    assert not store.known()["report.md"].missing


def test_versions_are_sorted_by_path_and_carry_the_roles(store):
    store.add_versions([prepare(store, path, REPORT) for path in ("z", "a", "é", "B")], SETTINGS)
    add_corpus(store)
    assert [row.path for row in store.versions()] == ["B", "a", "interviews/one.txt", "report.md", "z", "é"]
    (one,) = store.versions(["interviews/one.txt"])
    assert one.roles == (("INT", "interviewer"), ("P1", "south_ngo"))
    assert store.versions(["report.md"])[0].roles == (("", "north_funder"),)


def test_the_index_forgives_accents_and_finds_phrases(store):
    add_corpus(store)
    assert search(store, "coupe") == ["Ils ont coupé le fonds, sans nous."]
    assert search(store, '"laughs we trust"') == ["They cut the grant. [laughs] We trust them 🙂."]
    assert search(store, '"partners Pirotte 2021 no cut"') == [" ".join(REPORT[0][1])]
    check_index(store)


def test_the_index_shows_what_it_found_and_can_be_made_anew(store):
    add_corpus(store)
    add(store, prepare(store, "report.md", REPORT[1:]), prepare(store, "third.txt", REPORT))
    store.ensure_unit([row.id for row in store.versions()], Unit.PARAGRAPH)
    store.delete_documents(["interviews/one.txt"])
    query = """SELECT highlight(paragraphs_fts, 0, '<', '>'), snippet(paragraphs_fts, 0, '<', '>', '…', 4)
        FROM paragraphs_fts WHERE paragraphs_fts MATCH 'cut'"""
    shown = [("The fund trusts its partners (Pirotte, 2021). No <cut> was made.", "…No <cut> was made.")]
    assert rows(store, query) == shown
    store._connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('rebuild')")
    assert rows(store, query) == shown
    assert search(store, "fin") == ["Fin.", "Fin."]
    check_index(store)


def test_turns_keep_their_labels_and_times(store):
    version, _ = add_corpus(store)
    text = store.text(version)
    found = rows(
        store,
        """SELECT start, end, label, label_start, label_end, begin, end_time FROM turn_spans
            LEFT JOIN voices ON voices.id = speaker WHERE version = ? ORDER BY ordinal""",
        version,
    )
    assert [(row[2], row[5], row[6]) for row in found] == [
        ("INT", 0, None),
        ("P1", 1, None),
        ("INT", 2, None),
        (None, 3, None),
    ]
    assert text[found[1][3] : found[1][4]] == "P1"
    assert text[found[3][0] : found[3][1]] == "They cut it because they can."


def test_citations_stay_with_their_sentence(store):
    add_corpus(store)
    assert rows(store, "SELECT ordinal, citations FROM segments WHERE citations IS NOT NULL") == [
        (0, "(Pirotte, 2021)")
    ]


# Metadata


def test_changed_metadata_need_no_new_version(store):
    _, report = add_corpus(store)
    document = store.known()["report.md"].document_id
    assert not store.update_info(document, REPORT_INFO, "f")
    assert store.update_info(document, DocumentInfo(case="fund-1", title="Report", voice=Speaker("", role="io")), "f")
    assert [row.id for row in store.versions(["report.md"])] == [report]
    assert only(store, report).voice_role == "io"
    assert rows(store, "SELECT case_id, title, kind FROM documents WHERE path = 'report.md'") == [
        ("fund-1", "Report", "")
    ]


def test_what_a_person_edited_is_never_overwritten_by_metadata(store):
    version, _ = add_corpus(store)
    edited = Speaker("P1", name="Awa D.", role="grassroots", attributes={"age": "41"})
    assert store.set_speakers([("interviews/one.txt", edited)]) == []
    document = store.known()["interviews/one.txt"].document_id
    store.update_info(
        document, DocumentInfo(speakers={"P1": Speaker("P1", role="state"), "INT": Speaker("INT", role="io")}), "f"
    )
    assert only(store, version).roles[:2] == ("io", "grassroots")
    store.add_versions([prepare(store, "interviews/one.txt", INTERVIEW[1:], info=INTERVIEW_INFO)], SETTINGS)
    assert store.versions(["interviews/one.txt"])[0].roles == (("INT", "interviewer"), ("P1", "grassroots"))


def test_rows_that_name_nobody_are_given_back_and_the_others_taken(store):
    add_corpus(store)
    given = [
        ("interviews/one.txt", Speaker("P9")),
        ("gone.txt", Speaker("INT")),
        ("report.md", Speaker("", role="state")),
    ]
    assert store.set_speakers(given) == [("interviews/one.txt", "P9"), ("gone.txt", "INT")]
    assert store.versions(["report.md"])[0].roles == (("", "state"),)


def test_setting_speakers_is_part_of_the_transaction_that_is_open(store):
    add_corpus(store)
    with pytest.raises(KeyError), store.transaction():
        store.set_speakers([("report.md", Speaker("", role="state"))])
        store.set_cases([Case("new")])
        raise KeyError
    assert store.versions(["report.md"])[0].roles == (("", "north_funder"),)
    assert rows(store, "SELECT id FROM cases") == [("ngo-1",)]


def test_cases_of_a_person_win_over_cases_of_metadata(store):
    add_corpus(store)
    store.set_cases([Case("ngo-1", "Sahel", "south", {"size": "9"}), Case("b", "Bee")], edited=False)
    assert list(store.table("cases").rows) == [("b", "Bee", "", ""), ("ngo-1", "Sahel", "south", "9")]
    store.set_cases([Case("ngo-1", "Sahel e.V.")])
    store.set_cases([Case("ngo-1", "Sahel", "south")], edited=False)
    assert ("ngo-1", "Sahel e.V.", "") in list(store.table("cases").rows)


# Units


def test_paragraphs_and_turns_are_made_of_their_sentences(store):
    version, report = add_corpus(store)
    for unit in (Unit.PARAGRAPH, Unit.TURN):
        store.ensure_unit([version, report], unit)
        store.ensure_unit([version, report], unit)
    text = store.text(version)
    spans = {
        unit: [text[start:end] for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True)]
        for unit in Unit
        for found in [store.segments(version, unit)]
    }
    assert len(spans[Unit.SENTENCE]) == 6
    assert spans[Unit.PARAGRAPH][1:3] == ["They cut the grant. [laughs] We trust them 🙂.", INTERVIEW[2][1][0]]
    assert spans[Unit.TURN][1] == "They cut the grant. [laughs] We trust them 🙂.\nIls ont coupé le fonds, sans nous."
    assert len(spans[Unit.TURN]) == 4
    # A document without turns has its paragraphs for turns.
    assert len(store.segments(report, Unit.TURN).ids) == len(store.segments(report, Unit.PARAGRAPH).ids) == 2
    assert rows(
        store, "SELECT citations FROM segments WHERE version = ? AND unit = 'turn' AND ordinal = 0", report
    ) == [("(Pirotte, 2021)",)]


def test_a_larger_unit_has_the_kind_and_language_of_most_words(store):
    paragraphs = [(None, ["One two three.", "Un deux."], 0), (None, ["Quatre."], 1)]
    prepared = prepare(store, "x.txt", paragraphs, kinds={0: 1, 1: 0, 2: 2})
    (version,) = add(store, prepared)
    store.ensure_unit([version], Unit.PARAGRAPH)
    assert rows(
        store, "SELECT kind, language, words, turn FROM segments WHERE unit = 'paragraph' ORDER BY ordinal"
    ) == [("heading", "en", 5, None), ("reference", "fr", 1, None)]


def test_a_unit_nobody_asked_for_is_an_error(store):
    version, _ = add_corpus(store)
    with pytest.raises(StoreError, match="no segments of the unit turn"):
        store.segments(version, Unit.TURN)


# Deleting


def everything(store):
    names = [
        name for (name,) in rows(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
    ]
    return {name: rows(store, f"SELECT count(*) FROM {name}")[0][0] for name in names}


def test_a_deleted_document_leaves_nothing_but_words_books_and_cases(store):
    versions = add_corpus(store)
    store.ensure_unit(versions, Unit.TURN)
    code_by_regex(store, versions)
    assert store.delete_documents(["report.md", "never.txt"]) == ["report.md"]
    assert search(store, "fund") == ["How do you work, with the fund?"]
    check_index(store)
    assert store.delete_documents(["interviews/one.txt"]) == ["interviews/one.txt"]
    kept = {"cases", "words", "codebooks", "codes", "rules", "sequences", "coders", "runs", "journal"}
    assert {name for name, count in everything(store).items() if count} == kept
    assert rows(store, "PRAGMA foreign_key_check") == []
    assert rows(store, "SELECT * FROM paragraphs_fts('fund')") == []


def test_many_documents_are_deleted_as_one_is(store):
    paths = [f"{i:02}.txt" for i in range(12)]
    store.add_versions([prepare(store, path, INTERVIEW) for path in paths], SETTINGS)
    assert store.delete_documents(paths[:-1]) == paths[:-1]
    assert list(store.known()) == paths[-1:]
    check_index(store)
    assert rows(store, "SELECT name FROM sqlite_master WHERE name LIKE 'segments_by%' OR name LIKE 'turns_by%'") == []


def test_a_document_that_a_person_coded_is_not_deleted_unless_that_is_said(store):
    versions = add_corpus(store)
    code_by_regex(store, versions)
    segment = int(store.segments(versions[1], Unit.SENTENCE).ids[0])
    store.reviews.add_coding("Ana", segment, 1)
    paths = ["interviews/one.txt", "report.md"]
    assert store.delete_documents(paths) == ["interviews/one.txt"]
    assert store.delete_documents(paths, human_codings=True) == ["report.md"]
    assert store.known() == {}


def test_foreign_keys_hold(store):
    with pytest.raises(sqlite3.IntegrityError):
        store.reviews.add_coding("Ana", 999, 1)
    assert rows(store, "SELECT * FROM coders") == []


def test_what_one_process_wrote_another_reads(store, path):
    add_corpus(store)
    with open_store(path, create=False) as other:
        assert list(other.known()) == list(store.known())
