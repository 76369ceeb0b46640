"""The segments of a code against all others: what is said here how often, what near the rules' matches, what else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.analysis.collocation import Tally, merged, near, of_document
from partcode.analysis.phrases import Phrases, phrases
from partcode.coding.coder import Coder
from partcode.model import Codebook
from partcode.model.columns import KINDS
from partcode.model.options import Progress
from partcode.pipeline.applying import CODED_KINDS, coder_for
from partcode.pipeline.codebooks.readings import ELSEWHERE, HERE, Reading
from partcode.pipeline.codebooks.rehearsal import Rehearsal, rehearse
from partcode.pipeline.lemmas import Lemmas, lemmas_of
from partcode.store import Store, StoredDocument

REACH = 5  # words on either side of a match that are near it

_CODED = [KINDS.index(kind) for kind in CODED_KINDS]

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Side(NamedTuple):
    """Phrases by how often they occur in some segments (their places are version and sentence), and how many words
    these segments have."""

    tally: Tally
    words: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """One language. `here` are the segments of the code without the words that its rules match, `near` the words near
    these; `keys` are the phrases of `here` that were looked for elsewhere, `elsewhere` is how often each is there,
    among `words`."""

    lemmas: Lemmas
    here: Side
    near: Side
    keys: Numbers
    elsewhere: Numbers
    words: int

    def everywhere(self, tally: Tally) -> Numbers:
        """How often each of some phrases, all among `keys`, occurs in all segments."""
        found: Numbers = self.here.tally.times_of(tally.key) + self.elsewhere[np.searchsorted(self.keys, tally.key)]
        return found


def contrast(
    store: Store, book: Codebook, code: str, reading: Reading, frequency: int, progress: Progress
) -> list[Contrast]:
    """By language, the segments of a code of `book` against the others; only phrases that occur at least `frequency`
    times here are looked for there."""
    lemmas = lemmas_of(store)
    here, beside = _of_code(store, book, code, reading, lemmas, progress)
    keys = [side.tally.key[side.tally.times >= frequency] for side in here]
    elsewhere, words = _counted(store, reading, lemmas, keys, progress)
    return [Contrast(*parts) for parts in zip(lemmas, here, beside, keys, elsewhere, words, strict=True)]


class _Words(NamedTuple):
    """The words of one language in some sentences of a document: their places in it, and by word of these the
    sentence and the lemma."""

    place: Numbers
    sentence: Numbers
    lemma: Numbers
    content: Flags

    def phrases(self, lemmas: Lemmas) -> Phrases:
        """Their phrases."""
        return phrases(self.lemma, self.content, self.sentence, len(lemmas.texts))


def _words(document: StoredDocument, reading: Reading, side: int, language: int, lemmas: Lemmas) -> _Words:
    columns = document.sentences
    wanted = reading.sides(document.version_id, columns) == side
    wanted &= (columns.language == language) & np.isin(columns.kind, _CODED)
    sentence = np.repeat(np.arange(wanted.size), columns.words)
    place = np.flatnonzero(wanted[sentence])
    ids = document.stream.ids[place]
    return _Words(place, sentence[place], lemmas.number[ids], lemmas.content[ids])


def _of_code(
    store: Store, book: Codebook, code: str, reading: Reading, lemmas: Sequence[Lemmas], progress: Progress
) -> tuple[list[Side], list[Side]]:
    """By language, the phrases of the code's segments, and the words near the matches in them."""
    coder = coder_for(store, [book])
    here: list[list[Side]] = [[] for _ in lemmas]
    beside: list[list[Side]] = [[] for _ in lemmas]
    for batch in rehearse(store, [coder], progress, only=reading.versions):
        for number, document in enumerate(batch.documents):
            matched = _matched(batch, number, coder, code)
            for language, one in enumerate(lemmas):
                words = _words(document, reading, HERE, language, one)
                here[language].append(_in_segments(document.version_id, words, matched[words.place], one))
                beside[language].append(_near_matches(document.version_id, words, matched[words.place]))
    return [_joined(sides) for sides in here], [_joined(sides) for sides in beside]


def _joined(sides: Sequence[Side]) -> Side:
    return Side(merged([side.tally for side in sides]), sum(side.words for side in sides))


def _in_segments(version: int, words: _Words, matched: Flags, lemmas: Lemmas) -> Side:
    found = words._replace(content=words.content & ~matched).phrases(lemmas)
    tally = of_document(version, found.key, found.gap_two, found.gap_three, words.sentence[found.first])
    return Side(tally, int((~matched).sum()))


def _near_matches(version: int, words: _Words, matched: Flags) -> Side:
    beside = near(matched, words.sentence, REACH)
    place = np.flatnonzero(beside & words.content)
    none = np.zeros_like(place)
    return Side(of_document(version, words.lemma[place], none, none, words.sentence[place]), int(beside.sum()))


def _matched(batch: Rehearsal, number: int, coder: Coder, code: str) -> Flags:
    """By word of a document of the batch, whether it stands in a match of the code."""
    codings, plan = batch.codings[0], coder.plan
    own = [place for place, one in enumerate(plan.codes) if one.code.id == code and one.asked]
    wanted = np.isin(codings.code, own) & (codings.document == number)
    matches = np.repeat(wanted, np.diff(codings.first))
    starts = batch.documents[number].stream.start
    edges = np.zeros(starts.size + 1, dtype=np.int64)
    np.add.at(edges, np.searchsorted(starts, codings.start[matches]), 1)
    np.add.at(edges, np.searchsorted(starts, codings.end[matches]), -1)
    found: Flags = np.cumsum(edges)[:-1] > 0
    return found


def _counted(
    store: Store, reading: Reading, lemmas: Sequence[Lemmas], keys: Sequence[Numbers], progress: Progress
) -> tuple[list[Numbers], list[int]]:
    """By language, how often each phrase occurs elsewhere, and how many words there are elsewhere."""
    times = [np.zeros(one.size + 1, dtype=np.int64) for one in keys]  # the last for all other phrases
    words = [0] * len(keys)
    for batch in rehearse(store, [], progress):
        for document in batch.documents:
            for language, (one, wanted) in enumerate(zip(lemmas, keys, strict=True)):
                there = _words(document, reading, ELSEWHERE, language, one)
                words[language] += there.place.size
                times[language] += _times(there.phrases(one).key, wanted)
    return [one[:-1] for one in times], words


def _times(found: Numbers, wanted: Numbers) -> Numbers:
    place = np.searchsorted(wanted, found)
    other = wanted.size
    known = np.append(wanted, -1)[place] == found
    return np.bincount(np.where(known, place, other), minlength=other + 1)
