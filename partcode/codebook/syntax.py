"""The pattern language: a pattern string to its parts, every error at its character.

word  "exact words"  negotiat*  a b c  a ..3 b  [optional]  (this|that one)  <list>
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from partcode.model.codebook import Atom, Step
from partcode.words.forms import APOSTROPHES, JOINERS, is_word_char, words_of

MAX_GAP = 30
MAX_NESTING = 10
MIN_PREFIX = 2

_CLOSERS = {"(": ")", "[": "]"}
_GAP = re.compile(r"\.\.(?P<words>\d*)(?P<rest>[^\s()\[\]|]*)")
_NAME = re.compile(r"<(?P<name>[^<>]*)>")
_PLAIN = re.compile(r"([^\W_]+)(?:\s+|(?=[|)\]]|$))")  # most words are letters alone, and end at once
_REST = "ʘ"  # a letter for the rest of a word, so that `co-e*` isn't split or stripped as the whole word would be
_HINTS = dict.fromkeys("“”«»„", 'exact words go between straight quotes: "no audit"') | dict.fromkeys(
    "'’‘", 'exact words go between double quotes: "no audit"'
)
_LITERAL_HINT = 'leave it out, or quote the exact words: "no audit, no money"'


class PatternError(Exception):
    """A pattern can't be meant as it stands; `offset` is the character."""

    def __init__(self, code: str, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.offset, self.message, self.hint = code, offset, message, hint


class Words(NamedTuple):
    """Adjacent words, one step each."""

    offset: int
    steps: tuple[Step, ...]


class Gap(NamedTuple):
    offset: int
    words: int


class Choice(NamedTuple):
    """(this|that one), or [this|that] when `optional`."""

    offset: int
    options: tuple[Series, ...]
    optional: bool


class ListName(NamedTuple):
    offset: int
    name: str


Part = Words | Gap | Choice | ListName
Series = tuple[Part, ...]


def exact(text: str, offset: int = 0) -> Words:
    """The very forms of the words of `text`. Raises PatternError when it holds none."""
    steps = tuple(_step("form", word.form) for word in words_of(unicodedata.normalize("NFC", text)))
    if not steps:
        raise PatternError("PC301", offset, "no word here", "a word has a letter or a digit")
    return Words(offset, steps)


def read(source: str) -> Series:
    """The parts of a pattern in order. Raises PatternError."""
    return _Reader(source).whole()


def names(series: Series) -> Iterator[ListName]:
    """Every list that the parts use."""
    for part in series:
        if isinstance(part, ListName):
            yield part
        elif isinstance(part, Choice):
            for option in part.options:
                yield from names(option)


def _step(kind: str, text: str) -> Step:
    return Step(frozenset({Atom(kind, text)}))  # type: ignore[arg-type]  # callers pass literals


@lru_cache(maxsize=1 << 16)  # the same words come in a codebook again and again
def _lemmas(text: str) -> tuple[Step, ...]:
    """A step for each word of a bare text, without quotes or spaces."""
    text = unicodedata.normalize("NFC", text)
    forms = [word.form for word in words_of(text)]
    if text[-1] in APOSTROPHES:
        # l' alone is a word of its own; parents' is parents.
        elided = [word.form for word in words_of(text + _REST)]
        forms = elided[:-1] if elided[-1:] == [_REST] else forms
    return tuple(_step("lemma", form) for form in forms)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def whole(self) -> Series:
        series = self._series(depth=0)
        if self.at < len(self.source):
            self._stray(self.source[self.at])
        if not series:
            raise PatternError("PC301", 0, "the pattern is empty", "write a word, or leave the pattern out")
        return series

    def _stray(self, char: str) -> None:
        if char == "|":
            raise PatternError(
                "PC308", self.at, "| stands outside brackets", "alternatives go in brackets: (fund|grant)"
            )
        raise PatternError("PC304", self.at, f"nothing was opened that {char} closes", _LITERAL_HINT)

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _series(self, depth: int) -> Series:
        """Parts up to the end, a `|` or a closing bracket."""
        parts: list[Part] = []
        self._skip_space()
        while self._peek() not in "|)]":  # which holds the end as well: ""
            if plain := _PLAIN.match(self.source, self.at):
                self.at = plain.end()
                parts.append(Words(plain.start(), _lemmas(plain[1])))
                continue
            part = self._part(depth)
            if isinstance(part, Gap) and parts and isinstance(parts[-1], Gap):
                raise PatternError("PC306", part.offset, "two gaps in a row", "write one: ..5")
            parts.append(part)
            self._end_of_part()
            self._skip_space()
        return tuple(parts)

    def _skip_space(self) -> None:
        while self._peek().isspace():
            self.at += 1

    def _end_of_part(self) -> None:
        """A part ends at a space, a bar, a closing bracket or the end: `partner(s)` isn't meant as two."""
        char = self._peek()
        if not char or char.isspace() or char in "|)]":
            return
        if char in '([<"' or char.isalnum() or self.source.startswith("..", self.at):
            raise PatternError(
                "PC315", self.at, f"a space is missing before {char}", "parts stand apart: with [the] money"
            )
        self._unexpected(char)

    def _unexpected(self, char: str) -> None:
        if char == "*":
            raise PatternError("PC307", self.at, "a star ends the beginning of a word", "negotiat*")
        if char == "/":
            raise PatternError(
                "PC314", self.at, "/ means nothing here", "a regular expression is the whole pattern: /…/"
            )
        if char == ">":
            self._stray(char)
        raise PatternError("PC302", self.at, f"{char} means nothing in a pattern", _HINTS.get(char, _LITERAL_HINT))

    def _part(self, depth: int) -> Part:
        char = self._peek()
        if char in _CLOSERS:
            return self._choice(char, depth + 1)
        if char == '"':
            return self._quoted()
        if char == "<":
            return self._list_name()
        if self.source.startswith("..", self.at):
            return self._gap()
        return self._bare()

    def _choice(self, opener: str, depth: int) -> Choice:
        start = self.at
        if depth > MAX_NESTING:
            raise PatternError("PC316", start, f"brackets nested deeper than {MAX_NESTING}", "use a list: <name>")
        options: list[Series] = []
        while not options or self._peek() == "|":
            self.at += 1
            options.append(self._series(depth))
            if not options[-1] and self._peek():
                raise PatternError("PC308", self.at, f"nothing stands before {self._peek()}", "optional words: [the]")
        if self._peek() != _CLOSERS[opener]:
            raise PatternError("PC303", start, f"{opener} is never closed", f"add {_CLOSERS[opener]}")
        self.at += 1
        return Choice(start, tuple(options), opener == "[")

    def _quoted(self) -> Words:
        start = self.at
        end = self.source.find('"', start + 1)
        if end < 0:
            raise PatternError("PC303", start, "the quote is never closed", 'add "')
        self.at = end + 1
        return exact(self.source[start + 1 : end], start)

    def _list_name(self) -> ListName:
        start = self.at
        found = _NAME.match(self.source, start)
        if not found:
            raise PatternError("PC303", start, "< is never closed", "a list is named so: <money>")
        self.at = found.end()
        return ListName(start, found["name"].strip())

    def _gap(self) -> Gap:
        start = self.at
        found = _GAP.match(self.source, start)
        assert found is not None  # the caller saw the two dots
        digits = found["words"]
        if not digits or found["rest"] or len(digits) > 3 or not 1 <= int(digits) <= MAX_GAP:
            raise PatternError("PC305", start, f"a gap is ..1 to ..{MAX_GAP} words", "withhold ..4 money")
        self.at = found.end()
        return Gap(start, int(digits))

    def _bare(self) -> Words:
        """A word, its elided or inverted neighbours split off (d'accord), or a beginning (negotiat*)."""
        start = self.at
        text = self._bare_text()
        if self._peek() == "*":
            return self._prefix(start, unicodedata.normalize("NFC", text))
        steps = _lemmas(text)
        if not steps:
            raise PatternError("PC301", start, "no word here", _LITERAL_HINT)
        return Words(start, steps)

    def _bare_text(self) -> str:
        taken: list[str] = []
        while char := self._peek():
            if char == "\\":
                char = self._escaped()
            elif not (is_word_char(char) or self._joins(char, bool(taken))):
                break
            taken.append(char)
            self.at += 1
        if not taken:
            self._unexpected(self._peek())
        return "".join(taken)

    def _escaped(self) -> str:
        """The special character after a backslash, which then is mere punctuation."""
        self.at += 1
        char = self._peek()
        if not char or is_word_char(char) or char.isspace():
            hint = "a regular expression goes between slashes: /…/"
            raise PatternError("PC302", self.at - 1, "\\ stands before no special character", hint)
        return char

    def _joins(self, char: str, inside: bool) -> bool:
        """Whether an apostrophe, hyphen, middot or dot belongs to the word being read."""
        if char not in JOINERS or not inside:
            return False
        after = self.source[self.at + 1 : self.at + 2]
        return bool(after and is_word_char(after)) or char in APOSTROPHES

    def _prefix(self, start: int, text: str) -> Words:
        star = self.at
        self.at += 1
        *before, last = [word.form for word in words_of(text + _REST)] or [_REST]
        prefix = last.removesuffix(_REST)
        if sum(map(is_word_char, prefix)) < MIN_PREFIX:
            message = f"at least {MIN_PREFIX} letters stand before a star"
            raise PatternError("PC307", star, message, "negotiat*")
        if self._peek() and is_word_char(self._peek()):
            raise PatternError("PC307", star, "a star only ends a word", "negotiat*")
        return Words(start, (*(_step("lemma", form) for form in before), _step("prefix", prefix)))
