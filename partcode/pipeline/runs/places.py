"""Where in files stands what differs: codebooks, their parts, documents, and what is said of those who speak."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from partcode.coding.fingerprints import patterns_of
from partcode.errors import Location
from partcode.ingest.metadata import load
from partcode.model import Codebook


class Places:
    """Where codebooks, their parts and documents stand in files: of the codebooks as they are now."""

    def __init__(self, codebooks: Sequence[Codebook], folders: Sequence[Path]) -> None:
        self._books = {book.id: book for book in codebooks}
        self._codes = {code.id: code for book in codebooks for code in book.codes}
        self._folders = folders

    def codebook(self, id: str) -> Location | None:
        """The first line of its file."""
        return Location(self._books[id].path, 1) if id in self._books else None

    def code(self, id: str, codebook: str) -> Location | None:
        """The code. Where it is gone, the file that has its next of kin (codebooks have codes of those that they
        extend), or else its codebook."""
        if id in self._codes:
            return self._codes[id].where
        known = self._books[codebook].codes if codebook in self._books else ()
        kin = {one.where.path for one in known if one.id.partition(".")[0] == id.partition(".")[0]}
        return Location(kin.pop(), 1) if len(kin) == 1 else self.codebook(codebook)

    def rule(self, id: str, codebook: str, known: Collection[str]) -> Location | None:
        """The first of its patterns that isn't `known` from before, else the rule; its code, where that is gone."""
        code, _, name = id.partition("/")
        rule = next((one for one in self._codes[code].rules if one.id == name), None) if code in self._codes else None
        if rule is None:
            return self.code(code, codebook)
        new = (where for mark, where in patterns_of(rule).items() if known and mark not in known)
        return min(new, key=lambda where: where.line or 0, default=rule.where)

    def sequence(self, id: str, codebook: str) -> Location | None:
        """The sequence; its codebook, where it is gone."""
        known = self._books[codebook].sequences if codebook in self._books else ()
        return next((one.where for one in known if one.id == id), self.codebook(codebook))

    def document(self, path: str) -> Location | None:
        """Its file, if there is one."""
        found = self._found(path)
        return Location(str(found[1])) if found else None

    def roles(self, path: str) -> Location | None:
        """What tells who speaks in a document: the first entry about it in the metadata of its folder, or else their
        file, or else the document itself."""
        if (found := self._found(path)) is None:
            return None
        folder = found[0] if found[0].is_dir() else found[0].parent
        files = (folder / name for name in ("speakers.csv", "corpus.yaml"))
        general = (Location(str(file), 1) for file in files if file.is_file())
        return load(folder).place(path) or next(general, None) or self.document(path)

    def _found(self, path: str) -> tuple[Path, Path] | None:
        """The folder given, and the file. The path has the folder's name in front where two folders have the file, and
        is that name where the file itself was given."""
        inside = ((folder, folder / path) for folder in self._folders)
        named = ((one, one.parent / path) for one in self._folders if path.partition("/")[0] == one.name)
        return next((one for one in (*inside, *named) if one[1].is_file()), None)
