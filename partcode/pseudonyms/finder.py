"""Where the names of a key stand in a text: the longest first, whole words only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from partcode.errors import PseudonymError
from partcode.pseudonyms.letters import Word, is_common, mark, words
from partcode.pseudonyms.names import Form, Name, forms_of

_HYPHENS = "-‐‑"
_CONTRACTED = re.compile(r"['’]t\b", re.IGNORECASE)  # Don't is no Don
_DIVIDED = re.compile(rf"(?<=[^\W\d_])[{_HYPHENS}]\n[^\S\n]*(?=[^\W\d_])")
_FAR = 1_000_000  # characters, longer than any label
_SHORT = 2  # letters up to which a word counts as an ordinary one

Spans = Sequence[tuple[int, int]]
Known = Sequence[Collection[Name]]


class InDoubt(PseudonymError):
    """A name that may be two persons'; `start` is where it stands in the text."""

    start = 0


class Hit(NamedTuple):
    """A form found: `words` are those of the text."""

    form: Form
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class Finder:
    """Looks for all forms of the names of a key."""

    def __init__(self, names: Iterable[Name]) -> None:
        stated: dict[object, list[Form]] = {}
        derived: defaultdict[object, list[Form]] = defaultdict(list)
        for name in names:
            own, parts = forms_of(name)
            for form in own:
                stated.setdefault(_key(form), [form])
            for form in parts:
                derived[_key(form)].append(form)
        self.forms = {**derived, **stated}
        self._by_first: defaultdict[str, list[list[Form]]] = defaultdict(list)
        for forms in self.forms.values():
            self._by_first[forms[0].words[0]].append(forms)
        for found in self._by_first.values():
            found.sort(key=lambda forms: (-len(forms[0].words), forms[0].labels))
        self._words = frozenset(word for forms in self.forms.values() for word in forms[0].words)

    def find(self, text: str, labels: Spans = (), known: Known | None = ()) -> list[Hit]:
        """The names in a text, in order, none over another. `labels` are where speakers' labels stand; `known`
        are the persons of the document, the nearest first, who say which of two a shared first name means.
        Raises PseudonymError where nobody can say; with None the first is taken."""
        found = self._read(text)
        hits = list(self._hits(text, found, labels, known))
        covered = {word.start for hit in hits for word in hit.words}
        return [hit for hit in hits if not _in_another_name(hit, text, found, covered)]

    def find_anywhere(self, text: str) -> list[Hit]:
        """As `find`, but small letters count too, and parts of hyphenated words: for names of files."""
        return list(self._hits(text, self._read(text), (), None, anywhere=True))

    def left(self, text: str) -> list[Hit]:
        """What of the names with pseudonyms can still be read, also within hyphenated words."""
        return [hit for hit in self._hits(text, self._read(text), (), None) if hit.form.name.pseudonym]

    def people(self, text: str) -> frozenset[Name]:
        """The names of the key that a text gives in a form that only one of them has."""
        hits = self._hits(text, self._read(text), (), None)
        return frozenset(hit.form.name for hit in hits if len(self.forms[_key(hit.form)]) == 1)

    def _read(self, text: str) -> list[Word]:
        """The words of a text; the halves of a name that the end of a line divides are one."""
        found = words(text)
        for place in reversed(list(_DIVIDED.finditer(text))):
            at = bisect_right(found, place.start(), key=lambda word: word.start)
            first, second = found[at - 1], found[at]
            whole = first.plain + second.plain
            if whole in self._words and not self._words.issuperset((first.plain, second.plain)):
                found[at - 1 : at + 1] = [Word(first.start, second.end, whole)]
        return found

    def _hits(
        self,
        text: str,
        found: Sequence[Word],
        labels: Spans,
        known: Known | None,
        *,
        anywhere: bool = False,
    ) -> Iterator[Hit]:
        after = 0
        for index, word in enumerate(found):
            if index < after:
                continue
            for forms in self._by_first.get(word.plain, ()):
                run = tuple(found[index : index + len(forms[0].words)])
                if _is_there(forms[0], run, text, labels, anywhere=anywhere):
                    yield Hit(forms[0] if known is None else _meant(forms, known, run[0].start), run)
                    after = index + len(run)
                    break


def _key(form: Form) -> object:
    return form.words, form.marks, form.initials, form.labels


def _is_there(form: Form, run: tuple[Word, ...], text: str, labels: Spans, *, anywhere: bool) -> bool:
    if tuple(word.plain for word in run) != form.words or (form.labels and not _inside(run, labels)):
        return False
    if _CONTRACTED.match(text, run[-1].end):
        return False
    for i, (one, other) in enumerate(pairwise(run)):
        between = text[one.end : other.start]
        expected = "." if i in form.initials else ""
        if between.count("\n") > 1 or mark(between) != expected + form.marks[i]:
            return False
    if form.initials and not all(text[run[i].start].isupper() for i in form.initials):
        return False
    last = len(run) - 1
    if last in form.initials and not (text.startswith(".", run[last].end) or _inside(run, labels)):
        return False
    return anywhere or _is_written_so(form, run, text)


def _is_written_so(form: Form, run: tuple[Word, ...], text: str) -> bool:
    """Whether capitals are where a name needs them: words that are ordinary, too, must have theirs."""
    written, first = text[run[0].start : run[-1].end], form.chunks[0].text
    ordinary = all(is_common(word) or len(word) <= _SHORT for word in form.words)
    if ordinary and (form.labels or (len(form.words) == 1 and len(first) > 1 and first.isupper())):
        return written.isupper()
    return not (ordinary and first[:1].isupper() and written[0].islower())


def _inside(run: tuple[Word, ...], labels: Spans) -> bool:
    at = bisect_right(labels, (run[0].start, run[-1].end + _FAR)) - 1
    return at >= 0 and run[-1].end <= labels[at][1]


def _meant(forms: Sequence[Form], known: Known, start: int) -> Form:
    """The one form that can be meant."""
    if len({form.others for form in forms}) == 1:
        return forms[0]
    for people in known:
        among = [form for form in forms if form.name in people]
        if len({form.others for form in among}) == 1:
            return among[0]
    names = " or ".join(f"{form.name.name} (line {form.name.line})" for form in forms)
    written = " ".join(chunk.text for chunk in forms[0].chunks)
    hint = f"give them one and the same pseudonym for it, or {written} a row of its own"
    error = InDoubt(f"{written} may be {names}", hint=hint)
    error.start = start
    raise error


def _in_another_name(hit: Hit, text: str, found: Sequence[Word], covered: Collection[int]) -> bool:
    """Whether the hit is half of a hyphenated name that the key doesn't have: Jean of Jean-Baptiste."""
    return any(text[word.start].isupper() and word.start not in covered for word in _joined(hit, text, found))


def _joined(hit: Hit, text: str, found: Sequence[Word]) -> Iterator[Word]:
    """The words that a hyphen joins to a hit."""
    if hit.start > 1 and text[hit.start - 1] in _HYPHENS:
        yield from (word for word in _near(found, hit.start) if word.end == hit.start - 1)
    if hit.end + 1 < len(text) and text[hit.end] in _HYPHENS:
        yield from (word for word in _near(found, hit.end) if word.start == hit.end + 1)


def _near(found: Sequence[Word], place: int) -> Sequence[Word]:
    at = bisect_right(found, place, key=lambda word: word.start)
    return found[max(0, at - 2) : at + 1]
