"""What people decided, as agreement: of each with the rules, and among themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from partcode.analysis.agreement import Coincidences, alpha_interval, cohen_kappa
from partcode.pipeline.appendix.facts import Agreement, Precision
from partcode.store.decided.judged import JudgedDocument

ANY = ""  # in the place of a code: all of them together
FEW_SEGMENTS = 20

Place = tuple[int, int]


def precisions(documents: Sequence[JudgedDocument]) -> list[Precision]:
    """By person, of all codes and of each: the proposals that the person judged, and those of them that hold. A coding
    of the person's own where a rule proposed the same is a proposal that holds."""
    judged: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for person, verdicts in document.verdicts.items():
            for key in document.proposed:
                if (holds := verdicts.holds(key)) is not None:
                    for code in (ANY, key[2]):
                        judged[person, code] += 1
                        held[person, code] += holds
    return [Precision(*who, count, held[who]) for who, count in sorted(judged.items())]


def agreements(documents: Sequence[JudgedDocument]) -> list[Agreement]:
    """Among people, on whether there is any code and on each, over the segments that at least two of them judged; the
    codes are those that anybody judged there."""
    shared = [_Shared.of(document) for document in documents]
    people = sorted({person for document in documents for person in document.verdicts})
    codes = sorted({code for one in shared for code in one.codes})
    by_code = {code: [_units(one, people, code) for one in shared] for code in codes}
    anything = [
        [[_any(values) for values in zip(*rows, strict=True)] for rows in zip(*of_document, strict=True)]
        for of_document in zip(*by_code.values(), strict=True)
    ]
    return [_agreement(code, found) for code, found in ({ANY: anything} | by_code if codes else {}).items()]


class _Shared(NamedTuple):
    """The segments of a document that two or more people judged, which segments each of them judged, and the codes that
    anybody judged in the shared ones."""

    document: JudgedDocument
    places: tuple[Place, ...]
    seen: Mapping[str, frozenset[Place]]
    codes: frozenset[str]

    @classmethod
    def of(cls, document: JudgedDocument) -> _Shared:
        keys = {person: one.accepted | one.rejected | one.coded for person, one in document.verdicts.items()}
        seen = {person: frozenset((start, end) for start, end, _ in found) for person, found in keys.items()}
        counted = Counter(place for places in seen.values() for place in places)
        places = {place for place, judges in counted.items() if judges > 1}
        codes = frozenset(code for found in keys.values() for *place, code in found if tuple(place) in places)
        return cls(document, tuple(sorted(places)), seen, codes)

    def value(self, person: str, place: Place, code: str) -> bool | None:
        """Whether the code is there for the person. Who judged the segment and didn't give it has not found it there,
        unless a rule proposed it and the person left that open."""
        if place not in self.seen.get(person, ()):
            return None
        key = (*place, code)
        holds = self.document.verdicts[person].holds(key)
        return False if holds is None and key not in self.document.proposed else holds


_Units = list[list[bool | None]]  # by segment, the judgement of every person


def _units(shared: _Shared, people: Sequence[str], code: str) -> _Units:
    return [[shared.value(person, place, code) for person in people] for place in shared.places]


def _any(values: Sequence[bool | None]) -> bool | None:
    return True if True in values else None if None in values else False


def _agreement(code: str, documents: Sequence[_Units]) -> Agreement:
    units = [unit for of_document in documents for unit in of_document if len(unit) - unit.count(None) > 1]
    parts = [Coincidences.of(of_document) for of_document in documents]
    whole = Coincidences.sum(parts)
    judges = [column for column in zip(*units, strict=True) if any(value is not None for value in column)]
    kappa = cohen_kappa(judges[0], judges[1]) if len(judges) == 2 else None
    interval = alpha_interval(parts) if whole.alpha is not None else None
    reasons = {
        "nothing_shared": not units,
        "one_value": bool(units) and whole.alpha is None,
        "more_than_two": len(judges) > 2,
        "few_segments": 0 < len(units) < FEW_SEGMENTS,
        "few_documents": whole.alpha is not None and interval is None,
    }
    low, high = interval or (None, None)
    why = tuple(why for why, holds in reasons.items() if holds)
    return Agreement(code, len(judges), len(units), whole.prevalence, kappa, whole.alpha, low, high, why)
