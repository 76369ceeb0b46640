"""Part of a material: by code, by who speaks, by document, by what people decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from partcode.analysis.facets import UNKNOWN, facet
from partcode.errors import UsageError, closest
from partcode.model import LANGUAGES, ROLES, SIDES, Unit
from partcode.model.codebook import Certainty
from partcode.model.codings import ACCEPTED, PROPOSED, STATUSES
from partcode.model.columns import KINDS
from partcode.model.corpus import Kind
from partcode.model.material import CodingColumns, Material, PlacedChain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

_SEVERAL = {
    "code": "codes",
    "role": "roles",
    "side": "sides",
    "speaker": "speakers",
    "case": "cases",
    "document": "documents",
    "language": "languages",
    "status": "statuses",
}
_ONE = ("unit", "by", "certainty", "run")
_KNOWN = {"role": ROLES, "side": SIDES, "language": LANGUAGES}


@dataclass(frozen=True, slots=True)
class Selection:
    """What an analysis is about. Empty is everything, but for `statuses`: rejected codings don't count.

    `codes` are ids or their beginnings; `unit` None is that of the run; `by` is a facet: one analysis for each of its
    values.
    """

    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = (PROPOSED, ACCEPTED)
    unit: Unit | None = None
    by: str = ""
    certainty: Certainty = "low"
    run: str | None = None

    @classmethod
    def of(cls, **filters: Any) -> Selection:
        """The selection that filters make, called as the options are: code, role, side, speaker, case, document,
        language, status (one or several of each), unit, by, certainty, run. UsageError for another name."""
        given: dict[str, Any] = {}
        for name, value in filters.items():
            if name not in (*_SEVERAL, *_ONE):
                near = closest(name, (*_SEVERAL, *_ONE))
                hint = f"did you mean {near}?" if near else f"there are {', '.join((*_SEVERAL, *_ONE))}"
                raise UsageError(f"no filter {name}", hint=hint)
            if not value:
                continue
            if name in _ONE:
                given[name] = _unit(str(value)) if name == "unit" else str(value)
            else:
                given[_SEVERAL[name]] = (value,) if isinstance(value, str) else tuple(map(str, value))
        return cls(**given)


def _unit(name: str) -> Unit:
    if name not in tuple(Unit):
        raise UsageError(f"unit {name}: there is none", hint=f"there are {', '.join(Unit)}")
    return Unit(name)


def select(material: Material, selection: Selection) -> Material:
    """What was asked for: the segments of these speakers, documents and languages, and in them the codings of these
    codes and statuses. UsageError for values that the material can't have."""
    wanted = codes_wanted(material, selection.codes)
    chosen = with_segments(material, _chosen_segments(material, selection))
    return replace(with_codings(chosen, _chosen_codings(chosen.codings, wanted, selection.statuses)), wanted=wanted)


def split(material: Material, by: str) -> Iterator[tuple[str, Material]]:
    """The material by value of a facet; all of it, under "", when there is none."""
    if not by:
        yield "", material
        return
    groups = facet(material, by)
    for place, value in enumerate(groups.values):
        yield value, with_segments(material, groups.of_segments == place)


def with_segments(material: Material, keep: Flags) -> Material:
    """Only some of the segments, and the codings and chains that begin in these."""
    import numpy as np

    if bool(keep.all()):
        return material
    codings = material.codings
    kept_before = np.concatenate(([0], np.cumsum(keep)))
    moved = replace(codings, segment=kept_before[codings.segment], last=kept_before[codings.last + 1] - 1)
    there = moved.where(keep[codings.segment])
    chains = tuple(one for one in material.chains if keep[_segment_of_first_step(material, one)])
    return replace(material, segments=material.segments.where(keep), codings=there, chains=chains)


def _segment_of_first_step(material: Material, placed: PlacedChain) -> int:
    import numpy as np

    document, start = placed.document, placed.chain.steps[0].start
    first, end = np.searchsorted(material.segments.document, (document, document + 1)).tolist()
    return int(first + np.searchsorted(material.segments.end[first:end], start, side="right"))


def with_codings(material: Material, keep: Flags) -> Material:
    """Only some of the codings."""
    return replace(material, codings=material.codings.where(keep))


def body(material: Material) -> Flags:
    """By segment, whether it is body text: only its words are in the denominators of rates."""
    flags: Flags = material.segments.kind == KINDS.index(Kind.BODY)
    return flags


def _chosen_segments(material: Material, selection: Selection) -> Flags:
    import numpy as np

    keep = np.ones(len(material.segments), dtype=np.bool_)
    for name, values in (
        ("role", selection.roles),
        ("side", selection.sides),
        ("speaker", selection.speakers),
        ("case", selection.cases),
        ("document", selection.documents),
        ("language", selection.languages),
    ):
        if values:
            groups = facet(material, name)
            places = [_place(name, value, groups.values) for value in values]
            keep &= np.isin(groups.of_segments, [place for place in places if place is not None])
    return keep


def _place(name: str, value: str, values: Sequence[str]) -> int | None:
    """The place of a value; None for one that could be there and isn't."""
    if value in values:
        return values.index(value)
    if value in _KNOWN.get(name, ()):
        return None
    known = (*values, *_KNOWN.get(name, ()))
    near = closest(value, known)
    listed = ", ".join(dict.fromkeys(one for one in known if one != UNKNOWN))
    hint = f"did you mean {near}?" if near else f"there are {listed}"
    raise UsageError(f"{name} {value}: there is none", hint=hint)


def codes_wanted(material: Material, codes: Sequence[str]) -> tuple[int, ...]:
    """The places of the codes that begin so, of all without any; UsageError for one that the run doesn't have."""
    ids = [code.id for code in material.codes]
    for code in codes:
        if not any(id.startswith(code) for id in ids):
            near = closest(code, ids)
            raise UsageError(
                f"the run has no code {code}",
                hint=f"did you mean {near}?" if near else "see them with: partcode export codes",
            )
    wanted = tuple(codes) or ("",)
    return tuple(place for place, id in enumerate(ids) if id.startswith(wanted))


def _chosen_codings(codings: CodingColumns, wanted: Sequence[int], statuses: Sequence[str]) -> Flags:
    import numpy as np

    for status in statuses:
        if status not in STATUSES:
            raise UsageError(f"status {status}: there is none", hint=f"there are {', '.join(STATUSES)}")
    keep: Flags = np.isin(codings.code, wanted) & np.isin(codings.status, [STATUSES.index(one) for one in statuses])
    return keep
