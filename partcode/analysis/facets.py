"""What segments and codings can be grouped by: where they stand, who says them, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partcode.errors import UsageError, closest
from partcode.model import LANGUAGES, ROLES, SIDES
from partcode.model.material import DocumentRow, Material, VoiceRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

UNKNOWN = "unknown"
THIRDS = ("first", "middle", "last")

_OF_DOCUMENTS: dict[str, Callable[[DocumentRow], str]] = {
    "document": lambda one: one.path,
    "case": lambda one: one.case,
    "kind": lambda one: one.kind,
    "date": lambda one: one.date,
    "year": lambda one: one.date[:4],
}
_OF_VOICES: dict[str, Callable[[VoiceRow], str]] = {
    "speaker": lambda one: one.speaker,
    "role": lambda one: one.role,
    "side": lambda one: one.side,
    "organisation": lambda one: one.organisation,
}
FACETS = (*_OF_DOCUMENTS, *_OF_VOICES, "language", "third")
_IN_ORDER = {"role": ROLES, "side": SIDES, "language": LANGUAGES, "third": THIRDS}


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to group: `values` in their order, UNKNOWN the last; `of_segments` has by segment the index of its value,
    `of_codings` by coding."""

    name: str
    values: tuple[str, ...]
    of_segments: Numbers
    of_codings: Numbers


def facet(material: Material, name: str) -> Facet:
    """The facet of a material: one of FACETS, or an attribute of its documents, cases or speakers. Values that no
    segment has are left out. UsageError for another name."""
    import numpy as np

    found = _of_segments(material, name)
    order = {value: place for place, value in enumerate(_IN_ORDER.get(name, ()))}
    # Those with an order of their own first, then by name, what nobody has said last.
    there = sorted(set(found), key=lambda value: (value == UNKNOWN, order.get(value, len(order)), value))
    places = {value: place for place, value in enumerate(there)}
    of_segments = np.array([places[value] for value in found], dtype=np.int64)
    return Facet(name, tuple(there), of_segments, of_segments[material.codings.segment])


def attributes(material: Material) -> list[str]:
    """The attributes that its documents, cases and speakers have."""
    of_documents = {name for one in material.documents for name in one.attributes}
    of_voices = {name for one in material.voices for name in one.attributes}
    return sorted((of_documents | of_voices) - set(FACETS))


def _of_segments(material: Material, name: str) -> list[str]:
    """By segment its value, UNKNOWN where there is none."""
    segments = material.segments
    if name == "language":
        return [LANGUAGES[one] if one < len(LANGUAGES) else UNKNOWN for one in segments.language.tolist()]
    if name == "third":
        return [THIRDS[one] for one in segments.third.tolist()]
    if of_document := _OF_DOCUMENTS.get(name):
        by_document = [of_document(one) or UNKNOWN for one in material.documents]
        return [by_document[one] for one in segments.document.tolist()]
    if of_voice := _OF_VOICES.get(name):
        by_voice = [of_voice(one) or UNKNOWN for one in material.voices]
        return [by_voice[one] for one in segments.voice.tolist()]
    if name not in (known := attributes(material)):
        near = closest(name, (*FACETS, *known))
        hint = f"did you mean {near}?" if near else f"one of: {', '.join((*FACETS, *known))}"
        raise UsageError(f"nothing to group by is called {name}", hint=hint)
    said = [
        one.attributes.get(name) or material.documents[one.document].attributes.get(name) or UNKNOWN
        for one in material.voices
    ]
    return [said[one] for one in segments.voice.tolist()]
