"""When every match of one pattern is, or holds, a match of another; decided by their alternatives, gaps included.

What is said is certain, by the same lemmas that the engine uses; what can't be decided so counts as no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from partcode.codebook.expand import Alternative
from partcode.model.codebook import Atom, Pattern, Step
from partcode.words.lemmas import lemma, lemmas

Extent = Literal["same", "within"]  # the other match is of the same words, or of some of them

_Key = tuple[str, str]


class Holder(NamedTuple):
    """An alternative of `pattern`, which is number `number` of those that were indexed."""

    number: int
    pattern: Pattern
    alternative: Alternative


class Coverage:
    """Patterns of one language, and which of them others hold."""

    def __init__(self, patterns: Iterable[Pattern], language: str) -> None:
        self._language = language
        self._by_first: dict[_Key, list[Holder]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            for alternative in pattern.alternatives:
                for key in {key for atom in alternative[0].atoms for key in _offers(atom, language)}:
                    self._by_first[key].append(Holder(number, pattern, alternative))

    def held_by(self, pattern: Pattern, extent: Extent) -> frozenset[int]:
        """The numbers of the patterns of which every match of `pattern` is, or holds, a match."""
        found: frozenset[int] | None = None
        for alternative in pattern.alternatives:
            numbers = frozenset(holder.number for holder in self._held(alternative, extent))
            found = numbers if found is None else found & numbers
            if not found:
                break
        return found or frozenset()

    def always_held(self, pattern: Pattern, extent: Extent = "within") -> Pattern | None:
        """One of the patterns of which, taken together, every match of `pattern` holds a match; None if they don't."""
        holders = [next(self._held(alternative, extent), None) for alternative in pattern.alternatives]
        return holders[0].pattern if holders and all(holders) and holders[0] else None

    def _held(self, alternative: Alternative, extent: Extent) -> Iterator[Holder]:
        begins = range(1 if extent == "same" else len(alternative))
        for begin in begins:
            # Whatever the step's words are, one of them must be among those of the first step of the other.
            one = min(alternative[begin].atoms, default=None)
            if one is None:
                continue
            for key in _asks(one, self._language):
                for holder in self._by_first.get(key, ()):
                    if self._holds(holder.alternative, alternative, begin, extent):
                        yield holder

    def _holds(self, wide: Alternative, narrow: Alternative, begin: int, extent: Extent) -> bool:
        """Whether `wide` is found in each match of `narrow`, from the latter's step `begin` on."""
        if len(wide) > len(narrow) - begin or not self._covers(wide[0], narrow[begin]):
            return False
        ends = {begin}
        for step in wide[1:]:
            ends = {
                place
                for end in ends
                for place in range(end + 1, len(narrow))
                if _words_between(narrow, end, place) <= step.gap and self._covers(step, narrow[place])
            }
        return len(narrow) - 1 in ends if extent == "same" else bool(ends)

    def _covers(self, wide: Step, narrow: Step) -> bool:
        return bool(narrow.atoms) and _covered(wide.atoms, narrow.atoms, self._language)


def _words_between(steps: Alternative, one: int, other: int) -> int:
    """The most words that can stand between two steps."""
    return other - one - 1 + sum(step.gap for step in steps[one + 1 : other + 1])


@lru_cache(maxsize=1 << 16)
def _covered(wide: frozenset[Atom], narrow: frozenset[Atom], language: str) -> bool:
    if narrow <= wide:
        return True
    offered = {key for atom in wide for key in _offers(atom, language)}
    return all(atom in wide or _is_offered(atom, offered, language) for atom in narrow)


def _is_offered(atom: Atom, offered: set[_Key], language: str) -> bool:
    if atom.kind != "lemma":
        return not offered.isdisjoint(_asks(atom, language))
    # Any form of a word: as a form, by its own lemma, and by the likeliest one of its written form.
    needed = {("lemma", atom.text), ("lemma", lemma(atom.text, language))}
    return needed <= offered and not offered.isdisjoint(_asks(Atom("form", atom.text), language))


def _offers(atom: Atom, language: str) -> Iterator[_Key]:
    """What words an atom takes: those of a form, of a lemma, with a prefix."""
    if atom.kind == "prefix":
        yield "prefix", atom.text
        return
    yield "form", atom.text
    if atom.kind == "lemma":
        yield "lemma", atom.text
        yield "lemma", lemma(atom.text, language)


def _asks(atom: Atom, language: str) -> Iterator[_Key]:
    """What takes all words of an atom, or, for a lemma, may do so."""
    if atom.kind == "lemma":
        yield "lemma", atom.text
        return
    yield from (("prefix", atom.text[:length]) for length in range(1, len(atom.text) + 1))
    if atom.kind == "form":
        yield "form", atom.text
        yield from (("lemma", one) for one in lemmas(atom.text, language))
