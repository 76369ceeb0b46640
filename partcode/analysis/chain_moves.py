"""Sequences looked for anew among the turns of a material, in their order or in another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from partcode.coding.chains import Moves, find_chains
from partcode.coding.evidence import UNKNOWN_ROLE
from partcode.model import ROLES, Kind
from partcode.model.codebook import Sequence as TurnSequence
from partcode.model.columns import KINDS, NO_TURN, NOBODY
from partcode.model.material import Material

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_HEADING = KINDS.index(Kind.HEADING)


class Turns(NamedTuple):
    """Turns in order of document and place, columns of equal length. document: index; turn: place in it; section: no
    chain leaves one."""

    document: Numbers
    turn: Numbers
    section: Numbers


@dataclass(frozen=True, slots=True)
class Conversation:
    """The moves of a material, each in one of its turns (by place in `turns`), and the sequences to look for, each with
    the indexes under which the moves know its codes."""

    turns: Turns
    moves: Moves
    of_turn: Numbers
    sequences: tuple[tuple[TurnSequence, dict[str, int]], ...]

    def count(self, order: Numbers) -> Numbers:
        """By sequence how many chains there are, and how many of them are complete, when the turn numbered `order[i]`
        is in the place of the i-th."""
        import numpy as np

        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        there = place[self.of_turn]
        moves = replace(self.moves, turn=self.turns.turn[there], section=self.turns.section[there])
        found = [find_chains(sequence, codes, moves) for sequence, codes in self.sequences]
        counts = [(len(chains), sum(chain.complete for chain in chains)) for chains in found]
        return np.array(counts, dtype=np.int64).reshape(-1, 2)


def conversation(material: Material, sequences: Sequence[TurnSequence]) -> Conversation:
    """The moves that the sequences are about, as a run has them; documents without turns have none."""
    import numpy as np

    segments, codings = material.segments, material.codings
    spoken = segments.turn != NO_TURN
    heading = (segments.kind == _HEADING) & ~spoken
    section = segments.document << 32 | np.cumsum(heading & ~np.concatenate(([False], heading[:-1])))
    keys, first, place = np.unique(
        segments.document[spoken] << 32 | segments.turn[spoken], return_index=True, return_inverse=True
    )
    turns = Turns(keys >> 32, segments.turn[spoken][first], section[spoken][first])
    of_segment = np.full(len(segments), NO_TURN)
    of_segment[spoken] = place
    places = {code.id: number for number, code in enumerate(material.codes)}
    planned = tuple((one, {id: places.get(id, len(places)) for id in one.codes}) for one in sequences)
    wanted = sorted({place for _, codes in planned for place in codes.values()})
    made = np.flatnonzero(spoken[codings.segment] & np.isin(codings.code, wanted))
    # A person may have coded what a rule has coded, too: that is one move.
    _, once = np.unique(codings.segment[made] << 32 | codings.code[made], return_index=True)
    made = made[once]
    of_turn = of_segment[codings.segment[made]]
    return Conversation(turns, _moves(material, made, turns, of_turn), of_turn, planned)


def _moves(material: Material, made: Numbers, turns: Turns, of_turn: Numbers) -> Moves:
    """Some of the codings as moves."""
    import numpy as np

    codings = material.codings
    voice = material.segments.voice[codings.segment[made]]
    known = np.array([bool(one.speaker) for one in material.voices], dtype=np.bool_)
    role = [ROLES.index(one.role) if one.role else UNKNOWN_ROLE for one in material.voices]
    return Moves(
        code=codings.code[made],
        negated=codings.negated[made],
        reported=codings.reported[made].astype(np.int8),
        section=turns.section[of_turn],
        turn=turns.turn[of_turn],
        segment=codings.segment[made],
        start=codings.match_start[made],
        speaker=np.where(known[voice], voice, NOBODY),
        role=np.array(role, dtype=np.int64)[voice],
    )
