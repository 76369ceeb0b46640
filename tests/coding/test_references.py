"""Rules that take the matches of other codes, of the same codebook or of one that it uses."""

from dataclasses import replace

import numpy as np
import pytest
from sentences import HEAD

from partcode.codebook.loader import loads
from partcode.coding.layout import lay_out
from partcode.coding.plan import make_plan
from partcode.coding.trial import Trial, code_sentences
from partcode.model import Rule, Who

CODES = """codes:
  - {id: trust, label: {en: T, fr: C}, rules: [
      {id: word, en: [trust, confidence], fr: [confiance], unless: {en: [trust fund]}, certainty: high}]}
  - {id: moral, label: {en: M, fr: M}, who: {exerted_by: south_ngo}, rules: [
      {id: right, en: [right], fr: [droit], negation: drop}]}
  - {id: core, label: {en: N, fr: N}, rules: [{id: own, en: [norm], fr: [norme]}]}
"""
PLAIN = loads(HEAD + CODES, "plain.yaml")


def referring(book, code="core", only=False, **rule):
    """The codebook with one more rule of a code; with `only`, the rule stands alone."""
    where = book.codes[0].where
    codes = [
        replace(one, rules=(*(() if only else one.rules), Rule("refers", where, **rule))) if one.id == code else one
        for one in book.codes
    ]
    return replace(book, codes=tuple(codes), sha256=f"{book.sha256}+{code}")


def coded(book, text, code="core", language="en", role=""):
    """(rule, words, negated, reported) of the coding of a sentence by a code; None for none."""
    found = code_sentences([book], [Trial(text, language, role)])[0]
    one = next((one for one in found if one.code == code), None)
    return one and (one.rule, text[one.span.start : one.span.end], one.negated, one.reported)


def test_the_matches_of_a_code_are_those_of_a_rule_that_names_it():
    book = referring(PLAIN, codes=("trust",))
    assert coded(book, "We have confidence in them.") == ("refers", "confidence", False, False)
    assert coded(book, "On leur fait confiance.", language="fr") == ("refers", "confiance", False, False)
    assert coded(book, "The norm says so.") == ("own", "norm", False, False)


def test_what_the_named_code_drops_is_no_match_of_the_rule():
    assert coded(referring(PLAIN, codes=("trust",)), "The trust fund is empty.") is None
    assert coded(referring(PLAIN, codes=("moral",)), "They have no right.", role="south_ngo") is None


CONTEXTS = loads(
    HEAD + "codes: [{id: a, label: {en: A, fr: A}, rules: [{id: r, en: [x],"
    " near: {any: {en: [partner]}}, unless: {en: [trust us]}}]}]",
    "contexts.yaml",
)


def test_the_rule_applies_its_own_context_and_speakers_to_them():
    (contexts,) = CONTEXTS.codes[0].rules
    book = referring(PLAIN, codes=("trust",), near=contexts.near)
    assert coded(book, "We trust them.") is None
    assert coded(book, "We trust our partner.") is not None
    assert coded(referring(PLAIN, codes=("trust",), unless=contexts.unless), "They trust us.") is None
    said = referring(PLAIN, codes=("trust",), who=Who(said_by=("grassroots",)))
    assert coded(said, "We trust them.", role="grassroots") is not None
    assert coded(said, "We trust them.", role="state") is None


@pytest.mark.parametrize(
    ("negation", "expected"),
    [("flag", ("refers", "trust", True, False)), ("ignore", ("refers", "trust", False, False)), ("drop", None)],
)
def test_the_verdict_on_negation_is_kept_unless_the_rule_says_otherwise(negation, expected):
    book = referring(PLAIN, codes=("trust",), negation=negation)
    assert coded(book, "We do not trust them.") == expected


def test_reported_is_kept_unless_the_rule_or_its_code_says_who():
    text = "It is their right."
    assert coded(referring(PLAIN, codes=("moral",)), text, role="state") == ("refers", "right", False, True)
    own = referring(PLAIN, codes=("moral",), who=Who(exerted_by=("state",)))
    assert coded(own, text, role="state") == ("refers", "right", False, False)
    of_code = replace(
        referring(PLAIN, codes=("moral",)),
        codes=tuple(
            replace(one, who=Who(exerted_by=("grassroots",))) if one.id == "core" else one
            for one in referring(PLAIN, codes=("moral",)).codes
        ),
    )
    assert coded(of_code, text, role="grassroots") == ("refers", "right", False, False)
    assert coded(of_code, text, role="south_ngo") == ("refers", "right", False, True)


