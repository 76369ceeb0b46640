"""Words and phrases that stand out in the segments of a code, and that its rules don't find yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from partcode.analysis.collocation import Tally
from partcode.analysis.keyness import log_likelihood, log_ratio
from partcode.analysis.phrases import words_of
from partcode.model import LANGUAGES, Codebook, Unit
from partcode.model.options import Progress
from partcode.pipeline.codebooks.contrasting import Contrast, Side, contrast
from partcode.pipeline.codebooks.readings import Reading
from partcode.pipeline.lemmas import Lemmas
from partcode.store import Store

SIGNIFICANT = 10.83  # G² that chance exceeds once in a thousand words
TWICE = 1.0  # log ratio of what is twice as frequent

By = Literal["segments", "matches"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a suggestion needs: occurrences here, documents in which, G² and log ratio."""

    frequency: int = 3
    documents: int = 2
    g2: float = SIGNIFICANT
    ratio: float = TWICE


class Suggestion(NamedTuple):
    """A pattern that a rule could have. `by`: it stands out in the segments of the code, or near the matches of its
    rules; `here` and `elsewhere` are occurrences in these and in the rest; `example` is a sentence of `document`."""

    language: str
    pattern: str
    by: By
    here: int
    elsewhere: int
    g2: float
    log_ratio: float
    documents: int
    document: str
    example: str


class _Candidate(NamedTuple):
    """A phrase that passed, by its words; `row` is its place in `tally`."""

    words: tuple[int, ...]
    by: By
    tally: Tally
    row: int
    elsewhere: int
    g2: float
    ratio: float


def suggest(
    store: Store, book: Codebook, code: str, reading: Reading, thresholds: Thresholds, progress: Progress
) -> list[Suggestion]:
    """What stands out most first. The words of the rules' own matches and stop words are left out; a phrase counts
    for its parts where these occur nowhere else."""
    found: list[Suggestion] = []
    contrasts = contrast(store, book, code, reading, thresholds.frequency, progress)
    paths = {version.id: version.path for version in store.versions()}
    for language, one in zip(LANGUAGES, contrasts, strict=True):
        for candidate in _chosen(one, thresholds):
            found.append(_suggestion(store, paths, language, one, candidate))
    return sorted(found, key=lambda one: (-one.g2, one.language, one.pattern))


def _chosen(contrast: Contrast, thresholds: Thresholds) -> Iterator[_Candidate]:
    """The phrases of the segments, then single words near matches that are not among them."""
    here = list(_key_phrases(contrast, "segments", contrast.here, thresholds))
    whole = {candidate.words: int(candidate.tally.times[candidate.row]) for candidate in here}
    parts = {part for words, times in whole.items() for part in _parts(words) if whole.get(part) == times}
    yield from (candidate for candidate in here if candidate.words not in parts)
    for candidate in _key_phrases(contrast, "matches", contrast.near, thresholds):
        if candidate.words not in whole:
            yield candidate


def _parts(words: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    return (
        words[start:end]
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if end - start < len(words)
    )


def _key_phrases(contrast: Contrast, by: By, side: Side, thresholds: Thresholds) -> Iterator[_Candidate]:
    size = contrast.here.words + contrast.words - side.words
    if not side.words or not size:
        return
    tally = side.tally.where(
        (side.tally.times >= thresholds.frequency) & (side.tally.documents >= thresholds.documents)
    )
    elsewhere = contrast.everywhere(tally) - tally.times
    for row in range(tally.key.size):
        counts = (int(tally.times[row]), side.words, int(elsewhere[row]), size)
        g2, ratio = log_likelihood(*counts), log_ratio(*counts)
        if g2 >= thresholds.g2 and ratio >= thresholds.ratio:
            words = words_of(int(tally.key[row]), len(contrast.lemmas.texts))
            yield _Candidate(words, by, tally, row, counts[2], g2, ratio)


def _suggestion(
    store: Store, paths: Mapping[int, str], language: str, contrast: Contrast, candidate: _Candidate
) -> Suggestion:
    tally, row = candidate.tally, candidate.row
    version, sentence = int(tally.document[row]), int(tally.sentence[row])
    columns = store.segments(version, Unit.SENTENCE)
    text = store.text(version)[columns.start[sentence] : columns.end[sentence]]
    return Suggestion(
        language,
        _pattern(candidate.words, tally, row, contrast.lemmas),
        candidate.by,
        int(tally.times[row]),
        candidate.elsewhere,
        candidate.g2,
        candidate.ratio,
        int(tally.documents[row]),
        paths[version],
        " ".join(text.split()),
    )


def _pattern(words: Sequence[int], tally: Tally, row: int, lemmas: Lemmas) -> str:
    """The words with the widest gaps that were seen between them."""
    gaps = (0, int(tally.gap_two[row]), int(tally.gap_three[row]))
    parts = [
        f"..{gap} {lemmas.texts[word]}" if gap else lemmas.texts[word] for word, gap in zip(words, gaps, strict=False)
    ]
    return " ".join(parts)
