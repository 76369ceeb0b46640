"""Sentences of English and French, written and spoken: numpy finds the clear cases, Python thinks about the rest.

What follows a sentence on its line and says how it was said, `[laughs]`, `(rires)` or an emoji, belongs to it.
A bracket that holds a sentence of its own, with its full stop, is a sentence. After … and ... a capital letter
must follow; in lower case, or with a number, the sentence goes on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from partcode.segment.abbreviations import ends_sentence
from partcode.segment.characters import (
    CLOSER,
    CLOSERS,
    DIGIT,
    LOWER,
    SPACE,
    TERMINATOR,
    TERMINATORS,
    UPPER,
    classes_at,
)
from partcode.segment.stops import STOP, doubtful

_SHORT = 8  # characters; a sentence without a letter or digit is not longer
_EMOJI = (
    "\U0001f000-\U0001fbff\u2600-\u26ff\u2728\u2753-\u2755\u2757\u2763\u2764\ufe0f\u200d\u20e3\U000e0020-\U000e007f"
)
_TAIL = re.compile(rf"[{re.escape(CLOSERS)}]*(?:\s+[»›])*(?:\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*\])*[{_EMOJI}]*")
_SPACES = re.compile(r"\s*")
_ASIDE = re.compile(rf"\[[^\[\]\n]{{1,60}}\](?!\w)|\([^()\n]{{1,60}}\)(?!\w)|[:;]-?[)(DP](?=\s)|[{_EMOJI}]+")
_OWN_SENTENCE = re.compile(rf"[{re.escape(TERMINATORS)}][{re.escape(CLOSERS)}\s]*$")
_LEAD = re.compile(r"(?:[\"'“”„‟‘’«‹(\[{¿¡*_•‣▪●◦·►➢✓✔–—−#@$€£→-]\s*)*")


class _Cuts(NamedTuple):
    """Where one sentence ends and, in the same paragraph, the next begins."""

    ends: NDArray[np.int64]
    nexts: NDArray[np.int64]


class _Candidates(NamedTuple):
    """Runs of terminators (`.`, `?!`, `...`) with the paragraph they stand in: columns of equal length."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]

    def where(self, mask: NDArray[np.bool_]) -> _Candidates:
        return _Candidates(*(column[mask] for column in self))


