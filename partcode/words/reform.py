"""French words in the spelling of 1990 and in the traditional one: connaitre, connaître; évènement, événement."""

from __future__ import annotations

from collections.abc import Iterator

# Words that the dictionary has in both spellings, as if they were two.
_TABLE = (
    "événement évènement|événementiel évènementiel|réglementation règlementation|déréglementation dérèglementation"
    "|allégement allègement|empiétement empiètement|règlement réglement|île ile|boîte boite|saoul soûl|clé clef"
)
_PAIRS = [pair.split() for pair in _TABLE.split("|")]
OTHER_SPELLING = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}

_CHANGED = (("i", "î"), ("u", "û"), ("è", "é"), ("güe", "guë"), ("güi", "guï"))


def traditional(form: str) -> Iterator[str]:
    """What a folded form that no dictionary has may have been before 1990; not all that comes is a word."""
    return (other for new, old in _CHANGED for other in _replaced(form, new, old))


def reformed(form: str) -> Iterator[str]:
    """What a folded form may be since 1990, but for é, which mostly stays; not all that comes is right."""
    return (other for new, old in _CHANGED if old != "é" for other in _replaced(form, old, new))


def _replaced(form: str, before: str, after: str) -> Iterator[str]:
    """The form with each occurrence of some letters replaced, one at a time."""
    place = form.find(before)
    while place >= 0:
        yield form[:place] + after + form[place + len(before) :]
        place = form.find(before, place + 1)