def test_a_rule_can_have_patterns_and_codes():
    patterns = PLAIN.codes[1].rules[0].patterns
    book = referring(PLAIN, only=True, codes=("trust",), patterns=patterns)
    assert coded(book, "We trust them.")[1] == "trust"
    assert coded(book, "We have the right.")[1] == "right"


def test_references_chain_whatever_the_order_of_the_codes():
    book = referring(referring(PLAIN, codes=("trust",)), "moral", codes=("core",))
    assert coded(book, "We trust them.", "moral") == ("refers", "trust", False, None)
    assert coded(book, "The norm.", "moral", role="south_ngo") == ("refers", "norm", False, False)


def test_a_circle_is_an_error_of_the_program():
    with pytest.raises(ValueError, match="circle"):
        make_plan([referring(referring(PLAIN, codes=("moral",)), "moral", codes=("core",))])
    with pytest.raises(LookupError, match="nowhere"):
        make_plan([referring(PLAIN, codes=("nowhere",))])


def test_a_span_that_two_codes_share_is_one_match_with_the_better_verdict():
    book = referring(PLAIN, "moral", codes=("trust",), negation="ignore")
    book = referring(book, codes=("trust", "moral"))
    codings = lay_out([book], [Trial("We do not trust them.", "en", "south_ngo")]).code()
    core = next(i for i, code in enumerate(codings.code.tolist()) if book.codes[code].id == "core")
    assert codings.first[core + 1] - codings.first[core] == 1
    assert not codings.negated[core]


LENDER = replace(
    loads("codebook: lender\nversion: 1.0.0\ntitle: {en: L, fr: L}\n" + CODES, "lender.yaml"), sha256="lender"
)
USER = replace(
    referring(
        loads(
            HEAD + "codes: [{id: mine, label: {en: M, fr: M}, rules: [{id: own, en: [mine], fr: [mien]}]}]", "u.yaml"
        ),
        "mine",
        codes=("core",),
    ),
    uses=(referring(LENDER, codes=("trust",)),),
)


def test_only_the_codes_that_are_needed_are_borrowed():
    plan = make_plan([USER])
    assert [book.id for book in plan.codebooks] == ["test", "lender"]
    assert plan.applied == 1
    assert [planned.code.id for planned in plan.codes] == ["mine", "trust", "core"]


def test_borrowed_codes_are_coded_but_give_no_verdicts_of_their_own():
    trials = [Trial("We trust them.", "en")]
    assert [one.code for one in code_sentences([USER], trials)[0]] == ["mine"]
    layout = lay_out([USER], trials)
    ids = [layout.plan.codes[code].code.id for code in layout.code().code.tolist()]
    assert ids == ["mine", "trust", "core"]


def test_a_codebook_that_is_applied_as_well_is_not_planned_twice():
    plan = make_plan([USER, *USER.uses])
    assert plan.applied == 2
    assert len(plan.codebooks) == 2
    assert [planned.code.id for planned in plan.codes] == ["mine", "trust", "moral", "core"]


def test_a_codebook_gives_the_same_codings_alone_and_with_others():
    texts = ["We trust them.", "The trust fund and the norm.", "They do not trust mine.", "Their right is mine."]
    trials = [Trial(text, "en", role) for text in texts for role in ("", "south_ngo", "state")]

    def rows(books):
        layout = lay_out(books, trials)
        plan, codings = layout.plan, layout.code()
        code = np.repeat(codings.code, np.diff(codings.first)).tolist()
        segment = np.repeat(codings.segment, np.diff(codings.first)).tolist()
        rules = [plan.rules[rule].rule.id for rule in codings.rule.tolist()]
        columns = (codings.start, codings.end, codings.match_negated, codings.match_reported)
        found = zip(segment, code, rules, *(column.tolist() for column in columns), strict=True)
        return [
            (segment, plan.codes[code].code.id, *rest)
            for segment, code, *rest in found
            if plan.codebooks[plan.codes[code].codebook].id == "test"
        ]

    alone = rows([USER])
    assert alone
    assert rows([USER, *USER.uses]) == rows([*USER.uses, USER]) == alone
