"""Tables with a column of text, and perhaps of speakers and times: .csv, .tsv, .xlsx."""

from __future__ import annotations

import csv
import html
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from partcode.ingest.encoding import decode
from partcode.ingest.readers.content import Content, Paragraph, Utterance, paragraphs_content, utterances_content
from partcode.ingest.readers.labels import full_names
from partcode.ingest.readers.times import seconds
from partcode.ingest.readers.workbook import Rows, workbook_rows
from partcode.ingest.source import Source

EXTRACTOR = "table 1"

# In the order in which they are taken when a table has several.
_TEXT = (
    "text", "texte", "words", "utterance", "transcript", "transcription", "verbatim", "propos", "parole", "paroles",
    "enonce", "discours", "content", "contenu", "speech", "response", "reponse",
)  # fmt: skip
_SPEAKER = (
    "speaker", "speaker name", "locuteur", "locutrice", "locuteurs", "intervenant", "intervenante", "participant",
    "name", "nom", "qui", "who",
)  # fmt: skip
_BEGIN = ("start", "begin", "start time", "timestamp", "time", "debut", "temps", "horodatage", "timecode")
_MOST_COLUMNS = 1000  # that are looked at for what they are
_END = ("end", "end time", "stop", "fin")


class _Columns(NamedTuple):
    text: int
    speaker: int | None
    begin: int | None
    end: int | None


def read_csv(source: Source) -> Content:
    """A .csv or .tsv file; the delimiter is the one that gives the header a column of text."""
    text, encoding = decode(source)
    text = text.removeprefix("\ufeff")
    # The limit is the process's own; a cell may hold a whole interview.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    return _content(source, _rows(source, text, _delimiter(text)), encoding)


def _delimiter(text: str) -> str:
    """The one that gives the first line a column of text, or else the most frequent there."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    frequent = sorted(",;\t", key=header.count, reverse=True)
    for delimiter in frequent:
        if _columns(next(csv.reader([header], delimiter=delimiter, skipinitialspace=True), [])):
            return delimiter
    return frequent[0]


def _rows(source: Source, text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        return [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise source.error("cut off inside a quoted cell", "export the table again") from None
        raise source.error(f"no proper CSV: {error}", "export the table again", line=reader.line_num) from None


def read_xlsx(source: Source) -> Content:
    """The first sheet of a .xlsx file that has a column of text."""
    sheets = workbook_rows(source)
    filled = {name: [row for row in rows if any(map(_cell, row))] for name, rows in sheets.items()}
    readable = {name: rows for name, rows in filled.items() if rows and _columns(rows[0])}
    if not readable:
        return _content(source, next((rows for rows in filled.values() if rows), []), "")
    name, *others = readable
    content = _content(source, readable[name], "")
    left_out = ", ".join(map(repr, others))
    return _with_warning(content, f"only sheet {name!r} was read, not {left_out}") if others else content


def _content(source: Source, rows: Rows, encoding: str) -> Content:
    if not rows:
        raise source.error("empty: it has no rows", "leave it out")
    if not (columns := _columns(rows[0])):
        found = ", ".join(_cell(cell).strip() or '""' for cell in rows[0][:20])
        raise source.error(f"no column of text; the columns are: {found[:300]}", "name one text, texte or words")
    if columns.speaker is None:
        paragraphs = (Paragraph(_text(row, columns.text)) for row in rows[1:])
        return paragraphs_content((p for p in paragraphs if p.text), EXTRACTOR, encoding=encoding)
    spoken = _utterances(rows[1:], columns)
    content = utterances_content(spoken, EXTRACTOR, encoding=encoding)
    nobody = sum(not utterance.speaker for utterance in spoken)
    return _with_warning(content, f"{nobody} row(s) name no speaker") if nobody and content.turns else content


def _columns(header: Sequence[object]) -> _Columns | None:
    names = [_fold(_cell(cell)) for cell in header[:_MOST_COLUMNS]]

    def find(wanted: tuple[str, ...]) -> int | None:
        return next((names.index(name) for name in wanted if name in names), None)

    text = find(_TEXT)
    return None if text is None else _Columns(text, find(_SPEAKER), find(_BEGIN), find(_END))


def _utterances(rows: Rows, columns: _Columns) -> list[Utterance]:
    """A row each; one without a speaker goes on with what was said above, unless it is in brackets: a stage
    direction, or a voice that nobody could make out."""
    labels = [_text(row, columns.speaker).rstrip(": \u00a0\u202f") for row in rows]
    names = full_names(labels)
    found: list[Utterance] = []
    for row, label in zip(rows, labels, strict=True):
        if not (text := _text(row, columns.text)):
            continue
        begin, end = (seconds(_at(row, column)) for column in (columns.begin, columns.end))
        if found and found[-1].speaker and not label and not text.startswith(("(", "[")):
            above = found[-1]
            found[-1] = Utterance(f"{above.text}\n{text}", above.speaker, above.begin, end or above.end)
        else:
            found.append(Utterance(text, names.get(label, label), begin, end))
    return found


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(plain.replace("_", " ").split())


def _at(row: Sequence[object], column: int | None) -> object:
    """A cell; spreadsheets leave out the empty ones at the end of a row."""
    return row[column] if column is not None and column < len(row) else ""


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # spreadsheets have no whole numbers
    return "" if value is None else str(value)


def _text(row: Sequence[object], column: int | None) -> str:
    return html.unescape(_cell(_at(row, column))).strip()


def _with_warning(content: Content, warning: str) -> Content:
    return replace(content, warnings=(*content.warnings, warning))
