"""Web pages and transcripts in HTML: blocks kept apart, inline markup dissolved, site furniture recognised.

A list item begins with "• " or its number, a table row is one line with tabs, <br> is a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from partcode.ingest.encoding import codec_of, decode
from partcode.ingest.readers.content import Content, Paragraph, paragraphs_content, table_row
from partcode.ingest.readers.noscribe import noscribe
from partcode.ingest.readers.site import is_furniture, is_reference_list
from partcode.ingest.readers.tags import refuse_giant_tags
from partcode.ingest.source import Source
from partcode.ingest.xml import local, whole
from partcode.model import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element

EXTRACTOR = "html 1"

_OUT = frozenset(
    "script style template noscript head title svg math object embed audio video canvas iframe select option "
    "datalist input textarea map area base link meta".split()
)
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
_SPACES = re.compile(r"[ \t\n\r\f]+")  # not the no-break space, which is text
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*+<\?xml[^>]*\?>")


def read_html(source: Source) -> Content:
    """A .html or .htm file; the encoding is that of its BOM or <meta>, or found as for plain text."""
    text, encoding = decode_html(source)
    root = parse_html(source, text)
    if spoken := noscribe(root, encoding):
        return spoken
    return paragraphs_content(Walker().blocks(root), EXTRACTOR, encoding=encoding)


def decode_html(source: Source) -> tuple[str, str]:
    """Text and encoding of a page. A <meta> that lies is passed over, as browsers do not, but readers must."""
    source.refuse_giant()
    declared = _CHARSET.search(source.data[:2048])
    if source.encoding or not declared or source.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(source)
    name = declared[1].decode("ascii").lower()
    # Browsers read Latin-1 as Windows-1252, and pages rely on it.
    name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "windows-1252") else name
    try:
        return (source.bearable(source.data.decode(name)), name) if codec_of(name) else decode(source)
    except UnicodeError:
        return decode(source)


def parse_html(source: Source, text: str) -> _Element:
    """The tree of a page or fragment."""
    from lxml import etree, html

    # libxml2 stops at a NUL, and won't have a declaration of encoding in what is decoded already.
    text = _XML_DECLARATION.sub("", text.replace("\0", ""), count=1)
    refuse_giant_tags(source, text)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise source.error(f"no HTML to read ({error})", "is it complete?") from None
    if any(entry.level_name == "FATAL" and "RESOURCE" in entry.type_name for entry in parser.error_log):
        raise source.error("its HTML is nested too deeply to be read", "save the page again from a browser")
    return root


class Walker:
    """Turns the tree into paragraphs; text between two block boundaries is one paragraph."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bullet = ""  # of a list item whose text hasn't come yet: it may be in a paragraph of its own
        self._counts: dict[_Element, int] = {}  # items so far, by numbered list

    def blocks(self, element: _Element, kind: Kind = Kind.BODY) -> Iterator[Paragraph]:
        """All paragraphs of an element, which is itself a block."""
        yield from self._children(element, kind, pre=False)
        yield from self._flush(kind)

    def _children(self, element: _Element, kind: Kind, pre: bool) -> Iterator[Paragraph]:
        self._add(element.text, pre)
        for child in element:
            name = local(child)
            if name == "br":
                self._pieces.append("\n")
            elif name == "tr":
                yield from self._flush(kind)
                yield from self._row(child, kind)
            elif name in _BLOCK:
                yield from self._flush(kind)
                yield from self._block(child, name, kind)
            elif name not in _OUT:
                yield from self._children(child, kind, pre)
            self._add(child.tail, pre)

    def _block(self, element: _Element, name: str, kind: Kind) -> Iterator[Paragraph]:
        level = int(name[1]) if name[0] == "h" and name[1:].isdigit() else 0
        if kind is Kind.BODY:
            kind = _kind(element, level)
        if name == "li":
            self._bullet = self._bullet_of(element)
        yield from self._children(element, kind, pre=name == "pre")
        yield from self._flush(kind, level)
        if name == "li":
            self._bullet = ""

    def _bullet_of(self, item: _Element) -> str:
        parent = item.getparent()
        if parent is None or local(parent) != "ol":
            return "• "
        number = self._counts.get(parent, whole(parent.get("start", ""), 1))
        self._counts[parent] = number + 1
        return f"{number}. "

    def _row(self, row: _Element, kind: Kind) -> Iterator[Paragraph]:
        cells = [list(Walker().blocks(cell, kind)) for cell in row if local(cell) in ("td", "th")]
        yield from table_row(cells) if kind is Kind.BODY else (p for cell in cells for p in cell)

    def _add(self, text: str | None, pre: bool) -> None:
        if text:
            self._pieces.append(text if pre else _SPACES.sub(" ", text))

    def _flush(self, kind: Kind, level: int = 0) -> Iterator[Paragraph]:
        text, self._pieces = "".join(self._pieces), []
        text = "\n".join(re.sub(r"  +", " ", line).strip(" ") for line in text.split("\n")).strip("\n")
        if text.strip():
            yield Paragraph(self._bullet + text, kind, level if kind is Kind.HEADING else 0)
            self._bullet = ""


def _kind(element: _Element, level: int) -> Kind:
    if level:
        return Kind.HEADING
    if is_furniture(element):
        return Kind.NAVIGATION
    return Kind.REFERENCE if is_reference_list(element) else Kind.BODY
