"""Decisions and codings of people follow their words into the next version of a document; none is ever dropped."""

import re

import pytest
from by_hand import add, code_by_regex, power, prepare
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partcode.model import Span, Unit
from partcode.store import open_store

TEXT = ["They cut the grant of the village.", "We trust them all.", "Nobody asked us about the cut."]


def read(store, *sentences, path="one.txt"):
    """Store a document of these sentences as the current version of its path; the digest of its text."""
    add(store, prepare(store, path, [(None, list(sentences), 0)]))
    return store.known()[path].text_sha256


def span(sentence, *sentences):
    start = " ".join(sentences).index(sentence)
    return Span(start, start + len(sentence))


def decide(store, digest, sentence, sentences, decision="rejected", code="power.cut", who="Ana"):
    return store.reviews.decide(digest, span(sentence, *sentences), code, decision, who)


def holding(store, digest, sentences):
    """What is decided of the current text, by sentence."""
    text = " ".join(sentences)
    return {text[start:end]: decision for (start, end, _), decision in store.reviews.decisions(digest).items()}


def table(store, what):
    found = store.table(what)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_a_decision_stays_with_its_sentence(store):
    decide(store, read(store, *TEXT), TEXT[2], TEXT)
    changed = ["In May.", "They cut it.", TEXT[1], "Nobody asked us about that cut."]
    digest = read(store, *changed)
    assert holding(store, digest, changed) == {changed[3]: "rejected"}
    (row,) = table(store, "decisions")
    assert (row["state"], row["coder"], row["text"]) == ("moved", "Ana", changed[3])


def test_a_sentence_cut_in_two_is_decided_where_most_of_it_stands(store):
    long = "They cut the whole of the grant of the village and nobody came"
    decide(store, read(store, long + ".", TEXT[1]), long + ".", [long + "."])
    changed = ["They cut the whole of the grant of the village.", "Nobody came.", TEXT[1]]
    assert holding(store, read(store, *changed), changed) == {changed[0]: "rejected"}


def test_a_lost_decision_is_an_orphan_until_its_words_are_back(store):
    decide(store, read(store, *TEXT), TEXT[2], TEXT)
    read(store, *TEXT[:2])
    (orphan,) = table(store, "orphans")
    assert (orphan["quote"], orphan["prefix"], orphan["reason"]) == (
        TEXT[2],
        " ".join(TEXT[:2])[-31:] + " ",
        "not found",
    )
    assert store.reviews.standing() == (0, 1)
    again = ["So.", *TEXT]
    assert holding(store, read(store, *again), again) == {TEXT[2]: "rejected"}
    assert table(store, "orphans") == []


def test_the_old_text_has_its_own_decision_again(store):
    first = read(store, *TEXT)
    decide(store, first, TEXT[2], TEXT)
    second = read(store, "So.", *TEXT)
    assert read(store, *TEXT) == first
    assert holding(store, first, TEXT) == {TEXT[2]: "rejected"}
    assert read(store, "So.", *TEXT) == second
    assert store._connection.execute("SELECT count(*) FROM decisions").fetchone() == (2,)


def test_a_later_decision_counts_in_every_text(store):
    first = read(store, *TEXT)
    decide(store, first, TEXT[2], TEXT)
    changed = ["So.", *TEXT]
    second = read(store, *changed)
    decide(store, second, TEXT[2], changed, "accepted", who="Bob")
    assert holding(store, second, changed) == {TEXT[2]: "accepted"}
    read(store, *TEXT)
    assert holding(store, first, TEXT) == {TEXT[2]: "accepted"}
    # The older one is not moved here again, above the newer one.
    read(store, *changed)
    assert holding(store, second, changed) == {TEXT[2]: "accepted"}
    assert [(row["coder"], row["state"]) for row in table(store, "decisions")] == [
        ("Ana", "superseded"),
        ("Bob", "exact"),
    ]
    assert table(store, "orphans") == []


def test_two_verdicts_that_would_fall_together_are_not_mixed(store):
    sentences = ["They cut the grant of the village,", "and they cut the road to the market."]
    digest = read(store, *sentences)
    decide(store, digest, sentences[0], sentences, "rejected")
    decide(store, digest, sentences[1], sentences, "accepted")
    joined = ["They cut the grant of the village and they cut the road to the market."]
    assert holding(store, read(store, *joined), joined) == {joined[0]: "rejected"}
    (orphan,) = table(store, "orphans")
    assert (orphan["decision"], orphan["reason"]) == ("accepted", "another decision stands there")


