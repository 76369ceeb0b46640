"""The lines of a PDF's pages, read by pdfium in a process of its own.

pdfium follows a page that draws itself twice for ever, and where it breaks down it ends the process. Nothing can stop
it from within, so it has its own process, with limits, and only this file is lost.

The process is given the bytes on stdin. It writes JSON to stdout: the lines of each page, or the problem.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from partcode.ingest.readers.lines import Line
from partcode.ingest.source import MAX_CHARACTERS

SECONDS = 30  # of the processor, and one more for each megabyte; a second is enough for 200 pages
MEMORY = 1_000_000_000  # bytes of the process, beside twice those of the file
_PATIENCE = 20  # times as long by the clock, where a machine is busy or has no limits of processor time

# pdfium writes U+FFFE (older ones U+0002) for a hyphen at the end of a line, in place of the line break.
_LINE = re.compile(r"[^\r\n\ufffe\x02]*(?P<end>[\ufffe\x02]?\r?\n?)")
_PROGRAM = "import sys; sys.path[:] = {path!r}; from partcode.ingest.readers.pages import main; main({seconds})"


class Problem(NamedTuple):
    """Why the pages can't be read, and what to do."""

    message: str
    hint: str


class Pages(NamedTuple):
    """The lines of each page in the order of its content, which follows columns, and what read them."""

    lines: list[list[Line]]
    extractor: str


def pages_of(data: bytes) -> Pages | Problem:
    """The pages of a PDF."""
    seconds = SECONDS + len(data) // 1_000_000
    command = [sys.executable, "-c", _PROGRAM.format(path=sys.path, seconds=seconds)]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_PATIENCE * seconds
        )
    except subprocess.TimeoutExpired:
        return _ENDLESS
    if done.returncode:
        return _ENDLESS if done.returncode == -_out_of_time() else _BROKEN
    said = json.loads(done.stdout)
    if "problem" in said:
        return Problem(*said["problem"])
    return Pages([[Line(*line) for line in page] for page in said["pages"]], said["extractor"])


_ENDLESS = Problem("takes too long to read: a page of it may draw itself", "print it to a new PDF, or check its source")
_BROKEN = Problem("pdfium breaks down over it, or it fills the memory", "print it to a new PDF, or leave it out")


def _out_of_time() -> int:
    import signal

    return getattr(signal, "SIGXCPU", 0)


def main(seconds: int) -> None:
    """What the process does."""
    data = sys.stdin.buffer.read()
    import pypdfium2

    _limit(seconds, MEMORY + 2 * len(data))
    try:
        said = {"pages": _read(data), "extractor": f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}"}
    except _Unreadable as error:
        said = {"problem": error.args}
    sys.stdout.write(json.dumps(said))


class _Unreadable(Exception):
    """Its arguments are those of a Problem."""


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows; there the clock ends it
        return
    for what, limit in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        try:
            resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        except (OSError, ValueError):  # macOS knows no limit of address space
            continue


def _read(data: bytes) -> list[list[Line]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _Unreadable("protected by a password", "open it, print it to a new PDF without one") from None
        raise _Unreadable(f"damaged: {error}", "copy the file again") from None
    pages, length = [], 0
    for number in range(len(document)):
        pages.append(list(_lines(document, number)))
        length += sum(len(line.text) for line in pages[-1])
        if length > MAX_CHARACTERS:
            raise _Unreadable(f"too large: a text of more than {MAX_CHARACTERS:,} characters", "split it")
    return pages


def _lines(document: Any, number: int) -> Iterator[Line]:
    import pypdfium2

    try:
        page = document[number]
        try:
            yield from _lines_of(page.get_textpage(), number)
        finally:
            page.close()  # with its text; all pages together would not fit into the memory
    except pypdfium2.PdfiumError as error:
        raise _Unreadable(f"damaged: page {number + 1} can't be read ({error})", "copy the file again") from None


def _lines_of(page: Any, number: int) -> Iterator[Line]:
    text = page.get_text_range()
    # Indices into the text are those of pdfium's characters, unless some take two UTF-16 units.
    placed = len(text) == page.count_chars()
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
