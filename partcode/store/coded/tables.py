"""Tables of what a run found: coded segments, their evidence, codes, and codes by role."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from partcode.codebook.findings import meant
from partcode.errors import StoreError
from partcode.model import ROLES
from partcode.model.codebook import Certainty
from partcode.model.codings import REJECTED
from partcode.store.coded.segments import Block, Coded, CodedDocument, DocumentTable, coded_documents
from partcode.table import Cell, Table

SEGMENTS = (
    "document", "case", "language", "kind", "unit", "segment", "start", "end", "turn", "speaker", "role", "text",
    "code", "label", "codebook", "codebook_version", "rule", "certainty", "match", "match_start", "match_end",
    "lossy", "matches", "negated", "reported", "coder", "status", "run",
)  # fmt: skip
EVIDENCE = (
    "document", "unit", "segment", "start", "end", "turn", "speaker", "role", "code", "codebook",
    "codebook_version", "evidence", "rule", "certainty", "match", "match_start", "match_end", "lossy", "negated",
    "reported", "coder", "status", "run",
)  # fmt: skip
CODES = (
    "codebook", "codebook_version", "code", "label", "definition", "codings", "rejected", "negated", "reported",
    "segments", "speakers", "documents",
)  # fmt: skip

NO_ROLE = "unknown"
CODES_BY_ROLE = "Codes by role"

_IDS = """WITH applied AS (SELECT DISTINCT codebook_sha256 FROM run_applications
        JOIN applications ON applications.id = application WHERE run = :run)
    SELECT code FROM codes WHERE codebook_sha256 IN applied
    UNION SELECT sequence FROM sequences WHERE codebook_sha256 IN applied
    UNION SELECT codes.code FROM codings JOIN codes ON codes.id = codings.code WHERE application IS NULL"""


def segments(
    connection: sqlite3.Connection, run: str, certainty: Certainty, codes: Sequence[str] = ()
) -> DocumentTable:
    """One row per coding: the table that everything else is an index to."""
    return DocumentTable.of(coded_documents(connection, run, certainty, codes), SEGMENTS, _segments, "Coded segments")


def evidence(
    connection: sqlite3.Connection, run: str, certainty: Certainty, codes: Sequence[str] = ()
) -> DocumentTable:
    """One row per match; `evidence` counts those of one coding from 1, the leading one first."""
    return DocumentTable.of(coded_documents(connection, run, certainty, codes), EVIDENCE, _evidence, "Evidence")


def check_codes(connection: sqlite3.Connection, run: str, codes: Sequence[str]) -> None:
    """StoreError when nothing in a run can begin so: no code and no sequence of its codebooks, no code of people."""
    known = [id for (id,) in connection.execute(_IDS, {"run": run})]
    for code in codes:
        if not any(id.startswith(code) for id in known):
            hint = "see them with: partcode export codes"
            raise StoreError(f"the run has no code or sequence {code}{meant(code, known)}", hint=hint)


def codes(connection: sqlite3.Connection, run: str, certainty: Certainty) -> Table:
    """One row per code of the run's codebooks, also those never found. Counts leave rejected codings out."""
    tallies: defaultdict[tuple[str, str, str], _Tally] = defaultdict(_Tally)
    for document in coded_documents(connection, run, certainty):
        for coded in document.codings:
            tallies[coded.codebook, coded.codebook_version, coded.code].add(document.path, coded)
    rows = connection.execute(
        """SELECT DISTINCT codebooks.id, codebooks.version, code, coalesce(nullif(label_en, ''), label_fr),
                definition, codes.id FROM run_applications
            JOIN applications ON applications.id = application
            JOIN codebooks ON codebooks.sha256 = applications.codebook_sha256
            JOIN codes ON codes.codebook_sha256 = codebooks.sha256
            WHERE run = ? ORDER BY codebooks.id, codes.id""",
        (run,),
    ).fetchall()
    return Table(
        CODES,
        [(*about, *tallies[about[0], about[1], about[2]].cells()) for *about, _ in rows],
        "Codes",
    )


def codes_by_role(connection: sqlite3.Connection, run: str, certainty: Certainty) -> Table:
    """Codings by code and role, the most frequent code first; rejected codings are left out."""
    counts: Counter[tuple[str, str]] = Counter(
        (coded.code, coded.role or NO_ROLE)
        for document in coded_documents(connection, run, certainty)
        for coded in document.codings
        if coded.status != REJECTED
    )
    totals: Counter[str] = Counter()
    for (code, _), count in counts.items():
        totals[code] += count
    seen = {role for _, role in counts}
    roles = [role for role in (*ROLES, NO_ROLE) if role in seen]
    rows: list[tuple[Cell, ...]] = [
        (code, *(counts[code, role] for role in roles), total)
        for code, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Table(("code", *roles, "total"), rows, CODES_BY_ROLE)


class _Tally:
    """Counts of one code."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(("codings", "rejected", "negated", "reported"), 0)
        self.segments: set[tuple[str, int, int]] = set()
        self.speakers: set[tuple[str, str]] = set()
        self.documents: set[str] = set()

    def add(self, path: str, coded: Coded) -> None:
        if coded.status == REJECTED:
            self.counts["rejected"] += 1
            return
        self.counts["codings"] += 1
        self.counts["negated"] += coded.negated
        self.counts["reported"] += coded.reported or 0
        self.segments.add((path, coded.start, coded.end))
        self.documents.add(path)
        if coded.speaker:
            self.speakers.add((path, coded.speaker))

    def cells(self) -> tuple[int, ...]:
        return (*self.counts.values(), len(self.segments), len(self.speakers), len(self.documents))


def _segments(document: CodedDocument) -> Block:
    return Block(_segment_rows(document), (document.path, document.case))


def _evidence(document: CodedDocument) -> Block:
    return Block(_evidence_rows(document), (document.path,))


def _segment_rows(document: CodedDocument) -> Iterator[tuple[Cell, ...]]:
    """A person's evidence is the segment itself."""
    text = document.text if document.codings else ""
    for (
        coding, unit, segment, start, end, turn, kind, language, code, label, codebook, version, certainty, negated,
        reported, coder, status, speaker, role, run,
    ) in document.codings:  # fmt: skip
        matches = document.matches.get(coding, ())
        rule, _, match_start, match_end, _, _, lossy = matches[0] if matches else ("", "", start, end, 0, 0, 0)
        yield (
            language, kind, unit, segment, start, end, turn, speaker, role, text[start:end],
            code, label, codebook, version, rule, certainty, text[match_start:match_end], match_start, match_end,
            lossy, len(matches), negated, reported, coder, status, run,
        )  # fmt: skip


def _evidence_rows(document: CodedDocument) -> Iterator[tuple[Cell, ...]]:
    text = document.text if document.codings else ""
    for (
        coding, unit, segment, start, end, turn, _, _, code, _, codebook, version, _, _, _, coder, status, speaker,
        role, run,
    ) in document.codings:  # fmt: skip
        found = enumerate(document.matches.get(coding, ()), 1)
        for i, (rule, certainty, match_start, match_end, negated, reported, lossy) in found:
            yield (
                unit, segment, start, end, turn, speaker, role, code, codebook, version, i, rule, certainty,
                text[match_start:match_end], match_start, match_end, lossy, negated, reported, coder, status, run,
            )  # fmt: skip
