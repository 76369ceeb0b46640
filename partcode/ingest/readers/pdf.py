"""PDF through pdfium: lines with their places on the page, running heads set apart, lines made paragraphs."""

from __future__ import annotations

from partcode.ingest.readers.content import Content, Paragraph, compose, mark_references
from partcode.ingest.readers.furniture import set_apart
from partcode.ingest.readers.lines import Line
from partcode.ingest.readers.pages import Problem, pages_of
from partcode.ingest.readers.reflow import reflow
from partcode.ingest.source import Source
from partcode.model import Kind

_TAIL = 2048  # bytes; the end mark of a whole PDF is in the last of them


def read_pdf(source: Source) -> Content:
    """A .pdf file with a text layer.

    Running heads and feet are kept once each, before the body (Kind.HEADER); page numbers and the numbers of
    lines in the margin are dropped: they would break a turn in two.
    """
    _check(source)
    read = pages_of(source.data)
    if isinstance(read, Problem):
        raise source.error(*read)
    return _content(source, *read)


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
