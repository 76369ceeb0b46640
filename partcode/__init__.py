"""Qualitative coding as a reproducible pipeline.

>>> import partcode
>>> study = partcode.open("partcode.db")
>>> study.freq(by="role")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from partcode.study import Study

__version__ = "0.1.0"


def open(path: str | Path = "partcode.db", *, frames: Literal["pandas", "polars"] | None = None) -> Study:
    """The study in a database that partcode made; its tables are data frames of pandas, or of polars.

    StoreError: no such file, or none of partcode's. MissingExtra: neither library is installed.
    """
    from partcode.study import open_study

    return open_study(path, frames=frames)
