"""Speakers and cases that come back from a spreadsheet: checked whole, then taken over whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import Location, MetadataError
from partcode.model import Case, Speaker
from partcode.model.options import Options
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.ingest.metadata import SpeakerRow
    from partcode.store import Store

Key = tuple[str, ...]
Row = dict[str, str]  # by column, without the key
Rows = Mapping[Key, Row]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that goes out and comes back: `table` of the store, its `keys`, how the text of an edited CSV is
    read (against the rows that are there) and how changed rows are kept."""

    table: str
    noun: str
    keys: tuple[str, ...]
    read: Callable[[str, str, Rows], Iterable[tuple[Key, Row]]]
    keep: Callable[[Store, Rows], None]


def bring_back(
    options: Options, file: Path, sheet: Sheet, target: Target, terminal: Terminal, *, dry_run: bool
) -> None:
    """Take over what was edited in `file`: all of it or, with MetadataError by line, nothing. What the file
    leaves out (rows, columns) stays as it is. The changes are the payload."""
    target.check()
    from partcode.ingest.encoding import decode
    from partcode.ingest.source import source_at
    from partcode.store import open_store

    text = decode(source_at(file))[0]  # as a spreadsheet may have saved it, in whatever encoding
    with open_store(options.db, create=False) as store, store.transaction():
        before = _rows(store.table(sheet.table), sheet.keys)
        edited = dict(sheet.read(text, str(file), before))
        if not edited:
            raise MetadataError("no rows", where=Location(str(file)), hint=f"begin with: partcode corpus {sheet.table}")
        after = {key: before.get(key, {}) | row for key, row in edited.items()}
        changed = {
            key: row for key, row in after.items() if _filled(row) != _filled(before.get(key, {})) or key not in before
        }
        if not dry_run:
            sheet.keep(store, changed)
    if changed:
        target.put(_changes(sheet, before, changed), terminal)
    verb = "would change" if dry_run else "changed"
    terminal.say(f"{count(len(changed), sheet.noun)} {verb}, {len(after) - len(changed)} as before")
    if left_out := len(before.keys() - after.keys()):
        terminal.say(f"{count(left_out, sheet.noun)} not in {file}: as before")
    if changed and not dry_run:
        terminal.say("next:", "  partcode code")


def _rows(table: Table, keys: tuple[str, ...]) -> dict[Key, Row]:
    width = len(keys)
    names = table.columns[width:]
    return {
        tuple(map(str, row[:width])): {name: str(cell) for name, cell in zip(names, row[width:], strict=True)}
        for row in table.rows
    }


def _changes(sheet: Sheet, before: Rows, changed: Rows) -> Table:
    rows = [
        (*key, name, before.get(key, {}).get(name, ""), value)
        for key, row in changed.items()
        for name, value in (row.items() if key in before else [("", "new"), *row.items()])
        if value != before.get(key, {}).get(name, "")
    ]
    return Table((*sheet.keys, "field", "before", "after"), rows, "Changes")


def _filled(row: Mapping[str, str]) -> Row:
    return {name: value for name, value in row.items() if value}


def _columns(text: str) -> list[str]:
    """The columns that the file has: an empty cell clears a value, a column that isn't there doesn't."""
    from partcode.ingest.records import separator_of

    head = text.removeprefix("\ufeff").lstrip("\r\n").partition("\n")[0]
    cells = next(csv.reader(io.StringIO(head), delimiter=separator_of(head)), [])
    return [" ".join(cell.split()) for cell in cells]


def _edited(columns: Iterable[str], fixed: Mapping[str, str], attributes: Mapping[str, str], keys: Key) -> Row:
    """The values of a row in the columns that the file has."""
    from partcode.ingest.records import unguarded

    row: Row = {}
    for column in columns:
        name = column.casefold() if column.casefold() in (*fixed, *keys) else column
        if name and name not in keys:
            row[name] = unguarded(fixed[name] if name in fixed else attributes.get(name, ""))
    return row


def _read_speakers(text: str, path: str, before: Rows) -> Iterator[tuple[Key, Row]]:
    from partcode.ingest.globs import is_glob
    from partcode.ingest.metadata import parse_speakers_csv
    from partcode.ingest.problems import Problems

    columns, problems = _columns(text), Problems()
    rows = parse_speakers_csv(text, path)
    # The more precise row counts: a document's own over a glob over all documents.
    rows.sort(key=lambda row: (bool(row.document), not is_glob(row.document)))
    for row in rows:
        one = row.speaker
        fixed = {"name": one.name, "role": one.role, "organisation": one.organisation, "side": one.side}
        if not (meant := _meant(row, before)):
            labels = [label for document, label in before if document == row.document]
            where = f"in {row.document}" if row.document else "in any document"
            hint = f"its speakers: {', '.join(labels)}" if labels else "see: partcode corpus speakers"
            problems.add(row.where, f"no speaker {one.label!r} {where}", hint)
        for key in meant:
            yield key, _edited(columns, fixed, one.attributes, ("document", "label"))
    problems.check()


def _meant(row: SpeakerRow, before: Rows) -> list[Key]:
    """The speakers that a row names: of a document, of those that a glob fits, or of all."""
    from partcode.ingest.globs import matches

    exact = (row.document, row.speaker.label)
    if exact in before:
        return [exact]
    return [
        (document, label)
        for document, label in before
        if label == row.speaker.label and (not row.document or matches(row.document, document))
    ]


def _keep_speakers(store: Store, rows: Rows) -> None:
    speakers = []
    for (document, label), row in rows.items():
        (name, role, organisation, side), attributes = _split(row, ("name", "role", "organisation", "side"))
        speakers.append((document, Speaker(label, name, role, organisation, side, attributes)))
    store.set_speakers(speakers)


def _read_cases(text: str, path: str, before: Rows) -> Iterator[tuple[Key, Row]]:
    from partcode.ingest.metadata import parse_cases_csv

    columns = _columns(text)
    for row in parse_cases_csv(text, path):
        if row.documents:
            hint = "put the file into the folder as cases.csv and ingest it again"
            raise MetadataError("which documents a case has can't be changed here", where=row.where, hint=hint)
        fixed = {"name": row.case.name, "side": row.case.side}
        yield (row.case.id,), _edited(columns, fixed, row.case.attributes, ("case", "documents"))


def _keep_cases(store: Store, rows: Rows) -> None:
    cases = []
    for (id_,), row in rows.items():
        (name, side), attributes = _split(row, ("name", "side"))
        cases.append(Case(id_, name, side, attributes))
    store.set_cases(cases)


def _split(row: Row, fixed: tuple[str, ...]) -> tuple[list[str], Row]:
    """The fixed fields in their order, and what else is filled: the attributes."""
    others = {name: value for name, value in row.items() if name not in fixed and value}
    return [row.get(name, "") for name in fixed], others


SPEAKERS = Sheet("speakers", "speaker", ("document", "label"), _read_speakers, _keep_speakers)
CASES = Sheet("cases", "case", ("case",), _read_cases, _keep_cases)
