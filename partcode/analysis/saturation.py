"""New codes per interview, and whether there were still new ones at the end."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from partcode.analysis.novelty import Rule, new_codes, random_orders, ratios, reached, saturated
from partcode.errors import UsageError
from partcode.model.material import Material
from partcode.table import Cell, Table, figure

if TYPE_CHECKING:
    from partcode.analysis.novelty import Flags, Floats, Numbers

MIDDLE = (0.025, 0.975)  # of the random orders
OVERS = ("document", "case")


class Interviews(NamedTuple):
    """Interviews in the given order, and which codes occur in each, interviews x codes."""

    names: tuple[str, ...]
    found: Flags
    notes: tuple[str, ...]


def saturation(
    material: Material,
    *,
    over: str = "document",
    base: int = 4,
    run_length: int = 2,
    threshold: float = 0.05,
    orders: int = 1000,
    seed: int = 1,
) -> Table:
    """New codes per interview: in the given order (by date, then path), and on average over random orders with what
    the middle 95 % of these have met. An interview is a document of kind interview, or with `over` "case" all of a
    case; those without codings count.

    `ratio` is the new information of the run that ends with an interview, new codes of the run divided by the codes
    of the base, and undefined before base and run are complete. UsageError for sizes that can't be.

    Source: Guest, Namey & Chen (2020), who advise a base of 4 to 6, a run of 2 or 3 and a threshold of 5 or 0 %.
    """
    import numpy as np

    rule = _checked(Rule(base, run_length, threshold), over, orders)
    interviews = _interviews(material, over)
    many = len(interviews.names)
    given = new_codes(interviews.found, np.arange(many)[None, :])
    drawn = new_codes(interviews.found, random_orders(many, orders, seed))
    notes = (*_notes(given, drawn, rule), *interviews.notes)
    columns = (
        "interviews", over, "new_codes", "codes", "mean_new", "mean_codes", "low", "high", "ratio", "saturated",
        "warning",
    )  # fmt: skip
    return Table(columns, _rows(interviews.names, given, drawn, rule), "Saturation", notes, bar="new_codes")


def _checked(rule: Rule, over: str, orders: int) -> Rule:
    if over not in OVERS:
        raise UsageError(f"--over {over}: an interview is a document or a case", hint="--over document")
    if rule.base < 1 or rule.run < 1 or orders < 1:
        raise UsageError("--base, --run-length and --orders are at least 1", hint="--base 4 --run-length 2")
    if not 0 <= rule.threshold < 1:
        raise UsageError(f"--threshold {rule.threshold}: a share", hint="--threshold 0.05")
    return rule


def _interviews(material: Material, over: str) -> Interviews:
    import numpy as np

    chosen, notes = _chosen(material, over)
    names = {one: material.documents[one].case if over == "case" else material.documents[one].path for one in chosen}
    places = {name: place for place, name in enumerate(dict.fromkeys(names.values()))}
    by_document = np.array([places.get(names.get(one, ""), -1) for one in range(len(material.documents))], np.int64)
    at = by_document[material.codings.document]
    found = np.zeros((len(places), len(material.codes)), np.bool_)
    found[at[at >= 0], material.codings.code[at >= 0]] = True
    return Interviews(tuple(places), found, notes)


def _chosen(material: Material, over: str) -> tuple[list[int], tuple[str, ...]]:
    """The documents that are interviews, in order, and what must be known of the choice."""
    documents, there = material.documents, sorted(set(material.segments.document.tolist()))
    chosen = [one for one in there if documents[one].kind == "interview"] or there
    notes = []
    if any(documents[one].kind != "interview" for one in chosen):
        notes.append("no document is of the kind interview: all are taken as interviews")
    known = [one for one in chosen if documents[one].case or over != "case"]
    if len(known) < len(chosen):
        notes.append(f"{len(chosen) - len(known)} interviews without a known case are left out")
    if undated := sum(not documents[one].date for one in known):
        notes.append(f"{undated} interviews have no date and come last in the given order, by path")
    known.sort(key=lambda one: (not documents[one].date, documents[one].date, documents[one].path))
    return known, tuple(notes)


def _rows(names: Sequence[str], given: Numbers, drawn: Numbers, rule: Rule) -> list[tuple[Cell, ...]]:
    import numpy as np

    if not names:
        return []
    ratio = ratios(given, rule)
    met = np.cumsum(drawn, axis=1)
    low, high = np.quantile(met, MIDDLE, axis=0).tolist()
    columns = zip(
        names,
        given[0].tolist(),
        np.cumsum(given[0]).tolist(),
        map(figure, drawn.mean(axis=0)),
        map(figure, met.mean(axis=0)),
        map(figure, low),
        map(figure, high),
        map(figure, ratio[0]),
        saturated(ratio, rule)[0].astype(int).tolist(),
        strict=True,
    )
    return [(place, *row, _warning(place, row[7], rule)) for place, row in enumerate(columns, start=1)]


def _warning(place: int, ratio: float, rule: Rule) -> str:
    if ratio == ratio:
        return ""
    if place < rule.base + rule.run:
        return f"no ratio before a base of {rule.base} and a run of {rule.run}"
    return "no ratio: the base has no code"


def _notes(given: Numbers, drawn: Numbers, rule: Rule) -> list[str]:
    many = given.shape[1]
    if many < rule.base + rule.run:
        sizes = f"a base of {rule.base} and a run of {rule.run}"
        return [f"saturation is undefined: {many} interviews are fewer than {sizes}"]
    at = f"at a threshold of {rule.threshold:.0%} (base {rule.base}, run {rule.run})"
    return [
        f"in the given order {_when(float(reached(ratios(given, rule), rule)[0]), rule)} {at}",
        _over_orders(reached(ratios(drawn, rule), rule)),
        "codes that were written beforehand can be met or not: that there are no further ones to be found isn't shown",
    ]


def _when(seen: float, rule: Rule) -> str:
    if seen == inf:
        return "saturation isn't reached"
    return f"saturation is reached after {int(seen) - rule.run} interviews, as is seen after {int(seen)},"


def _over_orders(seen: Floats) -> str:
    import numpy as np

    ends = np.quantile(seen, (MIDDLE[0], 0.5, MIDDLE[1]), method="inverted_cdf").tolist()
    low, middle, high = ("never" if one == inf else str(int(one)) for one in ends)
    share = f"{np.isfinite(seen).mean():.0%} of {len(seen)} random orders show it"
    return f"{share}, after so many interviews: {low} (2.5 %), {middle} (median), {high} (97.5 %)"
