"""What matches of a regular expression require, held against looking everywhere."""

import pytest
import regex
from hypothesis import HealthCheck, assume, example, given, settings
from regex_cases import Case, cases

from partcode.codebook.collection import collect, shipped_paths
from partcode.coding.plan import make_plan
from partcode.match import regexes
from partcode.match.failure import RuleError
from partcode.match.required import LETTERS, Required, plain, required
from partcode.model.options import Options
from partcode.pipeline.corpus import corpus_of
from partcode.pipeline.prepare import Preparer, fetch
from partcode.words.forms import fold_chars, is_word_char


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases)
@example(Case("no funds here", [4], ["unds", "fund", "no f"]))
def test_nothing_is_lost_or_gained_by_looking_only_where_a_match_can_be(case):
    try:
        expected = case.expected()
    except TimeoutError:
        assume(False)
    assert case.found() == expected


@pytest.mark.slow
def test_the_shipped_expressions_find_the_same_in_the_sample_corpus(root):
    sources = sorted({rule.source for rule in make_plan(collect(shipped_paths())).regexes})
    tasks = corpus_of(Options(folders=(root / "sample_corpus",))).tasks({}, "", reread=False)
    found = 0
    for read in map(Preparer().attempt, map(fetch, tasks)):
        case = Case(read.document.text, read.sentences.start.tolist(), sources)
        hits = case.found()
        assert hits == case.expected()
        found += len(hits)
    assert len(sources) > 20
    assert found > 5


def test_each_letter_is_in_words_as_every_letter_that_it_is_without_regard_to_case():
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    for letter in {*LETTERS, *map(str.upper, LETTERS), "\u212a", "\u212b"}:
        same = regex.findall(regex.escape(letter), every, regex.IGNORECASE)
        assert {plain(fold_chars(one)) for one in same} == {letter.lower()}
        assert all(map(is_word_char, same))


@pytest.mark.parametrize(
    ("source", "words", "text"),
    [
        (r"\bQui (plus )?(fixe|mène)\b", [{"plus", "fixe", "mène"}], "Qui plus fixe|Qui plus mène|Qui fixe|Qui mène"),
        (r"budgets?\b[^,]{2,9}, audit", [{"budget", "budgets"}, {"audit"}], ", audit"),
        (r"(a|bc)+", [], "a|bc"),
        (r"(a|bc)+ of", [{"of"}], " of"),
        (r"(fund \d|grant \d+)", [{"fund", "grant"}], r"fund \d|grant "),
        (r"x(\w+|y)z", [], "x"),
        (r"p\.?\s*\d{1,3}$|^\W*(table|fig\w*)\s+\d", [], r"\d"),
        (r"(\w+[,;]){4,}", [], "[,;]"),
        (r"[^.]+: [^.]+\.\.\.$", [], ": "),
        (r"(fund)?(?=audit)(?<!no)(?:ab){0,3}c*", [], ""),
        (r"(?>fund)(?P<n>ing)?", [{"fund", "funding"}], ""),
        (r"(fund) \1", [{"fund"}], "fund "),
        (r"\w+ of\(", [{"of"}], r" of\("),
        (r"ßa", [], "ßa"),
    ],
)  # fmt: skip
def test_what_is_required(source, words, text):
    assert required(source) == Required(tuple(map(frozenset, words)), text)


@pytest.mark.parametrize(
    "source",
    [
        *("(?i)fund", "(?x)f u n d", "(?:fund){e<=1}", "(?(1)a|b)fund", "(?|(fund)|b)", r"\x66und", r"\p{L}fund"),
        *("[[:alpha:]]fund", "[]f]und", r"fund\K", "fund(*FAIL)", "fund(?#a)", "fund{,2}", "(?<n>fund)", r"\L<fund>"),
    ],
)
def test_of_what_is_not_plain_nothing_is_known(source):
    assert required(source) == Required((), "")


def test_an_expression_runs_only_on_sentences_with_its_words_and_once_for_all_its_rules(monkeypatch):
    text = "They decide; who? Who decides? We do."
    case = Case(text, [18, 31], [r"who \w+s\b.*\?", r"who \w+s\b.*\?"])
    searched = []
    searching = regexes._in_sentence

    def watched(rule, expression, batch, sentence, inside):
        searched.append(inside)
        return searching(rule, expression, batch, sentence, inside)

    monkeypatch.setattr(regexes, "_in_sentence", watched)
    found = [(hit.owner, text[hit.start : hit.end]) for hit in case.found()]
    assert found == [(0, "Who decides?"), (1, "Who decides?")]
    assert searched == ["Who decides? "]


def test_of_two_rules_that_run_away_with_one_expression_the_first_is_named(monkeypatch):
    monkeypatch.setattr(regexes, "TIMEOUT", 0.1)
    case = Case("a" * 60 + "c", [], ["b", "(a|aa)+$", "(a|aa)+$"])
    with pytest.raises(RuleError, match="rule 1:"):
        case.found()
