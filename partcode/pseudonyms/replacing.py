"""Pseudonyms put in the place of names so that the sentence around them stays right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partcode.pseudonyms.edits import Edit, Edits
from partcode.pseudonyms.finder import Finder, Hit, Known, Spans
from partcode.pseudonyms.letters import EITHER, VOWELS, plain
from partcode.pseudonyms.names import ELIDED

_LONGEST = 10  # characters of the word before a name that changes with it
_FULL = {
    "d": "de", "l": "le", "qu": "que", "jusqu": "jusque", "lorsqu": "lorsque", "puisqu": "puisque",
    "quoiqu": "quoique", "s": "se", "n": "ne",
}  # fmt: skip
_CUT = {"de": "d'", "que": "qu'", "jusque": "jusqu'", "lorsque": "lorsqu'", "puisque": "puisqu'"}
_ELIDED = re.compile(rf"(?<![^\W_])({'|'.join(_FULL)})['’]$", re.IGNORECASE)
_WHOLE = re.compile(rf"(?<![^\W_])({'|'.join(_CUT)})[ \u00a0]$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’](?=[ \u00a0][^\W\d_])")
_SIBILANTS = ("s", "x", "z")
_QUOTES = "'‘’"


def edits(text: str, finder: Finder, labels: Spans = (), known: Known | None = ()) -> Edits:
    """All that pseudonyms change in a text. `labels` and `known` as for Finder.find."""
    hits = finder.find(text, labels, known)
    found: list[Edit] = []
    for hit in hits:
        if hit.form.name.pseudonym:
            found += _of_hit(hit, text, found[-1].end if found else 0)
    return Edits(edit for edit in found if edit.old != edit.new)


def edits_of_path(path: str, finder: Finder) -> Edits:
    """What pseudonyms change in the path of a file, where names are written in any case and joined by _ or not."""
    hits = finder.find_anywhere(path)
    return Edits(edit for hit in hits if hit.form.name.pseudonym for edit in _plain_edits(hit, path))


def _of_hit(hit: Hit, text: str, after: int) -> list[Edit]:
    found = list(_plain_edits(hit, text))
    found[0] = _with_elision(found[0], text[max(after, hit.start - _LONGEST) : hit.start])
    found[-1] = _with_possessive(found[-1], text, hit)
    return found


def _plain_edits(hit: Hit, text: str) -> Iterator[Edit]:
    """Part by part where name and pseudonym have as many; else the whole."""
    if len(hit.form.others) < len(hit.form.chunks):
        start, end = _with_edges(hit, text)
        yield _edit(start, text[start:end], hit.form.others[0], hit.form.chunks[0].text)
        return
    at = 0
    for chunk, other in zip(hit.form.chunks, hit.form.others, strict=True):
        start, end = hit.words[at].start, hit.words[at + chunk.words - 1].end
        elided = ELIDED.match(text[start:end]) and ELIDED.match(other)
        kept = elided.end() if elided else 0  # the text has its own apostrophe
        yield _edit(start + kept, text[start + kept : end], other[kept:], chunk.text[kept:])
        at += chunk.words


def _edit(start: int, old: str, other: str, name: str) -> Edit:
    """The pseudonym in the case of the text, with the line breaks that the name had."""
    return Edit(start, old, _cased(other, old, name) + "\n" * old.count("\n"))


def _with_edges(hit: Hit, text: str) -> tuple[int, int]:
    """The span of a hit with the quotes or brackets that belong to the name."""
    before, after = hit.form.around
    whole = text.endswith(before, 0, hit.start) and text.startswith(after, hit.end)
    return (hit.start - len(before), hit.end + len(after)) if whole else (hit.start, hit.end)


def _cased(other: str, written: str, name: str) -> str:
    """In capitals or small letters where the text writes the name so and the key doesn't."""
    if len(written) > 1 and written.isupper() and not name.isupper():
        return other.upper()
    return other.lower() if written.islower() and not name.islower() else other


def _with_elision(edit: Edit, before: str) -> Edit:
    """d'Amina is de Bintou, and de Bintou d'Amina; `before` is what stands before the name."""
    first, begins = plain(edit.new)[:1], plain(edit.old)[:1]
    if (found := _ELIDED.search(before)) and first not in VOWELS | EITHER:
        small = found[1].lower()
        instead = _like(_FULL[small], found[1], edit.new) + " "
    elif (found := _WHOLE.search(before)) and first in VOWELS and begins not in VOWELS | EITHER:
        instead = _like(_CUT[found[1].lower()], found[1], edit.new)
    else:
        return edit
    return Edit(edit.start - len(found[0]), found[0] + edit.old, instead + edit.new)


def _like(word: str, written: str, following: str) -> str:
    if written.isupper() and (len(written) > 1 or following.isupper()):
        return word.upper()
    return word.capitalize() if written[0].isupper() else word


def _with_possessive(edit: Edit, text: str, hit: Hit) -> Edit:
    """James' is Peter's."""
    ends = plain(edit.old)[-1:] in _SIBILANTS and plain(edit.new)[-1:] not in _SIBILANTS
    quoted = hit.start > 0 and text[hit.start - 1] in _QUOTES
    if not ends or quoted or not (found := _POSSESSIVE.match(text, edit.end)):
        return edit
    return Edit(edit.start, edit.old + found[0], edit.new + found[0] + ("S" if edit.new.isupper() else "s"))
