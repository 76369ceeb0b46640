"""What people decide about a run in one go, and what they decide about: one entry in the journal for all of it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from partcode.model import Span
from partcode.model.codings import ACCEPTED, PROPOSED
from partcode.store.decided import carrying, decisions, journal, moving
from partcode.store.decided.human import BY_PEOPLE

Kind = Literal["accepted", "rejected", "coded"]
CODED: Kind = "coded"


Key = tuple[int, int, str]  # start, end, code


class Reviewable(NamedTuple):
    """The text of a document that a run covers; by place and code the units of what rules proposed, and the names and
    unit of who coded it; and the decisions that count."""

    path: str
    version: int
    text_sha256: str
    text: str
    proposed: Mapping[Key, str]
    coded: Mapping[Key, Mapping[str, str]]
    decided: Mapping[Key, str]

    def status(self, key: Key, coder: str) -> str:
        """The status of a coding by somebody, or by a rule, as tables show it; "" of what nobody coded."""
        if key not in self.proposed and key not in self.coded:
            return ""
        undecided = PROPOSED if key in self.proposed and coder not in self.coded.get(key, ()) else ACCEPTED
        return self.decided.get(key, undecided)

    def unit(self, key: Key) -> str:
        """The unit of the segment that was coded."""
        return self.proposed[key] if key in self.proposed else next(iter(self.coded[key].values()))


class Judgement(NamedTuple):
    """A person's decision on a coding, or with `coded` a coding of the person's own, of the row `segment`."""

    path: str
    version: int
    text_sha256: str
    span: Span
    unit: str
    code: str
    kind: Kind
    person: str
    why: str
    segment: int | None = None


PROPOSED_KEYS = """SELECT segments.start, segments.end, codes.code, segments.unit FROM applications
    CROSS JOIN run_applications ON run = ? AND run_applications.application = applications.id
    CROSS JOIN codings ON codings.application = applications.id
    CROSS JOIN segments ON segments.id = codings.segment JOIN codes ON codes.id = codings.code
    WHERE applications.version = ?"""

CODED_KEYS = f"""SELECT segments.start, segments.end, codes.code, coders.name, segments.unit
    FROM {BY_PEOPLE}
    JOIN codes ON codes.id = codings.code JOIN coders ON coders.id = codings.coder
    WHERE versions.document = ? AND versions.text_sha256 = ?"""


# Documents, with their current version, that an entry decided about: by their path, for when they were deleted and read
# again, or by a text that they have or had.
_DECIDED = """SELECT id, version FROM documents WHERE version > 0 AND (
        path IN (SELECT document FROM decisions WHERE entry = ?1)
        OR id IN (SELECT versions.document FROM decisions JOIN versions USING (text_sha256) WHERE entry = ?1))
    ORDER BY id"""


class Reviewables(Mapping[str, Reviewable]):
    """The documents of a run by path, and its codes."""

    def __init__(self, connection: sqlite3.Connection, run: str) -> None:
        self._connection = connection
        self._run = run
        self._read: dict[str, Reviewable] = {}
        self._versions: dict[str, tuple[int, int]] = {
            path: (document, version)
            for path, document, version in connection.execute(
                """SELECT DISTINCT path, documents.id, versions.id FROM run_applications
                    JOIN applications ON applications.id = application
                    JOIN versions ON versions.id = applications.version
                    JOIN documents ON documents.id = versions.document WHERE run = ? ORDER BY path, versions.id""",
                (run,),
            )
        }
        self.codes = codes(connection, run)

    def __iter__(self) -> Iterator[str]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)

    def __getitem__(self, path: str) -> Reviewable:
        if path not in self._read:
            self._read[path] = self._reviewable(path, *self._versions[path])
        return self._read[path]

    def _reviewable(self, path: str, document: int, version: int) -> Reviewable:
        digest, text = self._connection.execute(
            "SELECT text_sha256, text FROM versions WHERE id = ?", (version,)
        ).fetchone()
        proposed = {
            (start, end, code): unit
            for start, end, code, unit in self._connection.execute(PROPOSED_KEYS, (self._run, version))
        }
        coded: defaultdict[Key, dict[str, str]] = defaultdict(dict)
        for start, end, code, name, unit in self._connection.execute(CODED_KEYS, (document, digest)):
            coded[start, end, code][name] = unit
        decided = carrying.latest(self._connection, self._run, version, digest)
        return Reviewable(path, version, digest, text, proposed, coded, decided)


def codes(connection: sqlite3.Connection, run: str) -> dict[str, int]:
    """The codes of a run's codebooks, and their rows."""
    rows = connection.execute(
        """SELECT code, codes.id FROM codes WHERE codebook_sha256 IN (SELECT codebook_sha256 FROM applications
            JOIN run_applications ON application = applications.id WHERE run = ?) ORDER BY codes.id DESC""",
        (run,),
    )
    return dict(rows.fetchall())


