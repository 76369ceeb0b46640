"""A methods appendix in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from partcode.pipeline.appendix.making import appendices
from partcode.pipeline.appendix.wording import Language
from partcode.render import render
from partcode.report.appendix import Appendix, Section
from partcode.store import Store


def methods(store: Store, db: Path, language: Language, run: str | None = None) -> str:
    """The appendix of a run (or of the latest) as Markdown. StoreError without a run; LockError for a broken lock."""
    with store.snapshot():
        (made,) = appendices(store, db, (language,), run)
        return markdown(made)


def markdown(made: Appendix) -> str:
    """The appendix as Markdown, a heading for each section."""
    parts = [f"# {made.title}"]
    for section in made.sections:
        parts += [f"## {section.title}", *_parts(section)]
    return "\n\n".join(parts) + "\n"


def _parts(section: Section) -> Iterator[str]:
    yield from section.paragraphs
    if section.commands:
        yield "\n".join(("```sh", *section.commands, "```"))
    for table in section.tables:
        if table.title:
            yield f"**{table.title}**"
        render(table, drawn := StringIO(), "md")
        yield drawn.getvalue().rstrip("\n")
