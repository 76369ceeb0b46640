"""Chains in the store: their rows go with the application, and come out with every name and excerpt."""

import pytest
from by_hand import SETTINGS, add_corpus, batch_of, code_by_regex, power

from partcode.model import Span, Unit
from partcode.store import ChainRow, ChainStepRow
from partcode.store.coded.chain_tables import CHAINS, SEQUENCES


def rows(store, what, **chosen):
    table = store.table(what, **chosen)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def pick(table, *names):
    return [tuple(row[name] for name in names) for row in table]


@pytest.fixture
def chained(store):
    """A complete chain over the sentences 4 and 6 of the interview (turns 2 and 4), and a partial one in the report."""
    versions = add_corpus(store)
    store.run_id = code_by_regex(store, versions)
    book = store.add_codebook(power())
    applications = store.applications(book.sha256, dict.fromkeys(versions, SETTINGS))
    cut, trust = book.rules["power.cut", "verb"], book.rules["trust", "word"]

    def step(number, gap, version, sentence, rule, words):
        first = int(store.segments(version, Unit.SENTENCE).ids[0])
        start = store.text(version).index(words)
        return ChainStepRow(number, gap, first + sentence - 1, rule, start, start + len(words))

    one, two = versions
    complete = (step(0, 0, one, 4, cut, "coupé"), step(1, 2, one, 6, trust, "because"))
    partial = (step(0, 0, two, 2, cut, "cut"),)
    sequence = book.sequences["cut.then_trust"]
    store.add_codings(
        batch_of([], []),
        [
            ChainRow(applications[two], sequence, 1, 2, partial),
            ChainRow(applications[one], sequence, 2, 2, complete),
        ],
    )
    return store


def test_every_step_has_its_row_with_words_and_speaker(chained):
    table = rows(chained, "sequences")
    assert list(table[0]) == list(SEQUENCES)
    assert pick(table, "document", "chain", "complete", "completeness", "outcome", "step", "code", "gap", "turn") == [
        ("interviews/one.txt", 1, 1, 1.0, "trust", 1, "power.cut", 0, 2),
        ("interviews/one.txt", 1, 1, 1.0, "trust", 2, "trust", 2, 4),
        ("report.md", 1, 0, 0.5, "open", 1, "power.cut", 0, None),
    ]
    assert pick(table, "sequence", "label", "speaker", "role", "rule", "certainty", "match", "status") == [
        ("cut.then_trust", "Coupe", "Awa", "south_ngo", "verb", "high", "coupé", "proposed"),
        ("cut.then_trust", "Trust", "", "", "word", "medium", "because", "proposed"),
        ("cut.then_trust", "Cut", "Fund", "north_funder", "verb", "high", "cut", "proposed"),
    ]
    for row in table:
        text = chained.text(chained.known()[row["document"]].version_id)
        assert text[row["start"] : row["end"]] == row["text"]
        assert text[row["match_start"] : row["match_end"]] == row["match"]


def test_every_chain_has_its_row_that_names_the_steps(chained):
    table = rows(chained, "chains")
    assert list(table[0]) == list(CHAINS)
    assert pick(table, "sequence_label", "first_turn", "last_turn", "steps", "gaps", "speakers", "certainty") == [
        ("Coupe, puis confiance", 2, 4, "power.cut → trust", "2", "Awa → ", "medium"),
        ("Cut, then trust", None, None, "power.cut", "", "Fund", "high"),
    ]
    assert {(row["codebook"], row["codebook_version"], row["run"]) for row in table} == {
        ("power", "1.0.0", chained.run_id)
    }


def test_a_chain_is_as_certain_as_its_weakest_step(chained):
    assert pick(rows(chained, "chains", certainty="high"), "steps") == [("power.cut",)]
    assert len(rows(chained, "sequences", certainty="medium")) == 3


def test_chains_are_counted_the_complete_ones_apart(chained):
    assert chained.count_chains(chained.run_id) == (2, 1)
    assert chained.count_chains("another") == (0, 0)


def test_a_decision_shows_at_the_step(chained):
    known = chained.known()["report.md"]
    (row,) = rows(chained, "sequences")[2:]
    chained.reviews.decide(known.text_sha256, Span(row["start"], row["end"]), "power.cut", "rejected", "Ana")
    assert rows(chained, "sequences")[2]["status"] == "rejected"


def test_chains_go_with_their_document(chained):
    chained.delete_documents(["interviews/one.txt"])
    assert [row["document"] for row in rows(chained, "chains")] == ["report.md"]
    left = chained._connection.execute("SELECT (SELECT count(*) FROM chains), (SELECT count(*) FROM chain_steps)")
    assert left.fetchone() == (1, 1)


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [("low", ["trust", "power.cut", "trust"]), ("medium", ["power.cut", "trust"]), ("high", ["power.cut", "trust"])],
)
def test_codings_less_certain_are_left_out_of_every_table_and_those_of_people_stay(store, certainty, expected):
    (one, _) = add_corpus(store)
    code_by_regex(store, [one], rules=[("power.cut", "verb", "cut the"), ("trust", "other", "because")])
    store.reviews.add_coding(
        "Ana", int(store.segments(one, Unit.SENTENCE).ids[2]), store.add_codebook(power()).codes["trust"]
    )
    found = rows(store, "segments", certainty=certainty)
    assert sorted(row["code"] for row in found) == sorted(expected)
    assert {(row["rule"], row["certainty"]) for row in found} >= {("verb", "high"), ("", "")}
    assert len(rows(store, "evidence", certainty=certainty)) == len(expected) - 1
    matrix = rows(store, "matrix", certainty=certainty)
    assert sum(row["trust"] + row["power.cut"] for row in matrix) == len(expected)
    assert sum(row["codings"] for row in rows(store, "codes", certainty=certainty)) == len(expected)
