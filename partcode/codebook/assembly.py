"""One codebook, put together from its own fields, the codebook that it extends and those that it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple, cast

from partcode.codebook import inherit, references, sequences, shape
from partcode.codebook.codes import CodeReader, once, written_lists
from partcode.codebook.findings import Place
from partcode.codebook.inherit import Inherited
from partcode.codebook.library import Heading
from partcode.codebook.lists import written_out
from partcode.codebook.neighbours import Loaded
from partcode.codebook.rules import Reference
from partcode.codebook.schema import Schema
from partcode.codebook.tree import Node, Scalar
from partcode.model.codebook import Accents, Code, Codebook, Sequence


class Origin(NamedTuple):
    """What a codebook says it is, and the file it stands in; `digest` is the SHA-256 of its bytes."""

    id: str
    version: str
    path: str
    source: str
    digest: str


class Assembly:
    """Puts a codebook together; what is wrong with it is in the report of `schema`.

    `having` gives a codebook near it that has a code.
    """

    def __init__(
        self,
        schema: Schema,
        fields: dict[str, Node],
        base: Loaded | None,
        used: tuple[tuple[Scalar, Codebook], ...],
        having: Callable[[str], Heading | None],
    ) -> None:
        self.schema = schema
        self.report = schema.report
        self.fields = fields
        self.base = base
        self.used = used
        self.having = having

    def loaded(self, origin: Origin) -> Loaded:
        """The codebook, with its lists."""
        inherited = self._inherited()
        written = written_lists(self.fields.get("lists"), self.schema)
        lists = written_out(written, self.report, self.base.lists if self.base else {})
        reader = CodeReader(self.schema, lists)
        own = reader.codes(self.fields.get("codes"))
        codes = inherit.changed(inherited.codes, own)
        uses = self._uses()
        self._check_shared(own, codes, uses)
        known = [code.id for found in (codes, *(book.codes for book in uses)) for code in found]
        files = {book.id: book.path for book in uses}
        references.check_known(reader.rules.references, known, self.report, self.having, files)
        references.check_circles(reader.rules.references, codes, self.report)
        self._check_needs(inherited, codes, known, reader.rules.references)
        codebook = Codebook(
            id=origin.id,
            version=origin.version,
            path=origin.path,
            sha256=self._digest(origin.digest),
            source=origin.source,
            title={**(self.base.codebook.title if self.base else {}), **self._title()},
            codes=codes,
            sequences=self._sequences(inherited, codes, known),
            uses=uses,
            extends=f"{self.base.codebook.id} {self.base.codebook.version}" if self.base else "",
            accents=self._accents(),
        )
        return Loaded(codebook, lists, (self.base.codebook, *self.base.bases) if self.base else ())

    def _title(self) -> dict[str, str]:
        return self.schema.texts(self.fields.get("title"), "title")

    def _accents(self) -> Accents:
        default = self.base.codebook.accents if self.base else "exact"
        return cast("Accents", self.schema.choice(self.fields.get("accents"), "accents", shape.ACCENTS.words, default))

    def _digest(self, own: str) -> str:
        """That of the file alone, or of it and all that it is made from: SHA-256 of their digests, one a line."""
        others = [self.base.codebook] if self.base else []
        others += [book for _, book in self.used]
        return sha256("\n".join([own, *(book.sha256 for book in others)]).encode()).hexdigest() if others else own

    def _uses(self) -> tuple[Codebook, ...]:
        """Its own, and those of the extended codebook that it doesn't name in another version."""
        own = {book.id: book for _, book in self.used}
        inherited = self.base.codebook.uses if self.base else ()
        return (*own.values(), *(book for book in inherited if book.id not in own))

    def _inherited(self) -> Inherited:
        node = self.fields.get("without")
        without = self.schema.scalars(node, "what is switched off") if node else ()
        if self.base:
            return inherit.switched_off(self.base.codebook, without, self.report)
        if node and "extend" not in self.fields:
            self.report.add("PC202", node.place, "without says nothing without extend", "add extend: power@1.0.0")
        return Inherited()

    def _check_shared(self, own: Iterable[Code], codes: Iterable[Code], uses: Iterable[Codebook]) -> None:
        """A code that two codebooks have is a finding: a reference to it could mean either."""
        theirs: dict[str, str] = {}
        places = {book.id: named.place for named, book in self.used}
        inherited = {code.id for code in codes} - {code.id for code in own}
        for book in uses:
            for code in book.codes:
                other = theirs.setdefault(code.id, book.id)
                if book.id in places and (other != book.id or code.id in inherited):
                    hint = f"{other if other != book.id else 'the codebook that is extended'} has it too"
                    self.report.add("PC216", places[book.id], f"a second code {code.id}, of {book.id}", hint)
        for code in own:
            if code.id in theirs:
                place = Place(code.where.line or 1, code.where.column or 1)
                hint = f"{theirs[code.id]} has it too, which is used here"
                self.report.add("PC216", place, f"a second code {code.id}", hint)

    def _check_needs(
        self, inherited: Inherited, codes: Iterable[Code], known: Iterable[str], own: Iterable[Reference]
    ) -> None:
        """What is inherited may name a code that was switched off, or that another version of its codebook lacks."""
        ids = set(known)
        named = {(reference.owner, reference.target) for reference in own}
        for who, name in inherit.needs_of(codes, inherited.sequences, named):
            if name not in ids:
                node = inherited.off.get(name) or self.fields.get("uses") or self.fields["extend"]
                hint = f"switch that off too, or write {name} anew"
                self.report.add("PC236", node.place, f"{who} needs {name}", hint)

    def _sequences(self, inherited: Inherited, codes: Iterable[Code], known: list[str]) -> tuple[Sequence, ...]:
        node = self.fields.get("sequences")
        items = self.schema.items(node, "sequences") if node else ()
        own = [sequences.read(item, self.schema, known) for item in items]
        taken = [(code.id, "a code has this id") for code in codes]
        once("PC217", "sequence", ((one.id, one.where) for one in own), self.schema, taken)
        return tuple({one.id: one for one in (*inherited.sequences, *own)}.values())
