"""What people decided, as agreement: of each with the rules, and among themselves."""

import pytest

from partcode.pipeline.appendix.judging import agreements, precisions
from partcode.store.decided.judged import JudgedDocument, Verdicts

A, B, C, D = (0, 9), (10, 19), (20, 29), (30, 39)


def keys(*places, code="trust"):
    return frozenset((*place, code) for place in places)


def verdicts(accepted=frozenset(), rejected=frozenset(), coded=frozenset()):
    return Verdicts(accepted, rejected, coded)


def test_precision_is_of_proposals_that_the_person_judged():
    document = JudgedDocument(
        "a.txt",
        keys(A, B, C) | keys(D, code="power"),
        {"Ana": verdicts(keys(A), keys(B), keys(D)), "Bob": verdicts(coded=keys(A))},
    )
    assert [tuple(one) for one in precisions([document])] == [
        ("Ana", "", 2, 1),  # what nobody proposed is no part of it, nor is what Ana left open
        ("Ana", "trust", 2, 1),
        ("Bob", "", 1, 1),  # coded alike
        ("Bob", "trust", 1, 1),
    ]


def test_a_code_is_absent_for_who_judged_the_segment_without_giving_it():
    document = JudgedDocument(
        "a.txt",
        frozenset(),
        {"Ana": verdicts(coded=keys(A, B, code="power") | keys(A)), "Bob": verdicts(coded=keys(A, B, code="power"))},
    )
    found = {one.code: one for one in agreements([document])}
    assert (found["trust"].segments, found["trust"].prevalence, found["trust"].kappa) == (2, 0.25, 0)
    assert (found["power"].alpha, found["power"].prevalence) == (None, 1)
    assert "one_value" in found["power"].why


def test_a_proposal_left_open_is_no_judgement():
    proposed = keys(A, B)
    ana, bob = verdicts(keys(A, B)), verdicts(keys(A), coded=keys(B, code="power"))
    found = {one.code: one for one in agreements([JudgedDocument("a.txt", proposed, {"Ana": ana, "Bob": bob})])}
    assert (found["trust"].segments, found["power"].segments, found[""].segments) == (1, 2, 2)


def test_only_segments_of_two_people_count():
    document = JudgedDocument("a.txt", keys(A, B), {"Ana": verdicts(keys(A)), "Bob": verdicts(keys(B))})
    assert agreements([document]) == []


def test_a_code_that_one_document_lacks_is_absent_there():
    with_trust = JudgedDocument("a.txt", keys(A), {"Ana": verdicts(keys(A)), "Bob": verdicts(keys(A))})
    without = JudgedDocument(
        "b.txt", keys(A, code="power"), {n: verdicts(keys(A, code="power")) for n in ("Ana", "Bob")}
    )
    found = {one.code: one for one in agreements([with_trust, without])}
    assert (found["trust"].segments, found["trust"].alpha, found["trust"].kappa) == (2, 1, 1)
    assert (found[""].alpha, found[""].prevalence) == (None, 1)


def test_kappa_is_for_two_people_and_alpha_for_any():
    people = {
        "Ana": verdicts(keys(A), keys(B)), "Bob": verdicts(keys(A), keys(B)), "Cy": verdicts(keys(A, B)),
    }  # fmt: skip
    (found,) = [one for one in agreements([JudgedDocument("a.txt", keys(A, B), people)]) if one.code]
    assert (found.people, found.kappa) == (3, None)
    assert found.alpha == pytest.approx(1 - 5 * (2 * 2 / 2) / (36 - 16 - 4))  # 4 yes, 2 no; B: two pairs apart
    assert set(found.why) == {"more_than_two", "few_segments", "few_documents"}
