"""All that is wrong with the metadata, told in one go."""

from __future__ import annotations

from collections.abc import Iterable

from partcode.errors import Location, MetadataError, closest, headed


class Problems:
    """Collects what is wrong; `check` raises one MetadataError for everything collected."""

    def __init__(self) -> None:
        self.found: list[MetadataError] = []

    def add(self, where: Location, message: str, hint: str = "") -> None:
        """Note a problem at its place."""
        self.found.append(MetadataError(headed(message), where=where, hint=headed(hint)))

    def unknown(self, where: Location, what: str, given: str, known: Iterable[str]) -> None:
        """Note that `given` is none of `known`, with the nearest of them or all of them."""
        known = list(known)
        near = closest(given, known)
        hint = f"did you mean {near}?" if near else f"one of: {', '.join(known)}" if known else ""
        self.add(where, f"unknown {what} {given!r}", hint)

    def check(self) -> None:
        """Raises MetadataError when there is a problem, with the place of the first."""
        if not self.found:
            return
        if len(self.found) == 1:
            raise self.found[0]
        first, *others = sorted(self.found, key=lambda error: _order(error.where))
        lines = [first.message, *([f"  {first.hint}"] if first.hint else []), *map(str, others)]
        raise MetadataError("\n".join(lines), where=first.where)


def _order(where: Location | None) -> tuple[str, int, int]:
    return (where.path, where.line or 0, where.column or 0) if where else ("", 0, 0)
