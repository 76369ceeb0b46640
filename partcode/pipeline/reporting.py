"""Everything that a report shows, collected from the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

from partcode.analysis.selection import Selection, select
from partcode.errors import UsageError
from partcode.export.files import explained, replacing
from partcode.model.codings import STATUSES
from partcode.model.material import Material
from partcode.pipeline.answers import answers
from partcode.pipeline.appendix.making import appendices
from partcode.pipeline.appendix.wording import Language
from partcode.pipeline.scripts import Chosen, Coding, Places, script
from partcode.report.assembling import MARK, page
from partcode.report.contents import Book, CaseAbout, Contents, Named
from partcode.report.figures import figures
from partcode.store import Store
from partcode.store.coded.legends import LegendEntry

LANGUAGES: tuple[Language, ...] = get_args(Language)
BEGINNING = 4096  # bytes of a file in which a report says what it is


def write_report(store: Store, db: Path, selection: Selection, title: str, file: Path, *, anyway: bool) -> Contents:
    """Write the report of a selection to `file`, whole or not at all; what it shows. `db` is the database, beside which
    a lock may lie. UsageError when there is a file of another kind, unless it is to be replaced `anyway`."""
    if not anyway and file.is_file() and not is_report(file):
        raise UsageError(f"{file} is there, and no report of partcode's", hint="replace it with --yes")
    shown = contents(store, db, selection, title)
    with replacing(file) as beside:
        beside.write_text(page(shown), encoding="utf-8", newline="")
    return shown


def is_report(file: Path) -> bool:
    """Whether a file begins as reports do."""
    with explained(file), file.open("rb") as stream:
        return MARK.encode() in stream.read(BEGINNING)


def contents(store: Store, db: Path, selection: Selection, title: str) -> Contents:
    """What the report of a selection shows: documents with selected segments, and the selected codings in them."""
    found = store.run(selection.run)
    legend = store.legend(found.id)
    places = Places.of(legend)
    material = store.material(found.id, selection.unit, selection.certainty)
    chosen = _chosen(select(material, _with_rejected(selection)))
    documents = store.table("documents")
    about = {str(row[0]): dict(zip(documents.columns, row, strict=True)) for row in documents.rows}
    scripts = tuple(
        script(document, about[document.path], places, chosen[document.path])
        for document in store.coded_documents(found.id, certainty=selection.certainty)
        if document.path in chosen
    )
    return Contents(
        title=title,
        run=found.id,
        unit=str(found.options.get("unit", "sentence")),
        certainty=selection.certainty,
        books=tuple(Book(one.id, one.version, one.sha256, one.title) for one in legend.codebooks),
        codes=tuple(_named(one, places) for one in legend.codes),
        sequences=tuple(_named(one, places) for one in legend.sequences),
        cases=tuple(_cases(store, {one.case for one in scripts})),
        documents=scripts,
        figures=tuple(figures(answers(select(material, selection)))),
        methods=appendices(store, db, LANGUAGES, found.id),
    )


def _with_rejected(selection: Selection) -> Selection:
    """The page has a filter for statuses, and what was rejected is hidden until somebody asks: all of them, unless some
    were asked for."""
    usual = selection.statuses == Selection().statuses
    return replace(selection, statuses=STATUSES) if usual else selection


def _chosen(material: Material) -> dict[str, Chosen]:
    """What was selected of each document by its path; one without any selected segment is not among them."""
    paths = [document.path for document in material.documents]
    found = {paths[document]: Chosen(set(), set()) for document in set(material.segments.document.tolist())}
    columns = material.codings
    names = ("document", "start", "end", "code", "coder")
    for document, start, end, code, coder in zip(*(getattr(columns, one).tolist() for one in names), strict=True):
        found[paths[document]].codings.add(Coding(start, end, material.codes[code].id, material.coders[coder]))
    for placed in material.chains:
        found[paths[placed.document]].chains.add(placed.chain)
    return found


def _named(entry: LegendEntry, places: Places) -> Named:
    book = places.books[entry.codebook, entry.codebook_version]
    english, french = entry.english or entry.french or entry.id, entry.french or entry.english or entry.id
    return Named(book, entry.id, english, french, entry.definition)


def _cases(store: Store, wanted: set[str]) -> Iterator[CaseAbout]:
    table = store.table("cases")
    for id, name, side, *attributes in table.rows:
        if id in wanted:
            free = {key: str(value) for key, value in zip(table.columns[3:], attributes, strict=True) if value}
            yield CaseAbout(str(id), str(name or id), str(side), free)
