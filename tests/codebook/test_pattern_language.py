"""The pattern language: what each form means, and where each mistake is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partcode.codebook.patterns import parse
from partcode.errors import CodebookError, Finding, Location
from partcode.model import Atom, Step

WHERE = Location("power.yaml", 7, 11)
MONEY = (
    (Step(frozenset({Atom("lemma", "fund"), Atom("lemma", "grant")})),),
    (Step(frozenset({Atom("lemma", "call")})), Step(frozenset({Atom("lemma", "tender")}))),
)
LISTS = {"money": {"en": MONEY}, "only-en": {"en": MONEY[:1]}}


def written(source: str, language: str = "en") -> list[str]:
    """Alternatives in short: `l:` lemma, `f:` form, `p:` prefix, `..3 ` before a step with a gap."""
    return [" ".join(map(short, steps)) for steps in parse(source, WHERE, LISTS, language).alternatives]


def short(step: Step) -> str:
    atoms = "|".join(sorted(f"{atom.kind[0]}:{atom.text}" for atom in step.atoms))
    return f"..{step.gap} {atoms}" if step.gap else atoms


def finding(source: str, language: str = "en") -> Finding:
    with pytest.raises(CodebookError) as caught:
        parse(source, WHERE, LISTS, language)
    (found,) = caught.value.findings
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("negotiate", ["l:negotiate"]),
        ("no audit", ["l:no l:audit"]),
        ('"No audit, no money"', ["f:no f:audit f:no f:money"]),
        ("negotiat*", ["p:negotiat"]),
        ("withhold ..4 grant", ["l:withhold ..4 l:grant"]),
        ("withhold [the] grant", ["l:withhold l:the l:grant", "l:withhold l:grant"]),
        ("withhold ..3 [the] grant", ["l:withhold ..3 l:the l:grant", "l:withhold ..3 l:grant"]),
        ("a [b ..2 c] d", ["l:a l:b ..2 l:c l:d", "l:a l:d"]),
        ("a ..2 [b] ..3 c", ["l:a ..2 l:b ..3 l:c", "l:a ..5 l:c"]),
        ("(cut|stop) it", ["l:cut|l:stop l:it"]),
        ('(a|b c|"d e") f', ["l:a l:f", "l:b l:c l:f", "f:d f:e l:f"]),
        ("(a|(b|c [d]))", ["l:a|l:b|l:c", "l:c l:d"]),
        ("[the|our] grant", ["l:our|l:the l:grant", "l:grant"]),
        ("a ..3 <money>", ["l:a ..3 l:fund|l:grant", "l:a ..3 l:call l:tender"]),
        ("(<money>|cheque)", ["l:cheque|l:fund|l:grant", "l:call l:tender"]),
        ("d'accord", ["l:d' l:accord"]),
        ("D’Accord", ["l:d' l:accord"]),
        ("l' ..2 audit", ["l:l' ..2 l:audit"]),
        ("parents' trust", ["l:parents l:trust"]),
        ("l'exig*", ["l:l' p:exig"]),
        ("co-e*", ["p:co-e"]),
        ("long-term", ["l:long-term"]),
        ("été", ["l:été"]),
        ("œuvre", ["l:oeuvre"]),
        ("allié.e.s", ["l:allié"]),
        (r"a\*b", ["l:a l:b"]),
        ('"a ..3 (b|c) <money>"', ["f:a f:3 f:b f:c f:money"]),
        ("(a|a)", ["l:a"]),
    ],
)
def test_each_form_means_what_the_page_says(source: str, expected: list[str]) -> None:
    assert written(source) == expected


def test_decomposed_accents_are_the_same_word() -> None:
    assert written("e\u0301te\u0301*") == ["p:été"]
    assert parse("e\u0301te\u0301", WHERE, {}, "fr").source == "été"


def test_a_regex_stands_alone_and_is_kept() -> None:
    pattern = parse(r"/\bno \w+, no money/", WHERE, {}, "en")
    assert pattern.regex == r"\bno \w+, no money"
    assert pattern.alternatives == ()
    assert pattern.source == r"/\bno \w+, no money/"


def test_a_pattern_knows_its_place_and_source() -> None:
    pattern = parse("  cut ..2 grant ", WHERE, {}, "en")
    assert (pattern.source, pattern.where) == ("cut ..2 grant", WHERE)


@pytest.mark.parametrize(
    ("source", "code", "offset"),
    [
        ("", "PC301", 0),
        ("   ", "PC301", 0),
        ('a "..." b', "PC301", 2),
        ('cut ""', "PC301", 4),
        ("no audit, no money", "PC302", 8),
        ("what? no", "PC302", 4),
        ("etc.", "PC302", 3),
        ("- audit", "PC302", 0),
        ("“no audit”", "PC302", 0),
        ("cut {it}", "PC302", 4),
        (r"\bcut", "PC302", 0),
        ("cut \\", "PC302", 4),
        ("cut (the|a grant", "PC303", 4),
        ("cut [the grant", "PC303", 4),
        ("cut (the]", "PC303", 4),
        ('cut "the grant', "PC303", 4),
        ("cut <money", "PC303", 4),
        ("cut) it", "PC304", 3),
        ("cut] it", "PC304", 3),
        ("cut> it", "PC304", 3),
        ("cut .. it", "PC305", 4),
        ("cut ..0 it", "PC305", 4),
        ("cut ..31 it", "PC305", 4),
        ("cut ..3x it", "PC305", 4),
        ("cut ... it", "PC305", 4),
        ("..3 cut", "PC306", 0),
        ("cut ..3", "PC306", 4),
        ("cut ..2 ..3 it", "PC306", 8),
        ("[a] ..3 cut", "PC306", 4),
        ("cut ..3 [a]", "PC306", 4),
        ("(..3 a|b) c", "PC306", 1),
        ("(a ..3|b) c", "PC306", 3),
        ("*", "PC307", 0),
        ("*ing", "PC307", 0),
        ("n*", "PC307", 1),
        ("neg*t", "PC307", 3),
        ('"neg"*', "PC307", 5),
        ("a|b", "PC308", 1),
        ("()", "PC308", 1),
        ("(a|)", "PC308", 3),
        ("(|a)", "PC308", 1),
        ("[]", "PC308", 1),
        ("[a] [b]", "PC309", 0),
        ("cut <mony>", "PC310", 4),
        ("cut (a|<mony>)", "PC310", 7),
        ("(a b|c d) " * 9, "PC313", 80),
        ("cut /a/", "PC314", 4),
        ("/a", "PC314", 0),
        ("//", "PC314", 1),
        ("/a*/", "PC314", 1),
        ("/ab(c/", "PC314", 5),
        ("/a[b/", "PC314", 4),
        ("partner(s)", "PC315", 7),
        ("cut<money>", "PC315", 3),
        ("a..3 b", "PC315", 1),
        ('"a"b', "PC315", 3),
        ("(" * 11 + "a" + ")" * 11, "PC316", 10),
        ("word " * 51, "PC316", 250),
    ],
)
def test_each_mistake_points_at_its_character(source: str, code: str, offset: int) -> None:
    found = finding(source)
    assert (found.code, found.where) == (code, Location("power.yaml", 7, 11 + offset))
    _, line, caret, *_ = str(found).splitlines()
    place = caret.index("^")
    assert line[place : place + 1] == found.source[10 + offset : 11 + offset]


def test_an_unknown_list_is_guessed_at() -> None:
    found = finding("withhold ..4 <mony>")
    assert found.message == "unknown list <mony>; did you mean <money>?"
    assert found.hint == "lists here: money, only-en"


def test_a_list_without_the_language_is_a_finding() -> None:
    found = finding("couper <only-en>", "fr")
    assert (found.code, found.message) == ("PC311", "the list <only-en> has no fr entries")


def test_the_errors_of_a_regex_are_those_of_its_engine() -> None:
    assert finding("/ab(c/").message == "bad regular expression: missing )"
    assert finding("/" + "(" * 5000 + "/").code == "PC314"


def test_single_words_at_one_place_are_not_multiplied_out() -> None:
    words = "|".join(f"w{number}" for number in range(1000))
    (steps,) = parse(f"({words}) ..3 ({words})", WHERE, {}, "en").alternatives
    assert [len(step.atoms) for step in steps] == [1000, 1000]


PIECES = st.sampled_from(
    [*"()[]<>|\"*/\\.,'’-_ é", "..", "..3", "money", "<money>", "word", "d'accord", "😀", "\u0301", "ﬁ"]
)


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30))
@settings(max_examples=1500, deadline=None)
def test_any_string_is_a_pattern_or_a_finding_inside_it(source: str) -> None:
    try:
        pattern = parse(source, WHERE, LISTS, "en")
    except CodebookError as error:
        (found,) = error.findings
        assert found.code.startswith("PC3")
        assert 11 <= (found.where.column or 0) <= 11 + len(source)
        return
    assert pattern.regex is not None or pattern.alternatives
    for steps in pattern.alternatives:
        assert steps and steps[0].gap == 0
        assert all(step.atoms and step.gap >= 0 for step in steps)
        assert all(atom.text for step in steps for atom in step.atoms)
