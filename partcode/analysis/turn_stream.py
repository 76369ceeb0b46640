"""The turns of a material as a stream of events: what is done in each, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from partcode.analysis.facets import UNKNOWN, facet
from partcode.model.columns import NO_TURN
from partcode.model.material import Material

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

Of = Literal["moves", "codes", "roles"]
Actors = Literal["role", "side", "speaker"]
NO_ACTOR = -1


class Event(NamedTuple):
    """What can be done in a turn; `actor` is NO_ACTOR for codes, whoever speaks."""

    name: str
    actor: int


@dataclass(frozen=True, slots=True)
class TurnStream:
    """Turns in order of document and place, columns of equal length, and what is done in them.

    document: index; actor: who speaks, as a number; turn, event: columns of another length, in order, no pair twice:
    the place of a turn in this stream, and the index into `events` of what is done in it.
    """

    document: Numbers
    actor: Numbers
    turn: Numbers
    event: Numbers
    events: tuple[Event, ...]

    def __len__(self) -> int:
        return len(self.document)

    def without_empty(self) -> TurnStream:
        """Only the turns in which something is done."""
        import numpy as np

        kept, turn = np.unique(self.turn, return_inverse=True)
        return TurnStream(self.document[kept], self.actor[kept], turn, self.event, self.events)

    def incidence(self) -> Any:
        """A sparse matrix (CSR) of turns and events, with 1 where the event is done in the turn."""
        import numpy as np
        from scipy.sparse import csr_array

        starts = np.searchsorted(self.turn, np.arange(len(self) + 1))
        ones = np.ones(len(self.event), dtype=np.int32)
        return csr_array((ones, self.event, starts), shape=(len(self), len(self.events)))


def turn_stream(material: Material, of: Of, actors: Actors) -> TurnStream:
    """The turns that the segments of a material are of. What stands outside of turns is left out.

    moves: a code and who makes it, as code@role; negated and reported codings are no moves. codes: all codings,
    whoever speaks. roles: who speaks; of a material with only some of its codes, in turns that have one of them.
    """
    import numpy as np

    segments, codings = material.segments, material.codings
    spoken = np.flatnonzero(segments.turn != NO_TURN)
    keys, first, place = np.unique(
        segments.document[spoken] << 32 | segments.turn[spoken], return_index=True, return_inverse=True
    )
    turns = np.full(len(segments), NO_TURN)
    turns[spoken] = place
    names, acting = _actors(material, actors)
    actor = acting[spoken[first]]
    coded = turns[codings.segment]
    there = coded != NO_TURN
    if of == "moves":
        there &= ~codings.negated & (codings.reported != 1)
    if of == "roles":
        turn = np.unique(coded[there]) if len(material.wanted) < len(material.codes) else np.arange(len(keys))
        pairs = np.stack([turn, actor[turn]])
        known = [Event(name, number) for number, name in enumerate(names)]
    else:
        by = actor[coded[there]] if of == "moves" else np.zeros(int(there.sum()), dtype=np.int64)
        pairs = np.unique(np.stack([coded[there], codings.code[there] * len(names) + by]), axis=1)
        known = [
            Event(f"{code.id}@{name}", number) if of == "moves" else Event(code.id, NO_ACTOR)
            for code in material.codes
            for number, name in enumerate(names)
        ]
    used, event = np.unique(pairs[1], return_inverse=True)
    return TurnStream(keys >> 32, actor, pairs[0], event, tuple(known[one] for one in used.tolist()))


def _actors(material: Material, actors: Actors) -> tuple[tuple[str, ...], Numbers]:
    """Names of actors, and by segment the index of who speaks. Who is on no side goes by his role."""
    import numpy as np

    found = facet(material, actors)
    if actors != "side" or UNKNOWN not in found.values:
        return found.values, found.of_segments
    roles = facet(material, "role")
    sides = found.values[:-1]  # the unknown stands last
    by_role = len(sides) + roles.of_segments
    return (*sides, *roles.values), np.where(found.of_segments == len(sides), by_role, found.of_segments)
