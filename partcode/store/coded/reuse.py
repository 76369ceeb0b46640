"""What of earlier codings holds for another version of their codebook, as the store hands it out and copies it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from partcode.coding.references import Portion
from partcode.store.coded import applications, copying
from partcode.store.file.connection import transaction
from partcode.store.rows import CodebookRows, Donor


class Reuse:
    """The codings of one open database that need not be made again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def donors(self, codebook: str, settings: Mapping[int, str]) -> dict[int, Donor]:
        """Of versions and their settings, those that any codebook of that id was applied to: the latest, by version."""
        return applications.donors(self._connection, codebook, settings)

    def changed(self, sha256: str, donor: str) -> Portion:
        """What of a stored codebook has no equal in another one; both by their sha256."""
        return applications.changed(self._connection, sha256, donor)

    def copy(
        self, rows: CodebookRows, lenders: Sequence[CodebookRows], donor: str, pairs: Iterable[tuple[int, int]]
    ) -> None:
        """Copy what a codebook has in common with `donor` (a sha256) between applications, (the donor's, new) `pairs`;
        `lenders` are the codebooks that it uses."""
        with transaction(self._connection):
            copying.copy(self._connection, rows, lenders, donor, pairs)
