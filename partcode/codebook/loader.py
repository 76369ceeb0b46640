"""YAML files to Codebooks, each with those that it extends and uses, or to all findings about them at once."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from partcode.codebook import shape, tree
from partcode.codebook.assembly import Assembly, Origin
from partcode.codebook.findings import Place, Report
from partcode.codebook.library import Heading, Library, key_of, shown
from partcode.codebook.neighbours import Loaded, Neighbours, Trail
from partcode.codebook.schema import Schema
from partcode.errors import CodebookError
from partcode.model.codebook import Codebook


def load(path: Path, name: str = "") -> Codebook:
    """The codebook in a file, which errors and the codebook itself call `name` (else its path as given).

    Raises CodebookError with all findings of the file, and of those that it extends or uses.
    """
    return Loader(Library()).load(path, name or str(path)).codebook


def loads(source: str, path: str) -> Codebook:
    """The codebook in a text, which may name codebooks that come with partcode. Raises CodebookError."""
    data = source.encode("utf-8", "surrogatepass")
    return Loader(Library()).read(data, path, Heading(None, None, "", ""), ()).codebook


class Loader:
    """Loads codebooks, each file once, also where several name it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._done: dict[Path, Loaded | CodebookError] = {}

    def load(self, path: Path, name: str, trail: Trail = ()) -> Loaded:
        """The codebook in a file, read on behalf of those of `trail`. Raises CodebookError."""
        key = key_of(path)
        if key not in self._done:
            try:
                self._done[key] = self.read(_bytes(path, name), name, Heading(path, key, "", ""), trail)
            except CodebookError as error:
                self._done[key] = error
        found = self._done[key]
        if isinstance(found, CodebookError):
            raise CodebookError(found.findings)
        return found

    def read(self, data: bytes, name: str, file: Heading, trail: Trail) -> Loaded:
        """The codebook in the bytes of a file. Raises CodebookError."""
        source = _text(data, name)
        report = Report(name, source)
        schema = Schema(report)
        root = tree.read(source, report)
        fields = schema.mapping(root, shape.CODEBOOK) if root else {}
        id = schema.identifier(fields.get("codebook"), "a codebook's name")
        me = file._replace(id=id, version=schema.version(fields.get("version")))
        neighbours = Neighbours(schema, self.library, (*trail, me), self._neighbour)
        base, used = neighbours.extended(fields.get("extend")), neighbours.used(fields.get("uses"))
        assembly = Assembly(schema, fields, base, used, lambda code: self.library.having(code, file.path))
        loaded = assembly.loaded(Origin(me.id, me.version, name, source, sha256(data).hexdigest()))
        report.forget(neighbours.hidden)
        report.raise_any()
        return loaded

    def _neighbour(self, heading: Heading, trail: Trail) -> Loaded:
        assert heading.path is not None  # only files are found
        return self.load(heading.path, shown(heading.path), trail)


def _bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(tree.MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a path that holds a NUL is a ValueError
        report = Report(name, "")
        reason = getattr(error, "strerror", None) or str(error)
        folder = isinstance(error, IsADirectoryError)
        hint = "a folder isn't a codebook" if folder else "is the path right, and may you read the file?"
        report.add("PC100", Place(1, 1), f"can't be read: {reason}", hint)
        raise CodebookError(tuple(report.findings)) from None


def _text(data: bytes, name: str) -> str:
    report = Report(name, "")
    source = ""
    if len(data) > tree.MAX_BYTES:
        report.add("PC106", Place(1, 1), f"larger than {tree.MAX_BYTES // 1_000_000} MB", "split the codebook")
    try:
        source = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        report = Report(name, data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        place = Place(len(report.lines), len(report.lines[-1]) + 1)
        report.add("PC107", place, f"not UTF-8: byte 0x{data[error.start]:02X}", "save the file as UTF-8")
    report.raise_any()
    return source
