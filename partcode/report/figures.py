"""The figures of a report: a picture and the table that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from partcode.table import Table


class Figure(NamedTuple):
    """One figure: the section it belongs to, a title in each language, a Vega-Lite spec or None, the table that it
    shows, and what a reader must know."""

    id: str
    section: str
    title: Mapping[str, str]
    spec: dict[str, Any] | None
    table: Table
    notes: tuple[str, ...]
