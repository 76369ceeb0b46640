"""What every match of a regular expression holds, so that most sentences need not be searched for one.

Only plain syntax is read: of an expression with anything else in it nothing is known, and it is looked for everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

# What is written in these stands inside one word. ß is not among them: what it is without regard to case is no letter
# to all versions of Unicode; nor are the digits of other scripts.
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœ")
_SAME = str.maketrans("ſİı", "sii")  # other letters that are one of these without regard to case
_LEAST = 2  # of them: one alone is in most sentences, and the t of a-t-il is in no word
_MOST, _LONGEST = 64, 40  # ways to write a stretch, and its characters: what comes after begins a new one

Way = tuple[str, ...]  # expressions of one character each, as they are written
Ways = tuple[Way, ...]


class Required(NamedTuple):
    """What there is no match without: for each of `words` a word of the sentence that holds one of its strings, and
    in the sentence what the expression `text` finds ("" where nothing more is known)."""

    words: tuple[frozenset[str], ...]
    text: str


class _Part(NamedTuple):
    """A part of an expression: all `ways` in which its match can be written; None where there are too many to say:
    then the match holds one way of each of the `needs`."""

    ways: Ways | None
    needs: tuple[Ways, ...] = ()


_TOKEN = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<group>\((?![?*])|\(\?(?:[:>]|P<\w+>))|(?P<close>\))|(?P<either>\|)"
    r"|(?P<times>(?:[?*+]|\{(?P<least>[0-9]+)(?P<most>,[0-9]*)?\})[?+]?)"
    r"|(?P<nothing>[\^$]|\\[bBAZ])|(?P<earlier>\\[1-9][0-9]*)"
    r"|(?P<char>[^\\\[\](){}|?*+^$]|\\[dDsSwW]|\\[!-/:-@\[-`{-~]|\[\^?(?:[^\\\[\]]|\\.)+\])",
    re.DOTALL,
)
_EMPTY = _Part(((),))
_ANYTHING = _Part(None)
# Characters that are in nearly every sentence.
_FREQUENT = re.compile(r"[. ]|\\[wWsSD]|\[\^|\[.*(?:[^\W\d_]| |\\[^d\W])", re.DOTALL)


def required(source: str) -> Required:
    """What is required by an expression that can be compiled."""
    needs = _needs(_read(source))
    words = dict.fromkeys(frozenset(_runs(ways)) for ways in needs if _in_words(ways))
    rare = [ways for ways in needs if _is_rare(ways) and not (_in_words(ways) and all(map(_is_run, ways)))]
    shortest = min(rare, key=lambda ways: len(ways), default=())
    return Required(tuple(words), "|".join(map("".join, shortest)))


def plain(text: str) -> str:
    """A text, folded character by character, in the letters of LETTERS: it has a string of them wherever an expression
    that doesn't regard case finds the string in the text as it is written."""
    return text.translate(_SAME)


class _Group:
    """A group that is open: its alternatives so far, and the parts of the last one."""

    def __init__(self, look: bool) -> None:
        self.look = look
        self.branches: list[_Part] = []
        self.parts: list[_Part] = []

    def branch(self) -> None:
        """The last alternative is complete."""
        self.branches.append(_in_a_row(self.parts))
        self.parts = []

    def closed(self) -> _Part:
        """What the group makes; a look to one side takes no text."""
        self.branch()
        return _EMPTY if self.look else _either(self.branches)


def _read(source: str) -> _Part:
    """The whole expression; anything at all where a part of it isn't known."""
    groups = [_Group(look=False)]
    end, repeated = 0, False
    while end < len(source):
        token = _TOKEN.match(source, end)
        if token is None or (token["times"] and (repeated or not groups[-1].parts)):
            return _ANYTHING
        end, repeated = token.end(), token["times"] is not None
        if not _take(token, groups):
            return _ANYTHING
    return groups[0].closed() if len(groups) == 1 else _ANYTHING


def _take(token: re.Match[str], groups: list[_Group]) -> bool:
    """Put a token in its place; False for a bracket that closes nothing."""
    parts = groups[-1].parts
    if token["look"] or token["group"]:
        groups.append(_Group(look=bool(token["look"])))
    elif token["close"]:
        closed = groups.pop().closed()
        if not groups:
            return False
        groups[-1].parts.append(closed)
    elif token["either"]:
        groups[-1].branch()
    elif token["times"]:
        parts.append(_repeated(parts.pop(), token))
    elif token["nothing"]:
        parts.append(_EMPTY)
    else:
        parts.append(_Part(((token["char"],),)) if token["char"] else _ANYTHING)
    return True


def _repeated(part: _Part, token: re.Match[str]) -> _Part:
    sign, least = token["times"][0], token["least"]
    if sign == "?":
        return _Part(tuple(dict.fromkeys((*part.ways, ())))) if part.ways else _ANYTHING
    return _ANYTHING if sign == "*" or (least and int(least) == 0) else _Part(None, _needs(part))


def _needs(part: _Part) -> tuple[Ways, ...]:
    return part.needs if part.ways is None else (part.ways,)


def _in_a_row(parts: Sequence[_Part]) -> _Part:
    """One part after another: stretches of which all ways are known, and what the parts between them need."""
    needs: list[Ways] = []
    stretch: Ways = ((),)
    for part in parts:
        ways = part.ways or ((),)
        if part.ways and len(stretch) * len(ways) <= _MOST and max(map(len, stretch)) < _LONGEST:
            stretch = tuple(dict.fromkeys(before + after for before, after in product(stretch, ways)))
        else:
            needs += [stretch, *part.needs]
            stretch = ways
    return _Part(None, (*needs, stretch)) if needs else _Part(stretch)


def _either(branches: Sequence[_Part]) -> _Part:
    """One part or another: where not all ways can be said, one need of each, all of the same sort."""
    if len(branches) == 1:
        return branches[0]
    if all(branch.ways for branch in branches):
        ways = tuple(dict.fromkeys(way for branch in branches for way in branch.ways or ()))
        return _Part(ways) if len(ways) <= _MOST else _Part(None, (ways,))
    for sort in (_in_words, _is_rare):
        fitting = [list(filter(sort, _needs(branch))) for branch in branches]
        if all(fitting):
            return _Part(None, (tuple(dict.fromkeys(way for needs in fitting for way in min(needs, key=len))),))
    return _ANYTHING


def _is_rare(ways: Ways) -> bool:
    """Whether many sentences hold none of them."""
    return not any(all(map(_FREQUENT.match, way)) for way in ways)


def _in_words(ways: Ways) -> bool:
    return all(len(run) >= _LEAST for run in _runs(ways))


def _is_run(way: Way) -> bool:
    return all(char.lower() in LETTERS for char in way)


def _runs(ways: Ways) -> Iterator[str]:
    """The longest run of letters of each way."""
    for way in ways:
        letters = (char.lower() if char.lower() in LETTERS else " " for char in way)
        yield max("".join(letters).split(" "), key=len)
