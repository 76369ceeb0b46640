"""Patterns as they stand in a YAML file, and the lists that they share."""

from __future__ import annotations

from collections.abc import Mapping

from partcode.codebook.expand import MAX_ALTERNATIVES, Alternative, Lookup, merged
from partcode.codebook.findings import Report, listed
from partcode.codebook.patterns import Lists, build, build_exact, is_exact, lookup_in
from partcode.codebook.syntax import ListName, PatternError
from partcode.codebook.tree import Scalar, at_offset
from partcode.model.codebook import Pattern, Step

MAX_DEPTH = 20

Written = Mapping[str, Mapping[str, tuple[Scalar, ...]]]  # name → language → entries

_UNKNOWN: Alternative = (Step(frozenset()),)  # stands for an entry already reported


def compiled(scalar: Scalar, report: Report, lookup: Lookup) -> Pattern | None:
    """The pattern of one scalar; None, with a finding at its character, when it has none."""
    where = report.where(at_offset(scalar, report, 0))
    try:
        if is_exact(scalar.value, scalar.style):
            return build_exact(scalar.value, where)
        return build(scalar.value, where, lookup)
    except PatternError as error:
        report.add(error.code, at_offset(scalar, report, error.offset), error.message, error.hint)
        return None


def patterns(scalars: tuple[Scalar, ...], report: Report, lists: Lists, language: str) -> tuple[Pattern, ...]:
    """The patterns of a rule in one language; bad ones are findings."""
    lookup = lookup_in(lists, language)
    return tuple(found for scalar in scalars if (found := compiled(scalar, report, lookup)))


def written_out(written: Written, report: Report, inherited: Lists) -> Lists:
    """Every list with its entries written out, lists inside lists too, and those of `inherited` that aren't
    written anew; bad entries are findings."""
    expander = _Expander(written, report, inherited)
    own = {
        name: {language: expander.entries(name, language, ()) for language in by_language}
        for name, by_language in written.items()
    }
    return {**inherited, **own}


class _Expander:
    def __init__(self, written: Written, report: Report, inherited: Lists) -> None:
        self.written = written
        self.report = report
        self.inherited = inherited
        self.done: dict[tuple[str, str], tuple[Alternative, ...]] = {}

    def entries(self, name: str, language: str, trail: tuple[str, ...]) -> tuple[Alternative, ...]:
        """The alternatives of a list; `trail` are the lists on whose behalf it is read."""
        key = name, language
        if key not in self.done:
            self.done[key] = self._gathered(name, language, (*trail, name))
        return self.done[key]

    def _gathered(self, name: str, language: str, trail: tuple[str, ...]) -> tuple[Alternative, ...]:
        found: list[Alternative] = []
        for scalar in self.written[name].get(language, ()):
            found.extend(self._entry(scalar, language, trail))
            if len(found) > MAX_ALTERNATIVES and len(found := [*merged(found)]) > MAX_ALTERNATIVES:
                # No pattern could use the list, and a few lines of lists inside lists would fill the memory.
                message = f"with this entry the list <{name}> has more than {MAX_ALTERNATIVES} alternatives"
                self.report.add("PC313", scalar.place, message, "split the list; single words count as one")
                return (_UNKNOWN,)
        return merged(found)

    def _entry(self, scalar: Scalar, language: str, trail: tuple[str, ...]) -> tuple[Alternative, ...]:
        def lookup(part: ListName) -> tuple[Alternative, ...]:
            if part.name not in self.written:
                known: Lists = {**self.inherited, **{name: {} for name in self.written}}
                return lookup_in(known, language)(part)
            if part.name in trail or len(trail) >= MAX_DEPTH:
                raise PatternError("PC312", part.offset, *_endless(part.name, trail))
            inner = {part.name: {language: self.entries(part.name, language, trail)}}
            return lookup_in(inner, language)(part)

        pattern = compiled(scalar, self.report, lookup)
        if pattern and pattern.regex is not None:
            self.report.add("PC314", scalar.place, "a regular expression can't stand in a list", "put it in a rule")
        return pattern.alternatives if pattern and pattern.alternatives else (_UNKNOWN,)


def _endless(name: str, trail: tuple[str, ...]) -> tuple[str, str]:
    if name not in trail:
        return f"lists inside lists go deeper than {MAX_DEPTH}", "write the words out"
    circle = (*trail[trail.index(name) :], name)
    return f"the list <{name}> uses itself", f"the circle: {listed(circle)}"
