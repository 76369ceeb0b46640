"""The key, the copies and what comes back from them, as files: apart from each other, and whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from partcode.errors import ExportError, Location, PseudonymError, ReadError, UsageError
from partcode.export.files import explained, replacing
from partcode.export.tables import write_table
from partcode.ingest.encoding import decode
from partcode.ingest.source import source_at
from partcode.model.fingerprint import sha256
from partcode.pipeline.pseudonyms.sheets import Content, changed
from partcode.pipeline.pseudonyms.tables import Tables, backward, forward
from partcode.pseudonyms.copies import Segment, segments_of, transcript
from partcode.pseudonyms.edits import Edits
from partcode.pseudonyms.finder import Finder
from partcode.pseudonyms.key import Row, digest, key_text, read_key, reversed_names
from partcode.pseudonyms.names import Name
from partcode.pseudonyms.records import ENDING, Record, from_lines, to_lines
from partcode.pseudonyms.replacing import edits, edits_of_path
from partcode.store.file.beside import make_private, staging_folder
from partcode.table import Table

_BINARY = (".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class Files:
    """Files by their paths; `loose` were put back name by name, `skipped` could not be, and why; `unknown` are
    documents of tables of which nothing is recorded, `stale` those of which another key is, `left` names in tables,
    and the columns where they are."""

    files: Mapping[str, Content]
    loose: Sequence[str] = ()
    skipped: Sequence[tuple[str, str]] = ()
    unknown: Sequence[str] = ()
    stale: Sequence[str] = ()
    left: Sequence[tuple[str, str]] = ()


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


def save_records(key: Path, records: Sequence[Record], names: Sequence[Name]) -> None:
    """Record beside a key what was replaced; what is known of other documents stays."""
    new = (replace(one, key=digest(names)) for one in records)
    found = {one.document: one for one in (*load_records(key), *new)}
    _save(key.with_suffix(ENDING), to_lines(found.values()))


def keep_apart(key: Path, folders: Sequence[Path]) -> None:
    """UsageError when the key lies in one of the folders: whoever gets the folder would get the key."""
    for folder in folders:
        if key.resolve().is_relative_to(folder.resolve()):
            hint = "keep it in a folder of its own, that nobody is sent"
            raise UsageError(f"the key {key} lies in {folder}", hint=hint)


def readable_by_others(key: Path) -> list[Path]:
    """The key and what lies beside it, as far as others may read them."""
    return [path for path in (key, key.with_suffix(ENDING)) if path.exists() and path.stat().st_mode & 0o044]


def refuse_same(path: Path, out: Path) -> None:
    """UsageError when what is read would be written over."""
    folder = path if path.is_dir() else path.parent
    if out.resolve() == folder.resolve():
        raise UsageError(f"{out} is where {path} lies", hint="choose a folder of its own")


def refuse_inside(out: Path, folders: Sequence[Path]) -> None:
    """UsageError when a copy would lie in its own corpus, and be read as a part of it."""
    for folder in folders:
        if out.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"{out} lies in {folder}", hint="choose a folder beside it")


def write_folder(out: Path, files: Mapping[str, Content]) -> list[str]:
    """Write a folder, all files or none; what could not be kept. ExportError: it can't be written, or holds other
    files."""
    warnings: list[str] = []
    with explained(out):
        others = [path for path in _paths(out) if path not in files] if out.exists() else []
        if others:
            hint = "what is left there from before could have names; choose a new folder, or delete this one"
            raise ExportError(f"{out} holds other files, as {others[0]}", where=Location(str(out)), hint=hint)
        make_private(out)
        with staging_folder(out) as staging:
            for path, content in files.items():
                beside = staging / path
                beside.parent.mkdir(parents=True, exist_ok=True)
                warnings += _write(content, beside)
            for path in files:
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                (staging / path).replace(out / path)
    return warnings


def _write(content: Content, path: Path) -> list[str]:
    if isinstance(content, Table):
        return write_table(content, path, "xlsx")
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return []


def pseudonymised_tables(path: Path, names: Sequence[Name], key: Path) -> Files:
    """The tables of a results folder, or one, with pseudonyms and the places of the copy."""
    finder = Finder(names)
    tables = forward(finder, load_records(key), {name.name: name for name in names})
    files: dict[str, Content] = {}
    skipped = []
    for relative, file in _files(path):
        found, problem = _table(tables, file)
        if found is None:
            skipped.append((relative, problem))
        else:
            files[_free(edits_of_path(relative, finder).apply(relative), relative, files)] = found
    return Files(files, (), skipped, sorted(tables.unknown), _stale(tables, names), sorted(tables.left))


def reversed_files(path: Path, names: Sequence[Name], key: Path) -> Files:
    """A copy, its tables, or one file, with the names again: exactly where the file is as it was written, name by
    name where somebody has changed it."""
    records, finder = load_records(key), Finder(reversed_names(names))
    tables = backward(finder, records)
    by_text: dict[object, Record] = {one.copy_sha256: one for one in records}
    by_text |= {(one.copy, one.copy_sha256): one for one in records}
    files: dict[str, Content] = {}
    loose, skipped = [], []
    for relative, file in _files(path):
        back = edits_of_path(relative, finder).apply(relative)
        exact = _exactly(relative, file, by_text)
        if exact is not None:
            files[_free(exact[0], relative, files)] = exact[1]
            continue
        found, problem = _table(tables, file)
        if found is not None:
            files[_free(back, relative, files)] = found
        elif file.suffix.lower() not in _BINARY and (text := _plain(file)) is not None:
            files[_free(back, relative, files)] = edits(text, finder, known=None).apply(text)
            loose.append(relative)
        else:
            skipped.append((relative, problem))
    return Files(files, loose, skipped, sorted(tables.unknown), _stale(tables, names))


def _stale(tables: Tables, names: Sequence[Name]) -> list[str]:
    return sorted({one for one in tables.met if tables.targets[one].key != digest(names)})


def _free(path: str, before: str, files: Mapping[str, Content]) -> str:
    """The path of a file that no other has. PseudonymError."""
    if path in files:
        raise PseudonymError(f"two files would be called {path}", where=Location(before), hint="rename one")
    return path


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


def _table(tables: Tables, file: Path) -> tuple[Content | None, str]:
    """A table changed, or what is in the way."""
    try:
        found = changed(tables, file)
    except ValueError as error:
        return None, str(error).partition("\n")[0]
    return found, "" if found is not None else "neither CSV, TSV, JSON, XLSX nor Parquet"


def _plain(file: Path) -> str | None:
    try:
        return _text(file)
    except ReadError:
        return None


def _text(path: Path) -> str:
    return decode(source_at(path))[0]


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
