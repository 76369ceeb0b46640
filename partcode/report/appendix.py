"""An appendix as its parts: what a page, Markdown or a notebook can be made of."""

from __future__ import annotations

from typing import NamedTuple

from partcode.table import Table


class Section(NamedTuple):
    """Sentences, the lines of a shell, and tables, whose titles stand above them."""

    title: str
    paragraphs: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


class Appendix(NamedTuple):
    """`language` is en or fr. All cells of the tables are as they are to be read."""

    title: str
    language: str
    sections: tuple[Section, ...]
