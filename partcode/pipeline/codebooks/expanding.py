"""The surface forms that rules stand for: those that the dictionary knows, those that are in a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.codebook.findings import listed, meant
from partcode.coding.references import resolve
from partcode.errors import UsageError
from partcode.match.batch import batch_of
from partcode.match.vocabulary import Wanted, WordClasses
from partcode.model import LANGUAGES, Atom, Code, Codebook, Pattern, Rule
from partcode.model.columns import KINDS
from partcode.model.options import Progress, Silent
from partcode.pipeline.applying import CODED_KINDS
from partcode.store import open_store
from partcode.table import Table
from partcode.words.forms import is_word_char
from partcode.words.inflections import inflections
from partcode.words.lemmas import lemma_column

COLUMNS = ("rule", "language", "pattern", "word", "form", "count")


class Word(NamedTuple):
    """A word of a pattern of a rule (`code/rule`); `atom` is None for what isn't written in words: /…/ and tokens."""

    rule: str
    language: str
    pattern: str
    atom: Atom | None

    @property
    def written(self) -> str:
        """The word as patterns have it."""
        if self.atom is None:
            return ""
        return {"lemma": "{}", "form": '"{}"', "prefix": "{}*"}[self.atom.kind].format(self.atom.text)


def words_of_rules(codebooks: Sequence[Codebook], name: str, languages: Iterable[str] = LANGUAGES) -> list[Word]:
    """The words of the rules of a code, or of one rule (`code/rule`), and of the codes that they refer to.

    Raises UsageError for a name that the codebooks don't have.
    """
    code, _, rule = name.partition("/")
    pairs = [(book, one) for book in codebooks for one in book.codes if one.id == code]
    if not pairs:
        ids = sorted(one.id for book in codebooks for one in book.codes)
        raise UsageError(f"no code {code}{meant(code, ids)}", hint=f"the codes are {listed(ids)}")
    book, found = pairs[0]
    rules = [one.id for one in found.rules]
    if rule and rule not in rules:
        raise UsageError(f"{code} has no rule {rule}{meant(rule, rules)}", hint=f"its rules are {listed(rules)}")
    chosen = list(languages)
    return list(dict.fromkeys(word for one, of in _rules(book, found, rule) for word in _words(one, of, chosen)))


def _rules(book: Codebook, code: Code, only: str = "") -> Iterator[tuple[Rule, str]]:
    for rule in code.rules:
        if only in ("", rule.id):
            yield rule, f"{code.id}/{rule.id}"
            for name in rule.codes:
                yield from _rules(*resolve(name, book))


def _words(rule: Rule, name: str, languages: Sequence[str]) -> Iterator[Word]:
    for language in languages:
        for pattern in rule.patterns.get(language, ()):
            yield from (Word(name, language, pattern.source, atom) for atom in _atoms(pattern))
        for tokens in rule.tokens.get(language, ()):
            yield Word(name, language, f"tokens: {[dict(token) for token in tokens]}", None)


def _atoms(pattern: Pattern) -> Sequence[Atom | None]:
    """The words of a pattern, in the order in which they are asked for."""
    if pattern.regex is not None:
        return [None]
    return list(dict.fromkeys(atom for steps in pattern.alternatives for step in steps for atom in sorted(step.atoms)))


def surface_forms(
    words: Sequence[Word], db: Path | None = None, progress: Progress | None = None, *, present: bool = False
) -> Table:
    """The forms of each word that the dictionary knows or a rule makes; with a database also those that occur in it,
    and how often they do in sentences of their language; with `present` only those that do."""
    progress = progress or Silent()
    counts = _counts(db, progress) if db else None
    progress.stage("looking up forms", None)
    wanted = _wanted(words)
    forms: dict[Wanted, list[str]] = {}
    for language in sorted({language for language, _ in wanted}):
        known = frozenset() if present else _dictionary_forms(language)
        made = () if present else _made(wanted, language)
        forms |= _forms(wanted, language, known.union(made, counts[language] if counts else ()))
    rows = [
        (word.rule, word.language, word.pattern, word.written, form, count)
        for word in words
        for form, count in _counted(word, forms, counts[word.language] if counts else None)
        if count or not present
    ]
    return Table(COLUMNS, rows, "Surface forms")


def _counted(
    word: Word, forms: Mapping[Wanted, Sequence[str]], counts: Mapping[str, int] | None
) -> list[tuple[str, int | None]]:
    """The forms of one word, the most frequent first. Nothing is lost: what has none is one without letters."""
    found = forms[word.language, frozenset({word.atom})] if word.atom else ()
    if counts is None:
        return [(form, None) for form in found or ("",)]
    known = [(form, counts.get(form, 0)) for form in found or ("",)]
    return [*sorted(known, key=lambda pair: (-pair[1], pair[0]))]


def _wanted(words: Iterable[Word]) -> list[Wanted]:
    return list(dict.fromkeys((word.language, frozenset({word.atom})) for word in words if word.atom))


def _forms(wanted: Sequence[Wanted], language: str, known: Iterable[str]) -> dict[Wanted, list[str]]:
    """The `known` forms that each word of a language takes; its own spelling is always among what is looked at."""
    steps = [key for key in wanted if key[0] == language]
    own = (atom.text for _, atoms in steps for atom in atoms if atom.kind != "prefix")
    candidates = sorted({*known, *own})
    classes = WordClasses(steps)
    nothing = [""] * len(candidates)
    columns = {one: lemma_column(candidates, one) if one == language else nothing for one in LANGUAGES}
    classes.learn(candidates, columns)
    return {
        key: [candidates[place] for place in np.flatnonzero(classes.words(number, language)).tolist()]
        for number, key in enumerate(steps)
    }


def _made(wanted: Sequence[Wanted], language: str) -> Iterator[str]:
    """Forms that the words of a language may have by rule alone."""
    words = {atom.text for of, atoms in wanted for atom in atoms if of == language and atom.kind == "lemma"}
    return (form for word in words for form in inflections(word, language))


@cache
def _dictionary_forms(language: str) -> frozenset[str]:
    """The words of simplemma's dictionary, without its parts of words and its signs."""
    from simplemma.strategies import DefaultDictionaryFactory

    forms = (str(form).lower() for form in DefaultDictionaryFactory().get_dictionary(language))
    return frozenset(form for form in forms if is_word_char(form[:1]) and is_word_char(form[-1:]))


def _counts(db: Path, progress: Progress) -> Mapping[str, Mapping[str, int]]:
    """How often each word stands in sentences of each language that get coded."""
    with open_store(db, create=False) as store:
        vocabulary = store.vocabulary()
        totals = {language: np.zeros(len(vocabulary), dtype=np.int64) for language in LANGUAGES}
        versions = [version.id for version in store.versions()]
        coded = [KINDS.index(kind) for kind in CODED_KINDS]
        progress.stage("counting", len(versions))
        for documents in store.streams(versions):
            batch = batch_of([(one.stream, one.sentences) for one in documents], coded)
            for number, total in enumerate(totals.values()):
                here = (batch.coded & (batch.language == number))[batch.sentence]
                total += np.bincount(batch.ids[here], minlength=total.size)
            progress.advance(len(documents))
    return {language: _by_word(vocabulary, total) for language, total in totals.items()}


def _by_word(vocabulary: Sequence[str], total: NDArray[np.int64]) -> dict[str, int]:
    return {vocabulary[word]: int(total[word]) for word in np.flatnonzero(total).tolist()}
