from by_hand import add_corpus, power

from partcode.model import Span
from partcode.store.coded.codebooks import StoredCodebook


def test_codebooks_are_kept_as_they_were_applied(store):
    for version in ("2.0.0", "1.0.0", "2.0.0"):
        store.add_codebook(power(version))
    assert store.codebooks() == [
        StoredCodebook(book.sha256, "power", book.version, book.source, ("cut.then_trust",))
        for book in (power("2.0.0"), power("1.0.0"))
    ]


def test_a_store_without_codebooks_has_none(store):
    assert store.codebooks() == []


def test_the_latest_decision_on_each_segment_of_a_text_counts(store):
    add_corpus(store)
    known = store.known()["report.md"]
    other = store.known()["interviews/one.txt"]
    for person, decision in (("Ana", "accepted"), ("Bob", "rejected")):
        store.reviews.decide(known.text_sha256, Span(0, 4), "trust", decision, person)
    store.reviews.decide(known.text_sha256, Span(0, 4), "power.cut", "accepted", "Ana")
    assert store.reviews.decisions(known.text_sha256) == {(0, 4, "trust"): "rejected", (0, 4, "power.cut"): "accepted"}
    assert store.reviews.decisions(other.text_sha256) == {}
