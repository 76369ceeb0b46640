"""Where words that somebody decided about stand in a corrected text: by quote, context and place.

First the quote as it is, then the quote with slight changes. What can't be told apart, or isn't there, is said to be
so: a decision that is nowhere is better than one in the wrong place. `tests/coding/corrections.py` holds the cases that
the numbers below were set by.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from partcode.coding.alignment import Alignment, common
from partcode.coding.likeness import alike
from partcode.model import Span

CONTEXT = 32  # code points before and after a quote that are kept with it
Lost = Literal["not found", "ambiguous"]

_COMPARED = 64  # code points of context that are compared on each side
_BEFORE, _AFTER = 20, 10  # of these, those next to the quote count in full: what is asked tells more than what follows
_REST = 16  # of all of them that count as much as one next to the quote
_BESIDE, _STEP = 64, 4  # up to so many code points from the expected place, so many weigh as much as one of context
_FAR, _STRIDE = 1000, 16  # and up to so many, so many; what is farther away is no less likely
_MANY = 8  # occurrences on each side of the expected place that are looked at
_APART = 5  # of score: occurrences that are nearer to each other can't be told apart
_LONG = 24  # code points of a quote that is hardly said twice by chance
_KNOWN = 8  # score of an occurrence of a shorter quote that its context vouches for
_HERE = 16  # code points from the expected place that vouch for it as well

_FREQUENT = 64  # occurrences of a word that says nothing of where a quote may be
_GUESSES = 6  # places where a changed quote is looked for, beside the expected one
_LIKE, _LIKE_FAR = 0.5, 0.7  # likeness of a changed quote at the expected place, and far from it
_FEW, _LIKE_SHORT = 3, 0.8  # of one of fewer words than that, wherever it is
_UNLIKE = 0.05  # difference of likeness that tells two places apart


class Quote(NamedTuple):
    """Words of a text with what stands around them."""

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, span: Span) -> Quote:
        """The words at a span, with CONTEXT code points on each side."""
        start, end = span
        return cls(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

    def apart(self) -> tuple[str, Span]:
        """A text of its own, for when the whole one is gone, and where the words stand in it."""
        start = len(self.prefix)
        return "".join((self.prefix, self.exact, self.suffix)), Span(start, start + len(self.exact))


class _Hit(NamedTuple):
    likely: float
    start: int
    end: int


class _Said(NamedTuple):
    """Words as often as they stand in both texts: where in the old one, where these places are expected in the new one,
    and where in the new one."""

    length: int
    old: list[int]
    expected: list[int]
    new: list[int]


class Anchors:
    """Spans of an old text, looked for in a new one."""

    def __init__(self, old: str, new: str) -> None:
        self._texts = Alignment(old, new)
        self._quotes: dict[str, _Said] = {}

    def find(self, span: Span) -> Span | Lost:
        """Where the words at a span of the old text stand in the new one, or why nobody can say."""
        if not self._texts.old[slice(*span)].strip():
            return "not found"
        as_it_was = self._unchanged(span)
        return self._changed(span) if as_it_was == "not found" else as_it_was

    def _unchanged(self, span: Span) -> Span | Lost:
        said = self._said(self._texts.old[slice(*span)])
        hits, doubtful = [], False
        for start in _nearest(said.new, said.new, self._texts.place(span.start)):
            likely = self._score(span.start, start, said.length)
            rivals = _nearest(said.old, said.expected, start)
            scores = [self._score(one, start, said.length) for one in rivals if one != span.start]
            best = max(scores, default=float("-inf"))
            # What answers better to the same words elsewhere in the old text is theirs.
            if likely - best >= _APART and self._vouched_for(span, start, likely):
                hits.append(_Hit(likely, start, start + said.length))
            doubtful |= abs(likely - best) < _APART and self._vouched_for(span, start, likely)
        found = _best(hits, _APART)
        return "ambiguous" if found == "not found" and doubtful else found

    def _said(self, quote: str) -> _Said:
        if quote not in self._quotes:
            old, new = (list(_places(text, quote)) for text in (self._texts.old, self._texts.new))
            self._quotes[quote] = _Said(len(quote), old, [self._texts.place(one) for one in old], new)
        return self._quotes[quote]

    def _vouched_for(self, span: Span, start: int, likely: float) -> bool:
        away = abs(self._texts.place(span.start) - start)
        return span.end - span.start >= _LONG or likely >= _KNOWN or away <= _HERE

    def _score(self, old: int, new: int, length: int) -> float:
        """How well the words of this length at a place of the new text answer to those of the old one."""
        before, after = self._texts.old, self._texts.new
        away = abs(self._texts.place(old) - new)
        left = _alike(before[max(0, old - _COMPARED) : old][::-1], after[max(0, new - _COMPARED) : new][::-1])
        old, new = old + length, new + length
        right = _alike(before[old : old + _COMPARED], after[new : new + _COMPARED])
        next_to = min(left, _BEFORE) + min(right, _AFTER)
        return next_to + (left + right) / _REST - min(away, _BESIDE) / _STEP - min(away, _FAR) / _STRIDE

    def _changed(self, span: Span) -> Span | Lost:
        words = self._texts.old_words
        quote = [words.folded[i] for i in words.between(*span)]
        hits = {self._near(span, quote, guess) for guess in self._guesses(quote, span)} if quote else set()
        return _best([hit for hit in hits if hit], _UNLIKE)

    def _near(self, span: Span, quote: Sequence[str], guess: int) -> _Hit | None:
        """What is most like the quote around a word of the new text, if it is enough so."""
        found, margin = self._texts.new_words, max(4, len(quote) // 2)
        first = max(0, guess - margin)
        words = found.folded[first : guess + len(quote) + margin]
        while (one := alike(quote, words)).words:
            start, end = found.start[first + one.words.start], found.end[first + one.words.stop - 1]
            away = (_LIKE_FAR - _LIKE) * min(abs(self._texts.place(span.start) - start), _FAR) / _FAR
            if one.likeness < max(_LIKE + away, _LIKE_SHORT if len(quote) < _FEW else 0):
                break
            if not self._is_of_others(span, self._texts.new[start:end]):
                return _Hit(one.likeness - away, start, end)
            words[one.words.start : one.words.stop] = [""] * len(one.words)
        return None

    def _is_of_others(self, span: Span, words: str) -> bool:
        """Whether words of the new text stood already elsewhere in the old one."""
        old = [start for start in _places(self._texts.old, words) if not span.start <= start < span.end]
        return len(old) >= sum(1 for _ in _places(self._texts.new, words))

    def _guesses(self, quote: Sequence[str], span: Span) -> Iterable[int]:
        """Numbers of words with which a changed quote may begin: where it is expected, and where its rarer words
        stand together."""
        expected = bisect_left(self._texts.new_words.start, self._texts.place(span.start))
        width = max(2, len(quote) // 3)
        votes: Counter[int] = Counter()
        for number, word in enumerate(quote):
            if len(places := self._index.get(word, ())) <= _FREQUENT:
                votes.update({max(0, place - number) // width for place in places})
        return dict.fromkeys((expected, *(width * step for step, _ in votes.most_common(_GUESSES))))

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """By word of the new text, the numbers of its occurrences."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._texts.new_words.folded):
            found[word].append(number)
        return found


def _best(hits: Iterable[_Hit], apart: float) -> Span | Lost:
    """The likeliest hit, if no other that is as likely stands beside it."""
    ordered = sorted(hits, key=lambda hit: (-hit.likely, hit.start))
    if not ordered:
        return "not found"
    best = ordered[0]
    rivals = (hit for hit in ordered[1:] if hit.start >= best.end or hit.end <= best.start)
    if any(best.likely - hit.likely < apart for hit in rivals):
        return "ambiguous"
    return Span(best.start, best.end)


def _nearest(places: list[int], along: list[int], place: int) -> list[int]:
    """The places of which the numbers beside them, in rising order, lie around one."""
    at = bisect_left(along, place)
    return places[max(0, at - _MANY) : at + _MANY]


def _alike(one: str, other: str) -> int:
    """How much of the context is the same; the ends of both texts are, too."""
    length = common(one, other)
    return length if length < max(len(one), len(other)) else max(length, _BEFORE)


def _places(text: str, quote: str) -> Iterator[int]:
    """Where a quote stands in a text, not as a part of longer words."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if not (_glued(text, start) or _glued(text, end)):
            yield start
        start = text.find(quote, start + 1)


def _glued(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
