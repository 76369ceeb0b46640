"""OpenDocument texts: as they read with all changes accepted.

Page headers and footers come first (Kind.HEADER), notes after the body, each once (Kind.REFERENCE).
Comments, deleted and hidden text stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from partcode.ingest.archive import Archive, open_archive
from partcode.ingest.readers.content import Content, Paragraph, compose, is_page_number, mark_references, table_row
from partcode.ingest.source import Source
from partcode.ingest.xml import attribute, local, whole
from partcode.model import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTRACTOR = "odt 1"

_OUT = frozenset({"tracked-changes", "note-citation", "ruby-text", "hidden-text", "title", "desc", "forms"})
_KINDS = {
    "table-of-content": Kind.NAVIGATION,
    "alphabetical-index": Kind.NAVIGATION,
    "bibliography": Kind.REFERENCE,
}
_MOST_SPACES = 100  # of one element, which may say millions
_SPACES = re.compile(r"[ \t\r\n]+")


def read_odt(source: Source) -> Content:
    """A .odt file."""
    archive = open_archive(source)
    _refuse_encrypted(archive)
    walker = _Walker()
    content = archive.xml("content.xml")
    texts = (element for element in content.iter() if str(element.tag).endswith(":office:1.0}text"))
    body = list(walker.blocks(next(texts, content)))
    notes = [Paragraph(p.text.strip(), Kind.REFERENCE) for note in walker.notes for p in _Walker().blocks(note)]
    text, blocks = compose([*_furniture(archive), *mark_references(body), *notes])
    warnings = (f"{walker.comments} comment(s) left out",) if walker.comments else ()
    return Content(text, EXTRACTOR, blocks=blocks, warnings=warnings)


def _refuse_encrypted(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise archive.source.error("protected by a password", "open it, remove the password, save it again")


class _Walker:
    """Collects paragraphs; keeps the notes for later and counts the comments."""

    def __init__(self) -> None:
        self.notes: list[_Element] = []
        self.comments = 0

    def blocks(self, parent: _Element, kind: Kind = Kind.BODY) -> Iterator[Paragraph]:
        """The paragraphs inside a body, a section, a list item, a cell or a frame."""
        for child in parent:
            name = local(child)
            if name in ("p", "h"):
                yield from self._paragraph(child, kind)
            elif name == "table-row":
                cells = [cell for cell in child if local(cell) == "table-cell"]
                yield from table_row([list(self.blocks(cell, kind)) for cell in cells])
            elif name == "annotation":
                self.comments += 1
            elif name not in _OUT and attribute(child, "display") not in ("none", "condition"):
                yield from self.blocks(child, _KINDS.get(name, kind))

    def _paragraph(self, element: _Element, kind: Kind) -> Iterator[Paragraph]:
        pieces: list[str] = []
        boxes: list[_Element] = []
        self._inline(element, pieces, boxes)
        text = "".join(pieces).strip(" ")
        if local(element) == "h" and kind is Kind.BODY:
            yield Paragraph(text, Kind.HEADING, whole(attribute(element, "outline-level"), 1))
        else:
            yield Paragraph(text, kind)
        for box in boxes:
            yield from self.blocks(box, kind)

    def _inline(self, element: _Element, pieces: list[str], boxes: list[_Element]) -> None:
        _append(pieces, element.text)
        for child in element:
            name = local(child)
            if name == "s":
                pieces.append(" " * min(whole(attribute(child, "c"), 1), _MOST_SPACES))
            elif name in ("tab", "line-break"):
                pieces.append("\t" if name == "tab" else "\n")
            elif name == "note":
                self.notes += [body for body in child if local(body) == "note-body"]
            elif name == "annotation":
                self.comments += 1
            elif name == "text-box":
                boxes.append(child)
            elif name not in _OUT:
                self._inline(child, pieces, boxes)
            _append(pieces, child.tail)


def _append(pieces: list[str], text: str | None) -> None:
    """White space in the XML is one space, and none after another; text:s makes the real ones."""
    if text:
        text = _SPACES.sub(" ", text)
        pieces.append(text[1:] if text[0] == " " and pieces and pieces[-1].endswith((" ", "\n")) else text)


def _furniture(archive: Archive) -> list[Paragraph]:
    """Page headers and footers, each text once, without page numbers."""
    if "styles.xml" not in archive:
        return []
    found: dict[str, dict[str, None]] = {"header": {}, "footer": {}}
    for element in archive.xml("styles.xml").iter():
        place = local(element).removesuffix("-left").removesuffix("-first")
        if place in found and not any(local(above) == local(element) for above in element.iterancestors()):
            for paragraph in _Walker().blocks(element):
                if not is_page_number(paragraph.text):
                    found[place][paragraph.text] = None
    return [Paragraph(text, Kind.HEADER) for texts in found.values() for text in texts]