def test_equal_verdicts_that_fall_together_part_again(store):
    sentences = ["They cut the grant of the village,", "and they cut the road to the market."]
    digest = read(store, *sentences)
    for sentence in sentences:
        decide(store, digest, sentence, sentences)
    joined = "They cut the grant of the village and they cut the road to the market."
    assert holding(store, read(store, joined), [joined]) == {joined: "rejected"}
    assert table(store, "orphans") == []
    again = ["So.", *sentences]
    assert holding(store, read(store, *again), again) == dict.fromkeys(sentences, "rejected")


def test_a_decision_on_a_turn_goes_to_the_turn(store):
    talk = [("A", ["They cut it.", "We left."], 0), ("B", ["Why so?"], 0)]
    add(store, prepare(store, "one.txt", talk))
    store.ensure_unit([store.known()["one.txt"].version_id], Unit.TURN)
    known = store.known()["one.txt"]
    turns = store.segments(known.version_id, Unit.TURN)
    whole = Span(int(turns.start[0]), int(turns.end[0]))
    store.reviews.decide(known.text_sha256, whole, "power.cut", "rejected", "Ana", unit=Unit.TURN)
    add(store, prepare(store, "one.txt", [("C", ["Hello."], 0), *talk]))
    (row,) = table(store, "decisions")
    assert (row["text"], row["turn"]) == ("They cut it. We left.", 2)


def test_the_same_text_cut_otherwise_keeps_the_decision(store):
    digest = read(store, "They cut it, and we left.")
    decide(store, digest, "They cut it, and we left.", ["They cut it, and we left."])
    add(store, prepare(store, "one.txt", [(None, ["They cut it, and", "we left."], 0)], extractor="txt 2"))
    assert store.reviews.decisions(digest)[0, 16, "power.cut"] == "rejected"
    assert {row["state"] for row in table(store, "decisions")} == {"exact", "moved"}


def test_a_person_s_coding_follows_and_comes_back(store):
    read(store, *TEXT)
    code = store.add_codebook(power()).codes["trust"]
    version = store.known()["one.txt"].version_id
    store.reviews.add_coding("Ana", int(store.segments(version, Unit.SENTENCE).ids[1]), code)
    for sentences in (["So.", *TEXT], TEXT, ["So.", *TEXT], [*TEXT[1:], "So."]):
        read(store, *sentences)
        code_by_regex(store, [store.known()["one.txt"].version_id])
        own = [row["text"] for row in table(store, "segments") if row["coder"] == "Ana"]
        assert own == [TEXT[1]]
        assert table(store, "orphans") == []
    read(store, "Other words.")
    assert [(row["decision"], row["quote"]) for row in table(store, "orphans")] == [("coded", TEXT[1])]


SAID = ("We left.", "They cut it.", "Yes.", "No, never.", "Who came then?", "Nobody did.")
SENTENCES = st.lists(st.sampled_from(SAID), min_size=1, max_size=5)
PLACES = st.lists(st.integers(0, 4), min_size=1, max_size=3)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(SENTENCES, min_size=2, max_size=5), places=PLACES)
def test_no_decision_is_ever_dropped(tmp_path_factory, texts, places):
    with open_store(tmp_path_factory.mktemp("store") / "partcode.db", create=True) as store:
        digest = read(store, *texts[0])
        made = {}
        for place in places:
            sentence = texts[0][place % len(texts[0])]
            made[decide(store, digest, sentence, texts[0])] = sentence
        last = {str(id) for id in {sentence: id for id, sentence in made.items()}.values()}
        for sentences in texts[1:]:
            read(store, *sentences)
            rows = table(store, "decisions")
            assert {row["id"] for row in rows} == set(map(str, made))
            # Of several on one sentence only the last one counts, and it alone can be an orphan.
            assert {row["id"] for row in rows if row["state"] != "superseded"} <= last
            assert {row["text"] for row in rows if row["state"] in ("exact", "moved")} <= set(sentences)
            lost = {row["id"] for row in rows if row["state"] == "orphan"}
            assert lost == {row["id"] for row in table(store, "orphans")}
            assert lost.isdisjoint(row["id"] for row in rows if row["state"] != "orphan")


@pytest.mark.parametrize("sentence", TEXT)
def test_the_words_are_kept_with_the_decision(store, sentence):
    decide(store, read(store, *TEXT), sentence, TEXT)
    quote, prefix, suffix = store._connection.execute("SELECT quote, prefix, suffix FROM decisions").fetchone()
    assert quote == sentence and re.search(re.escape(prefix + quote + suffix), " ".join(TEXT))
