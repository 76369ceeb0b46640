"""Words that are mistyped or stand under the wrong language, and texts that no sentence has as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from partcode.codebook.findings import Place, Report, brief
from partcode.codebook.regexes import why_never
from partcode.codebook.shadows import place_of
from partcode.model.codebook import Codebook, Pattern, Rule
from partcode.model.corpus import LANGUAGES
from partcode.words.dictionary import dictionary
from partcode.words.lemmas import lemma

_NAMES = {"en": "English", "fr": "French"}
_LEAST = 4  # letters of a word that may be mistyped: shorter ones are names and abbreviations

_QUOTED = re.compile(r'"([^"]*)"')
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’]\s", re.IGNORECASE)
_END = re.compile(r"[^\W\d_]{4,}\.\s+\w|\w\s*[!?]\s+[A-ZÀ-ÖØ-Þ]")  # shorter words before a stop are abbreviations


def check(codebook: Codebook, report: Report) -> None:
    """Findings for the rules that stand in the file of `report`, of a word in the first pattern that has it."""
    done: set[tuple[str, str]] = set()
    for rule in (rule for code in codebook.codes for rule in code.rules):
        if rule.where.path != report.path:
            continue
        for language, pattern in _patterns(rule):
            _impossible(pattern, language, report)
            new = {(language, word) for word in _words(pattern)} - done
            done |= new
            _mistyped(sorted(new), place_of(pattern), report)
        _swapped(rule, report)


def _patterns(rule: Rule) -> Iterator[tuple[str, Pattern]]:
    near = (rule.near.any, rule.near.none) if rule.near else ()
    for context in (rule.patterns, rule.unless, *near):
        for language in LANGUAGES:
            yield from ((language, pattern) for pattern in context.get(language, ()))


def _words(pattern: Pattern) -> set[str]:
    """The words of a pattern that are letters alone, beginnings left out."""
    atoms = (atom for steps in pattern.alternatives for step in steps for atom in step.atoms)
    return {atom.text for atom in atoms if atom.kind != "prefix" and atom.text.isalpha()}


def _impossible(pattern: Pattern, language: str, report: Report) -> None:
    place = place_of(pattern)
    if pattern.regex is not None:
        if why := why_never(pattern.regex):
            report.add("PC407", place, f"never matches: {why}", "a regular expression reads one sentence")
        return
    for text in _QUOTED.findall(pattern.source):
        if _END.search(text):
            message = f"a sentence ends inside “{brief(text)}”, and a pattern is found inside one sentence"
            report.add("PC412", place, message, "a comma, where one sentence has both; else two codes and a sequence")
        if language == "fr" and (found := _ELISION.search(text)):
            message = f"“{brief(text)}” is only found with the space after {found.group().strip()}"
            report.add("PC412", place, message, "leave the space out: d'argent")


def _mistyped(words: Iterable[tuple[str, str]], place: Place, report: Report) -> None:
    for language, word in words:
        if meant := _meant(word, language):
            hint = f"neither the English nor the French dictionary has {word}"
            report.add("PC411", place, f"{brief(word)} is no {_NAMES[language]} word; did you mean {meant}?", hint)


def _meant(word: str, language: str) -> str:
    """The word of which one is a typing error: a letter is doubled, or isn't; "" where it may well be right."""
    known = [dictionary(one).knows(word) for one in LANGUAGES]
    if len(word) < _LEAST or any(known) or lemma(word, language) != word:
        return ""
    return next(filter(dictionary(language).knows, _respelt(word, language)), "")


def _respelt(word: str, language: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        if letter == "l" and language == "en":
            continue  # modelled and modeled are both right
        yield word[:at] + word[at + 1 :] if word[at + 1 : at + 2] == letter else word[:at] + letter + word[at:]


def _swapped(rule: Rule, report: Report) -> None:
    """The patterns of each language have words of the other one, and none of their own."""
    sides = [
        {word for pattern in rule.patterns.get(language, ()) for word in _words(pattern)} for language in LANGUAGES
    ]
    if all(_is_foreign(words, *pair) for words, pair in zip(sides, (LANGUAGES, LANGUAGES[::-1]), strict=True)):
        place = Place(rule.where.line or 1, rule.where.column or 1)
        report.add(
            "PC410", place, f"the rule {rule.id} has its languages the wrong way round", "en is English, fr French"
        )


def _is_foreign(words: set[str], language: str, other: str) -> bool:
    """Whether some words are only known in the other language, and none only in this one."""
    known = {(dictionary(language).knows(word), dictionary(other).knows(word)) for word in words}
    return (False, True) in known and (True, False) not in known