def sentences(
    text: str, chars: NDArray[np.uint32], paragraphs: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The sentences of all paragraphs in order: spans (int32, shape (m, 2)) and their paragraph's ordinal (int32).

    `paragraphs` are ordered spans without surrounding whitespace. The sentences of a paragraph cover all of it
    but whitespace between them; none is empty or has whitespace around it.
    """
    starts, ends = paragraphs[:, 0].astype(np.int64), paragraphs[:, 1].astype(np.int64)
    cuts = _with_words(text, chars, starts, _cuts(text, chars, starts, ends))
    begin = np.sort(np.concatenate([starts, cuts.nexts]))
    end = np.sort(np.concatenate([ends, cuts.ends]))
    paragraph = np.searchsorted(starts, begin, "right") - 1
    return np.stack([begin, end], axis=1).astype(np.int32), paragraph.astype(np.int32)


def _candidates(chars: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> _Candidates:
    at = np.flatnonzero((chars == STOP) | (chars == ord("?")) | (chars == ord("!")) | (chars == ord("…")))
    if not (at.size and starts.size):
        return _Candidates(*np.empty((4, 0), np.int64))
    breaks = np.append(at[1:] != at[:-1] + 1, True)
    last = at[breaks]
    first = at[np.append(True, breaks[:-1])]
    paragraph = np.searchsorted(starts, last, "right") - 1
    runs = _Candidates(first, last, starts[paragraph], ends[paragraph])
    return runs.where((paragraph >= 0) & (last + 1 < runs.stop))


def _cuts(text: str, chars: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> _Cuts:
    """All cuts, ordered; where the next sentence begins is unique."""
    runs = _candidates(chars, starts, ends)
    after = runs.last + 1
    kind = classes_at(chars, after)
    closed = np.flatnonzero(kind == CLOSER)
    after[closed] += 1
    kind[closed] = classes_at(chars, after[closed])
    following = classes_at(chars, after + 1)
    spaced = kind == SPACE
    clear = spaced & (following == UPPER) & (after < runs.stop)
    inside_word = (kind >= UPPER) & (kind <= DIGIT)
    hopeless = inside_word | (spaced & ((following == LOWER) | (following == TERMINATOR)))
    hard = runs.where(~clear & ~hopeless)
    thought = [_cut(text, *run) for run in zip(*(column.tolist() for column in hard), strict=True)]
    found = np.array([cut for cut in thought if cut], np.int64).reshape(-1, 2)
    kept = after[_confirmed(text, chars, runs, after, clear)]
    cut_ends = np.concatenate([kept, found[:, 0]])
    nexts, order = np.unique(np.concatenate([kept + 1, found[:, 1]]), return_index=True)
    return _Cuts(cut_ends[order], nexts)


def _confirmed(
    text: str, chars: NDArray[np.uint32], runs: _Candidates, after: NDArray[np.int64], clear: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """The clear cases without the full stops of abbreviations; a space stands at `after`, then a capital."""
    single = np.flatnonzero(clear & (runs.first == runs.last) & (chars[runs.last] == STOP))
    asked = single[doubtful(chars, runs.last[single])]
    columns = (runs.start[asked], runs.last[asked], after[asked] + 1)
    confirmed = clear.copy()
    confirmed[asked] = [ends_sentence(text, *one) for one in zip(*(column.tolist() for column in columns), strict=True)]
    return confirmed


def _cut(text: str, first: int, last: int, start: int, stop: int) -> tuple[int, int] | None:
    """Where the sentence ends whose terminators are text[first:last+1], and where the next begins, if it does."""
    end = _match_end(_TAIL, text, last + 1, stop)
    at = _match_end(_SPACES, text, end, stop)
    if at == end:
        return None
    while at < stop and (aside := _ASIDE.match(text, at, stop)) and not _OWN_SENTENCE.search(aside[0][:-1]):
        end = aside.end()
        at = _match_end(_SPACES, text, end, stop)
    if at == end or at >= stop or not _begins(text, at, stop):
        return None
    mark = text[first : last + 1]
    if mark == ".":
        return (end, at) if ends_sentence(text, start, first, at) else None
    trails_off = "…" in mark or ".." in mark
    return None if trails_off and text[at].isdigit() else (end, at)


def _match_end(pattern: re.Pattern[str], text: str, at: int, stop: int) -> int:
    found = pattern.match(text, at, stop)
    return found.end() if found else at


def _begins(text: str, at: int, stop: int) -> bool:
    """Whether a sentence can begin here: a capital, a digit or a letter without case, after quotes and bullets."""
    first = _match_end(_LEAD, text, at, stop)
    if first >= stop:
        return False
    return text[first].isdigit() or (text[first].isalpha() and not text[first].islower())


def _with_words(text: str, chars: NDArray[np.uint32], starts: NDArray[np.int64], cuts: _Cuts) -> _Cuts:
    """The cuts less those after a sentence without a letter or digit: `... Et puis` is one sentence."""
    paragraph = np.searchsorted(starts, cuts.nexts, "right") - 1
    begin = np.maximum(starts[paragraph], np.append(0, cuts.nexts[:-1]))
    kind = classes_at(chars, begin)
    suspect = (cuts.ends - begin <= _SHORT) & ~((kind >= UPPER) & (kind <= DIGIT))
    wordless = [i for i in np.flatnonzero(suspect) if not any(map(str.isalnum, text[begin[i] : cuts.ends[i]]))]
    return _Cuts(np.delete(cuts.ends, wordless), np.delete(cuts.nexts, wordless)) if wordless else cuts
