"""The store: everything that partcode keeps, on one page. The only place with SQL is this package."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partcode.errors import StoreError
from partcode.model import Case, Codebook, DocumentInfo, Speaker, Unit
from partcode.model.codebook import Certainty
from partcode.model.columns import Prepared
from partcode.model.material import Material
from partcode.store.coded import applications, chain_tables, codebooks, derived, legends, pruning, rule_tables, runs
from partcode.store.coded import material as materials
from partcode.store.coded import matrix as matrices
from partcode.store.coded import tables as coded_tables
from partcode.store.coded.reuse import Reuse
from partcode.store.coded.segments import CodedDocument, coded_documents
from partcode.store.corpus import documents, people, reading, units, vocabulary
from partcode.store.corpus import tables as corpus_tables
from partcode.store.corpus.searching import FullText
from partcode.store.corpus.vocabulary import KnownWords
from partcode.store.decided import journal
from partcode.store.decided import tables as decided_tables
from partcode.store.decided.reviews import Reviews
from partcode.store.file import backups
from partcode.store.file import connection as connections
from partcode.store.rows import (
    ChainRow,
    CodebookRows,
    CodingBatch,
    Known,
    RunRow,
    SegmentColumns,
    Stored,
    StoredDocument,
    VersionRow,
)
from partcode.table import Cell, Table

_CORPUS_TABLES: dict[str, Callable[[sqlite3.Connection], Table]] = {
    "turns": corpus_tables.turns,
    "speakers": corpus_tables.speakers,
    "documents": corpus_tables.documents,
    "cases": corpus_tables.cases,
    "roles": corpus_tables.roles,
    "runs": corpus_tables.runs,
    "decisions": decided_tables.decided,
    "orphans": decided_tables.orphaned,
}
_CODED_TABLES: dict[str, Callable[[sqlite3.Connection, str, Certainty, Sequence[str]], Table]] = {
    "segments": coded_tables.segments,
    "evidence": coded_tables.evidence,
    "sequences": chain_tables.sequences,
    "chains": chain_tables.chains,
    "rules": rule_tables.rules,
}
TABLES = (
    "segments", "evidence", "sequences", "chains", "matrix", "turns", "speakers", "documents", "codes", "runs", "cases",
)  # fmt: skip


@contextmanager
def open_store(path: Path, *, create: bool, wait: float = connections.WAIT) -> Iterator[Store]:
    """The store in the file at `path`, made if `create`; waits `wait` seconds for other processes.

    StoreError: not a database or not partcode's, made by a newer version, locked, not writable, missing.
    """
    with connections.connected(path, create=create, wait=wait) as connection:
        yield Store(connection, path)


class Store:
    """One open database. Every writing method is a transaction, or part of the one that is open."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._words: KnownWords | None = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept, or nothing; nested ones are savepoints."""
        try:
            with connections.transaction(self._connection):
                yield
        except BaseException:
            self._words = None  # some may have been rolled back
            raise

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything read inside is of one moment. For reading only."""
        return connections.snapshot(self._connection)

    def back_up_before(self, reason: str) -> Path:
        """Copy the whole database, as it is, beside it, before something that is called `reason`; where to."""
        return backups.back_up_before(self._connection, self._path, reason)

    # Documents

    def known(self) -> dict[str, Known]:
        """What is stored of each path."""
        return reading.known(self._connection)

    def add_versions(self, prepared: Sequence[Prepared], settings: str) -> list[Stored]:
        """Store read documents, each as the current version of its path; what they became in the same order.

        `settings` shaped the reading; the same bytes and settings are no new version. The words must be there before.
        """
        with self.transaction():
            return documents.add(self._connection, prepared, settings, self.lengths)

    def update_info(self, document_id: int, info: DocumentInfo, folder: str) -> bool:
        """Make the metadata of a document, found in `folder`, what its files say now; whether that changed anything."""
        with self.transaction():
            return documents.update_info(self._connection, document_id, info, folder)

    def mark_missing(self, paths: Iterable[str]) -> None:
        """Note that the files of these documents are gone; everything about them stays."""
        with self.transaction():
            documents.mark_missing(self._connection, paths)

    def delete_documents(self, paths: Sequence[str], *, human_codings: bool = False, backup: str = "") -> list[str]:
        """Delete documents with all their versions and codings; the paths deleted.

        Documents that a person coded are kept, unless `human_codings`. Decisions stay in any case. `backup` is the name
        of the copy beside the database from which `undo` can bring them back.
        """
        with self.transaction():
            deleted = documents.delete(self._connection, paths, human_codings=human_codings)
            if deleted:
                about = {"backup": backup, "documents": deleted}
                journal.write(self._connection, "delete", f"deleted {', '.join(deleted)}", about)
            return deleted

    def text(self, version_id: int) -> str:
        """The stored text of a version."""
        return documents.text_of(self._connection, version_id)

    def versions(self, paths: Iterable[str] | None = None) -> list[VersionRow]:
        """Current versions in order of path, of all documents or of `paths`."""
        return reading.versions(self._connection, paths)

    @property
    def full_text(self) -> FullText:
        """Full-text search in current versions."""
        return FullText(self._connection)

    # Words, sentences, segments

    def vocabulary(self) -> list[str]:
        """All words in order of id, from 0 on."""
        return vocabulary.texts(self._connection)

    @property
    def lengths(self) -> NDArray[np.int32]:
        """Length of every word in code points, by id."""
        return self._known_words().lengths

    def lemmas(self, language: str) -> list[str]:
        """The lemma of every word in `language` (en or fr), in order of id."""
        return vocabulary.lemmas(self._connection, language)

    def add_words(self, texts: Sequence[str], lemmas_en: Sequence[str], lemmas_fr: Sequence[str]) -> NDArray[np.int64]:
        """The ids of distinct words; those that the store doesn't have are added, with their lemmas."""
        with self.transaction():
            return self._known_words().add(texts, lemmas_en, lemmas_fr)

    def _known_words(self) -> KnownWords:
        if self._words is None:
            self._words = KnownWords(self._connection)
        return self._words

    def streams(
        self,
        version_ids: Sequence[int],
        lengths: NDArray[np.int32] | None = None,
        batch_words: int = reading.WORDS_IN_A_BATCH,
    ) -> Iterator[list[StoredDocument]]:
        """Versions as columns in the order asked for, in batches of about `batch_words` words."""
        chosen = self.lengths if lengths is None else lengths
        return reading.streams(self._connection, version_ids, chosen, batch_words)

    def ensure_unit(self, version_ids: Iterable[int], unit: Unit) -> None:
        """Derive the segments of `unit` from the sentences, for versions that have none yet."""
        with self.transaction():
            units.ensure(self._connection, version_ids, unit)

    def segments(self, version_id: int, unit: Unit) -> SegmentColumns:
        """The segments of a version and unit in order."""
        return reading.segments(self._connection, version_id, unit)

    # People

    def set_speakers(self, rows: Sequence[tuple[str, Speaker]]) -> list[tuple[str, str]]:
        """Take over speakers as a person edited them, by (document, speaker); metadata won't change them again.

        Returns the (document, label) of rows that name nobody known; the others are taken over all the same.
        """
        with self.transaction():
            return people.set_speakers(self._connection, rows)

    def set_cases(self, cases: Iterable[Case], *, edited: bool = True) -> None:
        """Add or change cases; those that a person `edited` are changed only by a person."""
        with self.transaction():
            people.set_cases(self._connection, cases, edited=edited)

    @property
    def reviews(self) -> Reviews:
        """What people decide about, have decided, and take back."""
        return Reviews(self._connection)

    @property
    def reuse(self) -> Reuse:
        """What need not be coded again when a codebook changes."""
        return Reuse(self._connection)

    # Codings and runs

    def add_codebook(self, codebook: Codebook) -> CodebookRows:
        """Store a codebook, once for the same bytes, and say under which rows."""
        with self.transaction():
            return applications.add_codebook(self._connection, codebook)

    def codebooks(self) -> list[codebooks.StoredCodebook]:
        """The codebooks that were ever applied, by id, the oldest first."""
        return codebooks.everything(self._connection)

    def applications(self, sha256: str, settings: Mapping[int, str]) -> dict[int, int]:
        """Of versions and their settings, those that the codebook was applied to: application ids by version."""
        return applications.applications(self._connection, sha256, settings)

    def add_applications(self, sha256: str, settings: Mapping[int, str]) -> dict[int, int]:
        """New applications by version; none where the codebook was applied before. Only in the transaction that adds
        their codings: an application without them would pass for a document in which nothing was found."""
        if not self._connection.in_transaction:
            raise RuntimeError("add_applications needs the transaction of its codings")
        return applications.add_applications(self._connection, sha256, settings)

    def add_codings(self, batch: CodingBatch, chains: Sequence[ChainRow] = ()) -> None:
        """Write machine codings and their matches, and the chains that they make."""
        with self.transaction():
            applications.add_codings(self._connection, batch)
            applications.add_chains(self._connection, chains)

    def add_run(self, run: RunRow, applications: Iterable[int]) -> None:
        """Store a run and the applications it consists of; the same run again becomes the latest."""
        with self.transaction():
            runs.add(self._connection, run, applications)

    def count(self, run: str) -> tuple[int, int]:
        """How many codings a run holds, and how many matches are their evidence."""
        codings, matches = self._once("count", run, lambda: runs.count(self._connection, run))
        return codings, matches

    def count_chains(self, run: str) -> tuple[int, int]:
        """How many chains of sequences a run holds, and how many of them are complete."""
        chains, complete = self._once("chains", run, lambda: runs.count_chains(self._connection, run))
        return chains, complete

    def run(self, run: str | None = None) -> RunRow:
        """The run of that id, or the latest; StoreError when there is none."""
        return runs.find(self._connection, run)

    def runs(self) -> list[RunRow]:
        """All runs, the oldest first."""
        return runs.everything(self._connection)

    def prune(self, which: Sequence[str], *, dry_run: bool = False) -> pruning.Pruned:
        """Delete runs, and the codings of rules that no other run holds; what that takes. StoreError: no such run."""
        with self.transaction():
            return pruning.prune(self._connection, which, dry_run)

    # Tables

    def table(
        self,
        what: str,
        *,
        run: str | None = None,
        unit: Unit | None = None,
        certainty: Certainty = "low",
        codes: Sequence[str] = (),
    ) -> Table:
        """One of TABLES; those of codings are of `run` or the latest. Rows are read while they are consumed.

        `unit` is for the matrix; without one it is the unit of the run. `certainty` leaves out codings that are less
        certain, and chains with such a step; those of people stay. `codes` (ids, or their beginnings) narrow segments,
        evidence, sequences and chains, see coded_documents.
        """
        if of_corpus := _CORPUS_TABLES.get(what):
            return of_corpus(self._connection)
        found = self.run(run)
        if of_codings := _CODED_TABLES.get(what):
            coded_tables.check_codes(self._connection, found.id, codes)
            return of_codings(self._connection, found.id, certainty, codes)
        if what == "codes":
            return coded_tables.codes(self._connection, found.id, certainty)
        if what == "matrix":
            chosen = unit or Unit(found.options.get("unit", Unit.SENTENCE))
            return matrices.matrix(self._connection, found.id, chosen, certainty)
        raise StoreError(f"no table {what}", hint=f"there are {', '.join(TABLES)}")

    def material(self, run: str | None = None, unit: Unit | None = None, certainty: Certainty = "low") -> Material:
        """What a run (or the latest) found, in segments of `unit`, or of the unit of the run, for analyses."""
        found = self.run(run)
        chosen = unit or Unit(found.options.get("unit", Unit.SENTENCE))
        return materials.material(self._connection, found.id, chosen, certainty)

    def codes_by_role(self, run: str | None = None) -> Table:
        """Codings by code and role, for the summary of a run."""
        found = self.run(run).id
        rows = self._once("codes_by_role", found, lambda: self._codes_by_role(found))
        return Table(tuple(rows[0]), list(map(tuple, rows[1:])), coded_tables.CODES_BY_ROLE)

    def _codes_by_role(self, run: str) -> list[Sequence[Cell]]:
        table = coded_tables.codes_by_role(self._connection, run, "low")
        return [table.columns, *table.rows]

    def _once(self, what: str, run: str, make: Callable[[], Any]) -> Any:
        return derived.once(self._connection, f"{what}:{run}", run, make)

    # What was derived

    def state(self, run: str) -> str:
        """A digest of everything here that the tables of a run show: while it is the same, so are they."""
        return derived.state(self._connection, run)

    def recall(self, key: str, state: str) -> Any:
        """The JSON value that was remembered under a key, if it is of this state; else None."""
        return derived.recall(self._connection, key, state)

    def remember(self, key: str, state: str, value: object) -> None:
        """Keep a JSON value of a state under a key, in the place of what was there."""
        with self.transaction():
            derived.remember(self._connection, key, state, value)

    def coded_documents(self, run: str | None = None, *, certainty: Certainty = "low") -> Iterator[CodedDocument]:
        """The documents of a run with their coded segments, for exports that are no tables."""
        return coded_documents(self._connection, self.run(run).id, certainty)

    def legend(self, run: str | None = None) -> legends.Legend:
        """What the codes and sequences of a run are called."""
        return legends.read(self._connection, self.run(run).id)
