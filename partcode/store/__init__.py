"""The database: the only place with SQL."""

from partcode.store.coded.segments import Coded, CodedDocument, Match
from partcode.store.rows import (
    ChainRow,
    ChainStepRow,
    CodebookRows,
    CodingBatch,
    Donor,
    Known,
    RunRow,
    SegmentColumns,
    Stored,
    StoredDocument,
    VersionRow,
)
from partcode.store.store import TABLES, Store, open_store

__all__ = [
    "TABLES",
    "ChainRow",
    "ChainStepRow",
    "CodebookRows",
    "Coded",
    "CodedDocument",
    "CodingBatch",
    "Donor",
    "Known",
    "Match",
    "RunRow",
    "SegmentColumns",
    "Store",
    "Stored",
    "StoredDocument",
    "VersionRow",
    "open_store",
]