def review(
    connection: sqlite3.Connection,
    run: str,
    judgements: Sequence[Judgement],
    command: str,
    dismissed: Sequence[journal.Dismissed] = (),
) -> None:
    """Keep what people decided; about a text that is no longer that of today, also where its words stand now. The
    same command dismissed orphans."""
    rows = codes(connection, run)
    coded = [one for one in judgements if one.kind == CODED]
    detail = [[one.person, rows[one.code], one.text_sha256, *one.span, one.unit] for one in coded]
    entry = journal.write(connection, "decide", command, {"codings": detail, "dismissed": list(dismissed)})
    for one in judgements:
        if one.kind != "coded":
            place = (one.text_sha256, one.span, one.code)
            decisions.decide(connection, *place, one.kind, one.person, one.why, "", one.unit, entry)
        elif one.segment is not None:
            decisions.add_coding(connection, one.person, one.segment, rows[one.code], False, None)
    follow(connection, sorted({one.version for one in judgements}))


def follow(connection: sqlite3.Connection, versions: Sequence[int]) -> None:
    """Look in the texts of today for what was decided about versions that are no longer current."""
    for version in versions:
        superseding = connection.execute(
            """SELECT documents.id, documents.version FROM versions JOIN documents ON documents.id = document
                WHERE versions.id = ? AND documents.version <> versions.id""",
            (version,),
        ).fetchone()
        if superseding:
            moving.follow(connection, *superseding)


def take_back(connection: sqlite3.Connection, entry: journal.Entry) -> list[str]:
    """Take back decisions and codings that one command made; what was done, in words. Decisions that they had answered
    count again, also where the words stand in a text that was corrected meanwhile."""
    decided = connection.execute(
        "UPDATE decisions SET undone = 1 WHERE entry = ? AND undone = 0 RETURNING id, origin", (entry.id,)
    ).fetchall()
    coded = [_uncode(connection, *one) for one in entry.detail["codings"]]
    for document in connection.execute(_DECIDED, (entry.id,)).fetchall():
        moving.follow(connection, *document)
    number = sum(origin is None for _, origin in decided)
    attached = {origin for _, origin in decided} - {id for id, _ in decided} - {None}
    dismissed = len(entry.detail.get("dismissed", ()))
    done = {"decision": number, "own coding": sum(coded), "attached orphan": len(attached), "dismissal": dismissed}
    return [f"{count} {what}{'s' * (count != 1)} taken back" for what, count in done.items() if count]


def _uncode(
    connection: sqlite3.Connection, person: str, code: int, digest: str, start: int, end: int, unit: str
) -> int:
    """Delete a person's coding, and where it was moved to; how many codings it was."""
    roots = connection.execute(
        f"""SELECT codings.id FROM {BY_PEOPLE} JOIN coders ON coders.id = codings.coder
            WHERE text_sha256 = ? AND segments.start = ? AND segments.end = ? AND segments.unit = ?
                AND codings.code = ? AND coders.name = ?""",
        (digest, start, end, unit, code, person),
    ).fetchall()
    for root in roots:
        connection.execute(
            """DELETE FROM codings WHERE id IN (SELECT coding FROM moved_codings WHERE origin = ?1 AND NOT EXISTS
                (SELECT 1 FROM moved_codings AS other WHERE other.coding = moved_codings.coding AND origin <> ?1))""",
            root,
        )
        connection.execute("DELETE FROM moved_codings WHERE origin = ?", root)
        connection.execute("DELETE FROM codings WHERE id = ?", root)
    return len(roots)
