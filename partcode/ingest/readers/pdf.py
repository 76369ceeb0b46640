"""PDF through pdfium: lines with their places on the page, running heads set apart, lines made paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from partcode.ingest.readers.content import Content, Paragraph, compose, mark_references
from partcode.ingest.readers.furniture import set_apart
from partcode.ingest.readers.lines import Line
from partcode.ingest.readers.reflow import reflow
from partcode.ingest.source import Source
from partcode.model import Kind

_TAIL = 2048  # bytes; the end mark of a whole PDF is in the last of them
# pdfium writes U+FFFE (older ones U+0002) for a hyphen at the end of a line, in place of the line break.
_LINE = re.compile(r"[^\r\n\ufffe\x02]*(?P<end>[\ufffe\x02]?\r?\n?)")


def read_pdf(source: Source) -> Content:
    """A .pdf file with a text layer.

    Running heads and feet are kept once each, before the body (Kind.HEADER); page numbers and the numbers of
    lines in the margin are dropped: they would break a turn in two.
    """
    import pypdfium2

    _check(source)
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise source.error("protected by a password", "open it, print it to a new PDF without one") from None
        raise source.error(f"damaged: {error}", "copy the file again") from None
    try:
        pages = [list(_lines(source, document, number)) for number in range(len(document))]
    finally:
        document.close()
    return _content(source, pages, f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}")


def _check(source: Source) -> None:
    if b"%PDF-" not in source.data[:1024]:
        raise source.error("not what its extension says: it is no PDF", "give it the extension of what it is")
    if b"%%EOF" not in source.data.rstrip(b"\0 \r\n")[-_TAIL:]:
        raise source.error("cut off: the end of the PDF is missing", "copy or download the file again")


def _content(source: Source, pages: list[list[Line]], extractor: str) -> Content:
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise source.error(
            "no text in this PDF: its pages are pictures (a scan?)", "run OCR on it first, for instance ocrmypdf"
        )
    running, body = set_apart(pages)
    text, blocks = compose([*(Paragraph(line, Kind.HEADER) for line in running), *mark_references(reflow(body))])
    which = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
    return Content(text, extractor, blocks=blocks, warnings=(f"no text on page {which}",) if empty else ())


def _lines(source: Source, document: Any, number: int) -> Iterator[Line]:
    """The lines of one page in the order of its content, which follows columns."""
    import pypdfium2

    try:
        page = document[number].get_textpage()
        text = page.get_text_range()
        # Indices into the text are those of pdfium's characters, unless some take two UTF-16 units.
        placed = len(text) == page.count_chars()
    except pypdfium2.PdfiumError as error:
        raise source.error(f"damaged: page {number + 1} can't be read ({error})", "copy the file again") from None
    for match in _LINE.finditer(text):
        raw = text[match.start() : match.start("end")]
        if content := raw.strip():
            start = match.start() + raw.index(content)
            hyphen = match["end"][:1] in ("\ufffe", "\x02")
            yield _placed(page, content, start, number, hyphen) if placed else Line(content, number, hyphen)


def _placed(page: Any, text: str, start: int, number: int, hyphen: bool) -> Line:
    """A line with the box from its first character to its last, in points from the lower left."""
    word = len(text.split(None, 1)[0])
    left, bottom, _, top = page.get_charbox(start, loose=True)
    _, last_bottom, right, last_top = page.get_charbox(start + len(text) - 1, loose=True)
    first_right = page.get_charbox(start + word - 1, loose=True)[2]
    return Line(
        text, number, hyphen, left, max(right, left), min(bottom, last_bottom), max(top, last_top), first_right - left
    )
