"""One file to all that is stored of it: the flow from text to words, in whatever process it runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.errors import MetadataError, ReadError
from partcode.ingest.accents import lost_accents
from partcode.ingest.metadata import Metadata
from partcode.ingest.reading import read
from partcode.ingest.turns import find_turns
from partcode.model import Document, Span
from partcode.model.columns import NO_LABEL, NO_TURN, Prepared, Sentences, Stream, Turns
from partcode.segment.citations import find_citations
from partcode.segment.kinds import kinds
from partcode.segment.language import LanguageFinder
from partcode.segment.paragraphs import paragraphs
from partcode.segment.sentences import sentences
from partcode.words.stream import Indexer, Words, code_points

VERSION = "2"  # changes when the same bytes may become other turns, segments or words


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read. `relative` is the document's path, `folder` stands for the folder given in which it lies;
    `known_sha256` is of the bytes that the store has read with the
    same settings, or ""."""

    path: Path
    relative: str
    folder: str
    metadata: Metadata
    known_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    problem: str
    hint: str


class Unchanged(NamedTuple):
    """A file with the bytes that the store already has."""


Outcome = Prepared | Unchanged | Failure


class Preparer:
    """Prepares documents over one growing vocabulary; `language` is "", "en" or "fr"."""

    def __init__(self, language: str = "", encoding: str = "") -> None:
        self._indexer = Indexer()
        self._languages = LanguageFinder(language)
        self._encoding = encoding

    @property
    def vocabulary(self) -> list[str]:
        """The words of all documents so far; a stream's ids are indexes into it."""
        return self._indexer.vocabulary

    def attempt(self, task: Task) -> Outcome:
        """Read and prepare one file; what is wrong with it is told, not raised, so that the others go on."""
        try:
            document = read(task.path, task.relative, encoding=self._encoding)
            if document.raw_sha256 == task.known_sha256:
                return Unchanged()
            return self.prepare(document, task.metadata, task.folder)
        except (ReadError, MetadataError) as error:
            return Failure(error.message, error.hint)
        except Exception as error:  # one file must never stop the others
            # Not what it says, which may quote the interview.
            last = extract_tb(error.__traceback__)[-1]
            problem = f"{type(error).__name__} at {os.path.basename(last.filename)}:{last.lineno} ({last.name})"
            return Failure(problem, "this is a bug in partcode; the other files are not affected")

    def prepare(self, document: Document, metadata: Metadata, folder: str = "") -> Prepared:
        """Turns, sentences, kinds, languages and words of a document."""
        text = document.text
        chars = code_points(text)
        turns = find_turns(document, speakers=metadata.labels(document.path, document.meta))
        info = metadata.info(document.path, document.meta, _labels(turns))
        outline = _outline(text, chars, turns)
        spans, paragraph = sentences(text, chars, outline)
        words, first = _words_of_sentences(self._indexer.index(text, chars), spans)
        languages = self._languages.find(text, self.vocabulary, words.ids, spans, paragraph, first, info.language)
        kind = kinds(text, outline, document.blocks, len(turns) > 0)
        columns = Sentences(
            start=spans[:, 0],
            end=spans[:, 1],
            paragraph=paragraph,
            turn=_turns_of(spans, turns),
            kind=kind[paragraph] if paragraph.size else np.zeros(0, dtype=np.uint8),
            language=languages.sentences,
            words=np.diff(first).astype(np.int32),
        )
        stream = Stream(words.ids.astype(np.uint32), words.start.astype(np.int32), words.clause)
        return Prepared(
            document=document,
            info=info,
            turns=turns,
            language=languages.document,
            lossy=lost_accents(text, languages.document),
            sentences=columns,
            citations=_citations_by_sentence(text, spans),
            stream=stream,
            folder=folder,
        )


def _labels(turns: Turns) -> list[str]:
    """The labels in order of appearance, "" among them when a turn is unattributed."""
    labels = (*turns.speakers, "")  # NOBODY is the index of the last
    return [labels[speaker] for speaker in dict.fromkeys(turns.speaker.tolist())]


def _outline(text: str, chars: NDArray[np.uint32], turns: Turns) -> NDArray[np.int32]:
    """The paragraphs; a turn begins one, and its label belongs to none."""
    labels = np.column_stack([turns.label_start, turns.label_end])
    edges = np.concatenate([turns.start, turns.end])
    return paragraphs(text, chars, edges, labels[turns.label_start != NO_LABEL])


def _words_of_sentences(words: Words, spans: NDArray[np.int32]) -> tuple[Words, NDArray[np.int64]]:
    """The words that stand in a sentence (not those of labels), and each sentence's first; one more closes."""
    begin = np.searchsorted(words.start, spans[:, 0])
    counts = np.maximum(np.searchsorted(words.end, spans[:, 1], side="right") - begin, 0)
    first = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    inside = np.repeat(begin - first[:-1], counts) + np.arange(first[-1])
    return Words(words.ids[inside], words.start[inside], words.end[inside], words.clause[inside]), first


def _turns_of(spans: NDArray[np.int32], turns: Turns) -> NDArray[np.int32]:
    """The turn of every sentence, NO_TURN for titles and notes outside of turns."""
    if not len(turns):
        return np.full(len(spans), NO_TURN, dtype=np.int32)
    turn = np.searchsorted(turns.start, spans[:, 0], side="right") - 1
    ends = np.append(turns.end, -1)  # before the first turn: index -1
    return np.where(spans[:, 0] < ends[turn], turn, NO_TURN).astype(np.int32)


def _citations_by_sentence(text: str, spans: NDArray[np.int32]) -> dict[int, str]:
    found: dict[int, list[Span]] = {}
    for span in find_citations(text):
        sentence = int(np.searchsorted(spans[:, 0], span.start, side="right")) - 1
        found.setdefault(sentence, []).append(span)
    return {
        sentence: "; ".join(text[start:end] for start, end in ones) for sentence, ones in found.items() if sentence >= 0
    }
