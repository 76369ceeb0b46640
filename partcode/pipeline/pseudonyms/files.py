"""The key, the copies and what comes back from them, as files: apart from each other, and whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partcode.errors import ExportError, Location, PseudonymError, ReadError, UsageError
from partcode.export.files import explained, replacing
from partcode.ingest.encoding import decode
from partcode.ingest.source import source_at
from partcode.model.fingerprint import sha256
from partcode.pipeline.pseudonyms.tables import SUFFIXES, Tables, backward, forward
from partcode.pseudonyms.copies import Segment, segments_of, transcript
from partcode.pseudonyms.edits import Edits
from partcode.pseudonyms.finder import Finder
from partcode.pseudonyms.key import Row, key_text, read_key, reversed_names
from partcode.pseudonyms.names import Name
from partcode.pseudonyms.records import ENDING, Record, from_lines, to_lines
from partcode.pseudonyms.replacing import edits
from partcode.store.file.beside import make_private, staging_folder


@dataclass(frozen=True, slots=True)
class Files:
    """Files by their paths; `loose` were put back name by name, `skipped` could not be, `unknown` are documents of
    tables of which nothing is recorded."""

    files: Mapping[str, str]
    loose: Sequence[str] = ()
    skipped: Sequence[str] = ()
    unknown: Sequence[str] = ()


def load_key(path: Path) -> list[Row]:
    """The rows of a key. ReadError, MetadataError by line."""
    return read_key(_text(path), str(path))


def save_key(path: Path, rows: Sequence[Row]) -> None:
    """Write a key that only its owner can read. ExportError."""
    _save(path, key_text(rows))


def load_records(key: Path) -> list[Record]:
    """What was recorded beside a key; nothing before the first copy."""
    path = key.with_suffix(ENDING)
    return from_lines(_text(path), str(path)) if path.exists() else []


def save_records(key: Path, records: Sequence[Record]) -> None:
    """Record beside a key what was replaced; what is known of other documents stays."""
    found = {one.document: one for one in (*load_records(key), *records)}
    _save(key.with_suffix(ENDING), to_lines(found.values()))


def keep_apart(key: Path, folders: Sequence[Path]) -> None:
    """UsageError when the key lies in one of the folders: whoever gets the folder would get the key."""
    for folder in folders:
        if key.resolve().is_relative_to(folder.resolve()):
            hint = "keep it in a folder of its own, that nobody is sent"
            raise UsageError(f"the key {key} lies in {folder}", hint=hint)


def refuse_inside(out: Path, folders: Sequence[Path]) -> None:
    """UsageError when a copy would lie in its own corpus, and be read as a part of it."""
    for folder in folders:
        if out.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"{out} lies in {folder}", hint="choose a folder beside it")


def write_folder(out: Path, files: Mapping[str, str]) -> None:
    """Write a folder, all files or none. ExportError: it can't be written, or holds other files."""
    with explained(out):
        others = [path for path in _paths(out) if path not in files] if out.exists() else []
        if others:
            hint = "what is left there from before could have names; choose a new folder, or delete this one"
            raise ExportError(f"{out} holds other files, as {others[0]}", where=Location(str(out)), hint=hint)
        make_private(out)
        with staging_folder(out) as staging:
            for path, text in files.items():
                beside = staging / path
                beside.parent.mkdir(parents=True, exist_ok=True)
                beside.write_text(text, encoding="utf-8", newline="")
            for path in files:
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                (staging / path).replace(out / path)


def pseudonymised_tables(path: Path, names: Sequence[Name], key: Path) -> Files:
    """The tables of a results folder, or one, with pseudonyms and the places of the copy."""
    tables = forward(Finder(names), load_records(key), {name.name: name for name in names})
    files, skipped = {}, []
    for relative, file in _files(path):
        found = _table(tables, file)
        if found is None:
            skipped.append(relative)
        else:
            files[relative] = found
    return Files(files, (), skipped, sorted(tables.unknown))


def reversed_files(path: Path, names: Sequence[Name], key: Path) -> Files:
    """A copy, its tables, or one file, with the names again: exactly where the file is as it was written, name by
    name where somebody has changed it."""
    records, finder = load_records(key), Finder(reversed_names(names))
    tables = backward(finder, records)
    by_text: dict[object, Record] = {one.copy_sha256: one for one in records}
    by_text |= {(one.copy, one.copy_sha256): one for one in records}
    files, loose, skipped = {}, [], []
    for relative, file in _files(path):
        exact = _exactly(relative, file, by_text)
        if exact is not None:
            files[exact[0]] = exact[1]
        elif (found := _table(tables, file)) is not None:
            files[relative] = found
        elif (text := _plain(file)) is not None:
            files[relative] = edits(text, finder, known=None).apply(text)
            loose.append(relative)
        else:
            skipped.append(relative)
    return Files(files, loose, skipped, sorted(tables.unknown))


def _exactly(relative: str, file: Path, records: Mapping[object, Record]) -> tuple[str, str] | None:
    """A file that is as it was written, put back by what was recorded."""
    if (text := _plain(file)) is None:
        return None
    turns = _turns(text) if file.suffix.lower() == ".json" else None
    stored = text if turns is None else "\n".join(turn.text for turn in turns)
    sha = sha256(stored)
    record = records.get((relative, sha)) or records.get(sha)
    if record is None:
        return None
    back = record.edits.turned()
    return record.written, back.apply(text) if turns is None else _transcript(turns, back, record)


def _turns(text: str) -> list[Segment] | None:
    try:
        return segments_of(text)
    except (ValueError, KeyError, TypeError):
        return None


def _transcript(turns: Sequence[Segment], back: Edits, record: Record) -> str:
    found, at = [], 0
    for turn in turns:
        label = record.labels.get(turn.speaker, turn.speaker)
        found.append(turn._replace(text=back.apply(turn.text, at), speaker=label))
        at += len(turn.text) + 1
    return transcript(found)


def _table(tables: Tables, file: Path) -> str | None:
    if file.suffix.lower() not in SUFFIXES:
        return None
    try:
        text, encoding = _decoded(file)
        mark = "\ufeff" if encoding == "utf-8-sig" else ""  # by which Excel knows UTF-8
        return mark + tables.file(text, file.suffix.lower())
    except (ReadError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(file: Path) -> str | None:
    try:
        return _text(file)
    except ReadError:
        return None


def _text(path: Path) -> str:
    return _decoded(path)[0]


def _decoded(path: Path) -> tuple[str, str]:
    return decode(source_at(path))


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder", hint="check the path, or put it in quotes")
    if path.is_file():
        yield path.name, path
    else:
        yield from ((relative, path / relative) for relative in _paths(path))


def _paths(folder: Path) -> list[str]:
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(one.as_posix() for one in found if not any(part.startswith(".") for part in one.parts))


def _save(path: Path, text: str) -> None:
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="")


def check_has_names(names: Sequence[Name], key: Path) -> None:
    """PseudonymError when a key replaces nothing."""
    if not any(name.pseudonym for name in names):
        hint = "begin with: partcode pseudonymise propose FOLDER -o names.csv"
        raise PseudonymError("no name has a pseudonym", where=Location(str(key)), hint=hint)
