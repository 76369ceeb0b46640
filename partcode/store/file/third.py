"""The third migration, in its order: nothing may look at a table while it is made anew."""

from __future__ import annotations

from partcode.store.file.third_tables import TABLES
from partcode.store.file.third_views import FULL_TEXT, VIEWS

THIRD = (
    "DROP VIEW coded_segments",
    "DROP TABLE paragraphs_fts",
    "DROP VIEW paragraph_text",
    *TABLES,
    *VIEWS,
    *FULL_TEXT,
)
