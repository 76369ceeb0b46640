"""What is still to be coded: which versions with which codebooks, and what can be taken over from earlier ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from partcode.coding.references import Portion, needed_codes
from partcode.model import Codebook
from partcode.store import CodebookRows, Donor, Store


class Pending(NamedTuple):
    """Codebooks that have not been applied to some `versions`.

    `donors` has the sha256 of the version of each codebook that was applied to all of them, "" for none, and
    `taken` the applications of that, by codebook and version.
    """

    codebooks: tuple[Codebook, ...]
    donors: tuple[str, ...]
    versions: tuple[int, ...]
    taken: tuple[Mapping[int, int], ...]


class Stored(NamedTuple):
    """Codebooks in the store: the rows of each by its sha256, and the portion of each that must be matched, of those
    that have a donor."""

    rows: Mapping[str, CodebookRows]
    changed: Mapping[str, Portion]

    def lenders(self, book: Codebook) -> list[CodebookRows]:
        """The rows of the codebooks that one uses."""
        return [self.rows[used.sha256] for used in book.uses if used.sha256 in self.rows]


def pending(store: Store, codebooks: Sequence[Codebook], settings: Mapping[int, str]) -> list[Pending]:
    """What has to be done for the versions in `settings`: versions for which it is the same stand together."""
    donors: list[dict[int, Donor]] = []
    missing: list[set[int]] = []
    for book in codebooks:
        done = store.applications(book.sha256, settings)
        missing.append(settings.keys() - done.keys())
        donors.append(store.reuse.donors(book.id, {version: settings[version] for version in missing[-1]}))
    groups: dict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
    for version in settings:
        work = [(number, _sha(donors[number].get(version))) for number, of in enumerate(missing) if version in of]
        if work:
            groups[tuple(work)].append(version)
    return [_pending(codebooks, donors, work, versions) for work, versions in groups.items()]


def _sha(donor: Donor | None) -> str:
    return donor.sha256 if donor else ""


def _pending(
    codebooks: Sequence[Codebook],
    donors: Sequence[Mapping[int, Donor]],
    work: Sequence[tuple[int, str]],
    versions: Sequence[int],
) -> Pending:
    return Pending(
        tuple(codebooks[number] for number, _ in work),
        tuple(sha for _, sha in work),
        tuple(versions),
        tuple(
            {version: donors[number][version].application for version in versions} if sha else {}
            for number, sha in work
        ),
    )


def add_codebooks(store: Store, work: Pending) -> Stored:
    """Store the codebooks, with those that they borrow from, and find what has changed in them."""
    with store.transaction():
        books = needed_codes([(book, Portion.whole(book)) for book in work.codebooks])
        rows = {book.sha256: store.add_codebook(book) for book, _ in books}
    return Stored(rows, dict(_changed(store, work)))


def _changed(store: Store, work: Pending) -> Iterator[tuple[str, Portion]]:
    for book, donor in zip(work.codebooks, work.donors, strict=True):
        if donor:
            yield book.sha256, store.reuse.changed(book.sha256, donor)
