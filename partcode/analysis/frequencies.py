"""How often codes are used, by how many people, and how evenly."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.counting import PER, SMALL, distinct, pairs, speakers, tally, words_of
from partcode.analysis.facets import facet
from partcode.model.columns import NOBODY
from partcode.model.material import Material
from partcode.table import UNDEFINED, Cell, Table, figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

COLUMNS = (
    "code", "label", "codings", "segments", "speakers", "documents", "words", "rate", "dp", "dp_norm", "warning",
)  # fmt: skip


class _Counts(NamedTuple):
    """By code; `parts` by code and part, `sizes` by part in body words."""

    codings: Numbers
    segments: Numbers
    speakers: Numbers
    documents: Numbers
    parts: Numbers
    sizes: Numbers


def freq(material: Material, *, over: str = "document", zeros: bool = False) -> Table:
    """One row per code that was found (with `zeros` per code that was looked for), the most frequent first: codings,
    segments, speakers, documents, codings per 1,000 body words, and the dispersion over the parts that a facet makes.

    UsageError: no such facet.
    """
    from partcode.analysis.dispersion import dispersion

    counts = _counts(material, over)
    spread = dispersion(counts.parts, counts.sizes)
    words = int(counts.sizes.sum())
    codes = [code for code in material.wanted if zeros or counts.codings[code]]
    codes.sort(key=lambda code: (-counts.codings[code], material.codes[code].id))
    rows: list[tuple[Cell, ...]] = [
        (
            material.codes[code].id,
            material.codes[code].label,
            *(int(column[code]) for column in counts[:4]),
            words,
            figure(PER * counts.codings[code] / words) if words else UNDEFINED,
            figure(spread.dp[code]),
            figure(spread.dp_norm[code]),
            _warning(int(counts.codings[code]), words > 0, math.isnan(spread.dp_norm[code]), over),
        )
        for code in codes
    ]
    note = f"dp and dp_norm are over parts by {over}; 0 is spread as the words are"
    return Table(COLUMNS, rows, "Codes", (note,), bar="rate")


def _counts(material: Material, over: str) -> _Counts:
    import numpy as np

    codes = len(material.codes)
    there = pairs(material)
    said = speakers(material)[there.segment]
    known = said != NOBODY
    parts = facet(material, over)
    codings = material.codings
    return _Counts(
        np.bincount(codings.code, minlength=codes),
        np.bincount(there.code, minlength=codes),
        np.bincount(distinct(there.code[known], said[known])[0], minlength=codes),
        np.bincount(distinct(codings.code, codings.document)[0], minlength=codes),
        tally(codings.code, parts.of_codings, (codes, len(parts.values))),
        words_of(material, parts.of_segments, len(parts.values)),
    )


def _warning(codings: int, worded: bool, alone: bool, over: str) -> str:
    if not worded:
        return "no body text, so neither rate nor dispersion"
    if not codings:
        return "never found, so no dispersion"
    undefined = [f"one {over} alone, so no dp_norm"] if alone else []
    return "; ".join([*undefined, *([f"fewer than {SMALL} codings"] if codings < SMALL else [])])
