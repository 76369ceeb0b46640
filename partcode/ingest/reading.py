"""One file in, one Document out, or a ReadError that says what is wrong with it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePosixPath

from partcode.errors import Location, ReadError
from partcode.ingest.readers.content import Content
from partcode.ingest.source import Source
from partcode.model import Document

MAX_BYTES = 200_000_000
_ATTEMPTS = 2  # a file may be saved just then; one that is being written will be another one again

# Module and function by suffix: a reader's libraries are imported when its format occurs.
_READERS = {
    ".txt": ("plain", "read_text"),
    ".md": ("plain", "read_markdown"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".docx": ("docx", "read_docx"),
    ".odt": ("odt", "read_odt"),
    ".rtf": ("rtf", "read_rtf"),
    ".pdf": ("pdf", "read_pdf"),
    ".vtt": ("subtitles", "read_vtt"),
    ".srt": ("subtitles", "read_srt"),
    ".otr": ("speech", "read_otr"),
    ".json": ("speech", "read_whisper"),
    ".csv": ("sheet", "read_csv"),
    ".tsv": ("sheet", "read_csv"),
    ".xlsx": ("sheet", "read_xlsx"),
}
SUFFIXES = frozenset(_READERS)

_FORMATS = {"htm": "html"}
_INSTEAD = {
    ".doc": "save it as .docx",
    ".xls": "save it as .xlsx",
    ".pages": "export it as .docx",
    ".qdpx": "a project is not a document",
    ".mp3": "transcribe it first",
    ".wav": "transcribe it first",
    ".mp4": "transcribe it first",
}


def digest(path: Path, relative: str) -> str:
    """The sha256 of the bytes of a file, as its Document has it. Raises ReadError where they can't be read."""
    return hashlib.sha256(_bytes(path, relative)).hexdigest()


def read(path: Path, relative: str, *, encoding: str = "") -> Document:
    """The document in the file at `path`: `document_of` its `source_of`."""
    return document_of(source_of(path, relative, encoding=encoding))


def source_of(path: Path, relative: str, *, encoding: str = "") -> Source:
    """The bytes of the file at `path`, which tables and errors call `relative`.

    `encoding` overrides detection for plain text ("" detects). Raises ReadError, and nothing else, for files that
    can't be read: unreadable, too large, changing, of unknown format.
    """
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        known = " ".join(sorted(SUFFIXES))
        raise ReadError(
            f"unknown format {suffix or 'without extension'}",
            where=Location(relative),
            hint=_INSTEAD.get(suffix, f"known are {known}"),
        )
    return Source(relative, _bytes(path, relative), encoding)


def document_of(source: Source) -> Document:
    """The document that the bytes of a file are, wherever they were read.

    Raises ReadError, and nothing else, for what can't be read: empty, binary, protected, truncated, damaged.
    """
    suffix = PurePosixPath(source.path).suffix.lower()
    if not source.data:
        raise source.error("empty: it has no bytes", "leave it out, or copy it again")
    content = _reader(suffix)(source)
    if not content.text or content.text.isspace():
        raise source.error("empty: it has no text", "leave it out, or save it again")
    format = suffix.removeprefix(".")
    return Document(
        path=source.path,
        text=source.bearable(content.text),
        format=_FORMATS.get(format, format),
        encoding=content.encoding,
        extractor=content.extractor,
        raw_sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        blocks=content.blocks,
        turns=content.turns,
        meta=content.meta,
        warnings=content.warnings,
    )


def _reader(suffix: str) -> Callable[[Source], Content]:
    module, function = _READERS[suffix]
    reader: Callable[[Source], Content] = getattr(import_module(f"partcode.ingest.readers.{module}"), function)
    return reader


def _bytes(path: Path, relative: str) -> bytes:
    """The bytes of a regular file of bearable size; one that changes while it is read is read once more."""
    for _ in range(_ATTEMPTS):
        if (data := _attempt(path, Location(relative))) is not None:
            return data
    hint = "wait until it is written, then run again"
    raise ReadError("changed while it was read", where=Location(relative), hint=hint)


def _attempt(path: Path, where: Location) -> bytes | None:
    """None: the file changed meanwhile."""
    try:
        # Asked before opening: to open a named pipe would wait for its other end.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise ReadError("not a regular file", where=where, hint="leave it out")
        with open(path, "rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > MAX_BYTES:
                limit = f"split it; {MAX_BYTES // 1_000_000} MB is the most"
                raise ReadError(f"too large: {before.st_size / 1e6:,.0f} MB", where=where, hint=limit)
            data = file.read(before.st_size + 1)  # one more shows that it grows
        after = os.stat(path)
    except PermissionError:
        raise ReadError("permission denied", where=where, hint="give yourself the right to read it") from None
    except OSError as error:
        raise ReadError(f"can't be read: {error.strerror}", where=where, hint="is it still there?") from None
    return data if _identity(before) == _identity(after) and len(data) == before.st_size else None


def _identity(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
