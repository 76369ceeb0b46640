"""The language of a document and of each of its sentences, with the document's majority as prior.

Function words decide where they speak clearly, over whole arrays; py3langid (0.98 right on short turns) is asked
only where they are silent or contradict the document, which keeps it off the path of ordinary text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.model import LANGUAGES
from partcode.words.forms import fold
from partcode.words.growing import Growing

OTHER = 255
_EVIDENCE = 2  # more function words of the other language than of the expected one, before it is believed
_SHARE = 0.12  # of a document's words are function words of its language, if that is one of ours (speech: 0.3–0.5)
_SAMPLE = 2000  # code points that py3langid reads of a document

# Forms that only one of the two languages uses often.
_FUNCTION_WORDS = {
    "en": frozenset(
        "the of and to in is it that was for are with as his they be at this have from had by not word what were we"
        " when your can said there use an each which she do how their if will up other about out many then them these"
        " so some her would make like him into has look more write go see no way could my than been who its now did"
        " get may our just i he you but all where don't it's that's yes because well know think really also should"
        " didn't they're we're i'm there's very something people those being any only".split()
    ),
    "fr": frozenset(
        "le la les l' un une des du de d' et est en que qu' qui dans pour ce c' il elle ils elles nous vous je j' ne n'"
        " pas plus par avec sur au aux se s' sont mais ou où être avoir fait cette ces cet son sa ses leur leurs mon ma"
        " mes notre nos votre vos ça cela donc parce aussi bien tout tous toute toutes comme si même quand alors après"
        " était avait ont avons avez suis sommes êtes fois très oui non voilà chez sans entre moi toi lui eux y peut"
        " faut faire dire quoi dont depuis encore jamais rien euh ben celui celle ceux".split()
    ),
}


class Languages(NamedTuple):
    """A document's language (en, fr, another ISO code, or "" without words) and, by sentence, the index into
    LANGUAGES or 255 (uint8)."""

    document: str
    sentences: NDArray[np.uint8]


class LanguageFinder:
    """Finds languages over one growing vocabulary; `forced` ("en" or "fr") settles everything."""

    def __init__(self, forced: str = "") -> None:
        self._forced = forced
        self._scores = Growing()

    def find(
        self,
        text: str,
        vocabulary: Sequence[str],
        ids: NDArray[np.int64],
        spans: NDArray[np.int32],
        paragraph: NDArray[np.int32],
        first: NDArray[np.int64],
        prior: str = "",
    ) -> Languages:
        """`spans` of the sentences, the paragraph of each, and the index of its `first` word in `ids` (one more
        entry closes the last). `prior` is what the metadata say of the document."""
        if self._forced:
            return Languages(self._forced, np.full(len(spans), LANGUAGES.index(self._forced), dtype=np.uint8))
        self._learn(vocabulary)
        scores = self._scores.values.take(ids)
        sums = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(scores)])
        balance = sums[first[1:]] - sums[first[:-1]]
        document = prior or _majority(text, scores)
        if document not in LANGUAGES:
            return Languages(document, self._exceptions(text, spans, balance, OTHER))
        expected = LANGUAGES.index(document)
        by_paragraph = self._paragraphs(text, spans, paragraph, balance, expected)
        return Languages(document, self._exceptions(text, spans, balance, by_paragraph))

    def _learn(self, vocabulary: Sequence[str]) -> None:
        """+1 for French function words, -1 for English ones."""
        new = [fold(word) for word in vocabulary[self._scores.size :]]
        self._scores.extend([(word in _FUNCTION_WORDS["fr"]) - (word in _FUNCTION_WORDS["en"]) for word in new])

    def _paragraphs(
        self,
        text: str,
        spans: NDArray[np.int32],
        paragraph: NDArray[np.int32],
        balance: NDArray[np.int64],
        expected: int,
    ) -> NDArray[np.uint8]:
        """By sentence, the language of its paragraph: a switch of language lasts longer than a sentence."""
        if not paragraph.size:
            return np.zeros(0, dtype=np.uint8)
        starts = np.append(0, np.flatnonzero(np.diff(paragraph)) + 1)
        ends = np.append(starts[1:], paragraph.size)
        whole = np.column_stack([spans[starts, 0], spans[ends - 1, 1]])
        found = self._exceptions(text, whole, np.add.reduceat(balance, starts), expected)
        return np.repeat(found, ends - starts)

    def _exceptions(
        self,
        text: str,
        spans: NDArray[np.int32],
        balance: NDArray[np.int64],
        expected: int | NDArray[np.uint8],
    ) -> NDArray[np.uint8]:
        """The expected languages, save where both the function words and py3langid say otherwise."""
        languages = np.full(len(spans), expected, dtype=np.uint8)
        contrary = np.where(balance > 0, LANGUAGES.index("fr"), LANGUAGES.index("en"))
        for number in np.flatnonzero((abs(balance) >= _EVIDENCE) & (contrary != languages)).tolist():
            start, end = spans[number].tolist()
            if _confirmed(text[start:end]) == LANGUAGES[contrary[number]]:
                languages[number] = contrary[number]
        return languages


def _majority(text: str, scores: NDArray[np.int64]) -> str:
    french, english = np.count_nonzero(scores > 0), np.count_nonzero(scores < 0)
    if not scores.size:
        return ""
    if max(french, english) >= _SHARE * scores.size and max(french, english) >= 1.5 * min(french, english):
        return "fr" if french > english else "en"
    import py3langid

    middle = max(len(text) - _SAMPLE, 0) // 2
    return str(py3langid.classify(text[middle : middle + _SAMPLE])[0])


def _confirmed(text: str) -> str:
    import py3langid

    ranked = py3langid.rank(text[:_SAMPLE])
    return next(str(language) for language, _ in ranked if language in LANGUAGES)
