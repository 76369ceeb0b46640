"""Word documents, walked part by part: what a reader of the printed page with all changes accepted would see.

Tracked insertions are in, deletions out; text boxes once, after the paragraph they hang on. Page headers
and footers come first (Kind.HEADER), foot- and endnotes after the body (Kind.REFERENCE), so that they neither
break a turn nor are coded. Comments and hidden text are nobody's words in the interview and stay out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from partcode.ingest.archive import Archive, open_archive
from partcode.ingest.readers.content import Content, Paragraph, compose, is_page_number, mark_references, table_row
from partcode.ingest.readers.symbols import symbol
from partcode.ingest.source import Source
from partcode.ingest.xml import attribute, local, whole
from partcode.model import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTRACTOR = "docx 1"

_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OUT = frozenset({"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "rt"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read_docx(source: Source) -> Content:
    """A .docx file."""
    archive = open_archive(source)
    main = _main_part(archive)
    parts = _Parts(archive, main)
    walker = _Walker(_styles(archive, parts.path("styles")))
    body = list(walker.blocks(parts.root(main)))
    furniture = [*_furniture(parts, "header"), *_furniture(parts, "footer")]
    text, blocks = compose([*furniture, *mark_references(body), *_notes(parts, walker)])
    return Content(text, EXTRACTOR, blocks=blocks, warnings=_warnings(parts))


class _Parts:
    """The parts of the package that belong to the main document, by the kind of their relationship."""

    def __init__(self, archive: Archive, main: str) -> None:
        self.archive = archive
        folder, name = posixpath.split(main)
        self._paths: list[tuple[str, str]] = []
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        if relations in archive:
            for relation in self.root(relations):
                target = posixpath.normpath(posixpath.join("/", folder, attribute(relation, "Target")))
                self._paths.append((attribute(relation, "Type").rpartition("/")[2], target.lstrip("/")))

    def root(self, path: str) -> _Element:
        return self.archive.xml(path)

    def paths(self, kind: str) -> list[str]:
        return [path for found, path in self._paths if found == kind and path in self.archive]

    def path(self, kind: str) -> str:
        return next(iter(self.paths(kind)), "")


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for relation in archive.xml("_rels/.rels"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return attribute(relation, "Target").lstrip("/")
    return "word/document.xml"


def _styles(archive: Archive, path: str) -> dict[str, tuple[Kind, int]]:
    """Kind and heading level by style id; a style takes them from the one it is based on."""
    if not path:
        return {}
    kinds: dict[str, tuple[Kind, int]] = {}
    parents: dict[str, str] = {}
    for style in archive.xml(path):
        if local(style) == "style" and attribute(style, "type") == "paragraph":
            key = attribute(style, "styleId")
            values = {local(child): attribute(child, "val") for child in style.iter()}
            parents[key] = values.get("basedOn", "")
            if found := _kind_of_style(values.get("name", "").lower(), values.get("outlineLvl", "")):
                kinds[key] = found
    return {key: found for key in parents if (found := _inherited(key, kinds, parents))}


def _kind_of_style(name: str, outline: str) -> tuple[Kind, int] | None:
    if heading := re.fullmatch(r"heading (\d)|title", name):
        return Kind.HEADING, whole(heading[1] or "", 1)
    if re.fullmatch(r"toc (\d|heading)", name):
        return Kind.NAVIGATION, 0
    if name == "bibliography":
        return Kind.REFERENCE, 0
    level = whole(outline, 9)
    return (Kind.HEADING, level + 1) if level < 9 else None


def _inherited(key: str, kinds: dict[str, tuple[Kind, int]], parents: dict[str, str]) -> tuple[Kind, int] | None:
    for _ in range(12):  # a style may be based on itself in a damaged file
        if key in kinds:
            return kinds[key]
        key = parents.get(key, "")
    return None


class _Walker:
    """Collects paragraphs, and remembers the notes that they refer to."""

    def __init__(self, styles: dict[str, tuple[Kind, int]]) -> None:
        self.styles = styles
        self.notes: list[tuple[str, str]] = []
        self._root: _Element | None = None
        self._told: set[_Element] = set()  # what has text somewhere inside, of the part under this root
        self._carried: list[str] = []  # text of paragraphs whose end was deleted, to go on in the next one

    def blocks(self, parent: _Element) -> Iterator[Paragraph]:
        """The paragraphs inside a body, a cell, a note or a text box."""
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tr":
                if not _has(child, "trPr", "del"):
                    yield from table_row([list(self.blocks(cell)) for cell in _cells(child)])
            elif name == "AlternateContent":
                yield from self.blocks(self._branch(child))
            elif name not in _OUT and not _is_placeholder(child):
                yield from self.blocks(child)

    def _paragraph(self, element: _Element) -> Iterator[Paragraph]:
        pieces: list[str] = []
        boxes: list[_Element] = []
        self._inline(element, pieces, boxes)
        self._carried += pieces
        if not (_has(element, "pPr", "rPr", "del") or _has(element, "pPr", "rPr", "moveFrom")):
            text, self._carried = "".join(self._carried), []
            yield Paragraph(text, *self._kind(element))
        for box in boxes:
            yield from self.blocks(box)

    def _kind(self, element: _Element) -> tuple[Kind, int]:
        for properties in element:
            if local(properties) == "pPr":
                values = {local(child): attribute(child, "val") for child in properties}
                found = _kind_of_style("", values.get("outlineLvl", ""))
                return found or self.styles.get(values.get("pStyle", ""), (Kind.BODY, 0))
        return Kind.BODY, 0

    def _inline(self, element: _Element, pieces: list[str], boxes: list[_Element]) -> None:
        for child in element:
            name = local(child)
            if name == "t":
                pieces.append(child.text or "")
            elif name in _MARKS:
                pieces.append(_MARKS[name])
            elif name == "sym":
                pieces.append(symbol(attribute(child, "font"), attribute(child, "char")))
            elif name in _NOTES:
                self.notes.append((_NOTES[name], attribute(child, "id")))
            elif name == "AlternateContent":
                self._inline(self._branch(child), pieces, boxes)
            elif name == "txbxContent":
                boxes.append(child)
            elif name not in _OUT and not _is_placeholder(child) and not _has(child, "rPr", "vanish"):
                self._inline(child, pieces, boxes)

    def _branch(self, alternatives: _Element) -> _Element:
        """Of the same drawing told twice, the telling that has text."""
        root = alternatives.getroottree().getroot()
        if root is not self._root:
            self._root, self._told = root, _with_text(root)
        branches = [branch for branch in alternatives if local(branch) in ("Choice", "Fallback")]
        return next((branch for branch in branches if branch in self._told), (*branches, alternatives)[0])


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(child)


def _with_text(root: _Element) -> set[_Element]:
    """All elements that have text somewhere inside; each is looked at once, however deep they are nested."""
    found: set[_Element] = set()
    for element in root.iter():
        above: _Element | None = element if local(element) == "t" and element.text else None
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return found


def _has(element: _Element, *path: str) -> bool:
    """Whether a chain of first children with these names exists and is not switched off."""
    for name in path:
        found = next((child for child in element if local(child) == name), None)
        if found is None:
            return False
        element = found
    return attribute(element, "val") not in ("0", "false", "off")


def _is_placeholder(element: _Element) -> bool:
    """A content control that still shows "Click here to enter text"."""
    return local(element) == "sdt" and _has(element, "sdtPr", "showingPlcHdr")


def _notes(parts: _Parts, walker: _Walker) -> Iterator[Paragraph]:
    """The notes that the body refers to, each once, in the order of reference."""
    for kind in ("footnote", "endnote"):
        if path := parts.path(f"{kind}s"):
            notes = {attribute(note, "id"): note for note in parts.root(path)}
            for key in dict.fromkeys(key for found, key in walker.notes if found == kind):
                for paragraph in walker.blocks(notes[key]) if key in notes else ():
                    yield Paragraph(paragraph.text.strip(), Kind.REFERENCE)


def _furniture(parts: _Parts, kind: str) -> list[Paragraph]:
    """Page headers or footers, each text once, without page numbers."""
    texts: dict[str, None] = {}
    for path in parts.paths(kind):
        for paragraph in _Walker({}).blocks(parts.root(path)):
            if not is_page_number(paragraph.text):
                texts[paragraph.text.strip()] = None
    return [Paragraph(text, Kind.HEADER) for text in texts]


def _warnings(parts: _Parts) -> tuple[str, ...]:
    if not (path := parts.path("comments")):
        return ()
    count = sum(local(element) == "comment" for element in parts.root(path))
    return (f"{count} comment(s) left out",) if count else ()
