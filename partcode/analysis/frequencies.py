"""How often codes are used, and by how many people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partcode.analysis.selection import body
from partcode.model.material import Material
from partcode.table import UNDEFINED, Cell, Table, figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

COLUMNS = ("code", "label", "codings", "segments", "speakers", "documents", "words", "rate", "warning")
PER = 1000  # words


def freq(material: Material) -> Table:
    """One row per code that was found: codings, segments, speakers, documents, and codings per 1,000 body words."""
    words = int(material.segments.words[body(material)].sum())
    rows = [_row(material, code, words) for code in material.wanted]
    found = [row for row in rows if row[2]]
    return Table(COLUMNS, sorted(found, key=lambda row: (-int(str(row[2])), str(row[0]))), "Codes")


def _row(material: Material, code: int, words: int) -> tuple[Cell, ...]:
    codings = material.codings.where(material.codings.code == code)
    segments = set(codings.segment.tolist())
    voices = {int(voice) for voice in material.segments.voice[list(segments)] if material.voices[voice].speaker}
    about = material.codes[code]
    return (
        about.id,
        about.label,
        len(codings),
        len(segments),
        len(voices),
        len(set(codings.document.tolist())),
        words,
        figure(PER * len(codings) / words) if words else UNDEFINED,
        "" if words else "no body text, so no rate",
    )
