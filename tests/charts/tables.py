"""Small tables of every question that has a picture, with what is hard to draw: undefined figures, warnings, codes
labelled alike, long names."""

from partcode.charts import cooccur, freq, keyness, map, profile, sequence, timeline
from partcode.table import UNDEFINED, Table

LONG = "A label as long as nobody should write it, and as somebody always does, for the last of all codes"
FEW = "expected below 5"


def _freq(group=()):
    rows = [
        ("core.trust", "Trust", 12, 11, 4, 3, 2000, 6.0, 0.2, 0.25, None),
        ("norm.trust", "Trust", 3, 3, 1, 1, 2000, 1.5, UNDEFINED, UNDEFINED, "under 5 codings"),
        ("arb.demand", LONG, 30, 28, 5, 4, 2000, 15.0, 0.1, 0.12, None),
    ]
    return freq.COLUMNS, [(*group, *row) for row in rows]


def _crosstab(group=()):
    columns = ("code", "label", "role", "codings", "words", "rate", "expected", "residual", "warning")
    rows = [
        ("core.trust", "Trust", "funder", 12, 900, 13.3, 6.0, 4.5, None),
        ("core.trust", "Trust", "", 0, 900, 0.0, 6.0, -4.5, None),
        ("norm.trust", "Trust", "funder", 2, 900, 2.2, 1.0, 2.1, FEW),
        ("norm.trust", "Trust", "", 0, 900, 0.0, 1.0, UNDEFINED, FEW),
        ("arb.demand", LONG, "funder", 1, 900, 1.1, 6.0, -2.5, None),
        ("arb.demand", LONG, "", 1200, 900, 1.1, 1190.0, 0.5, None),
    ]
    return columns, [(*group, *row) for row in rows]


def _cooccur(group=()):
    rows = [
        ("a", "b", 5, 9, 8, 1.0, 0.4, 1.2, 0.3, 1, None),
        ("b", "c", 2, 8, 3, 1.0, 0.2, 1.2, 0.3, 1, FEW),
        ("a", "c", 1, 9, 3, 1.0, 0.1, UNDEFINED, 0.3, 0, FEW),
        ("d", LONG, 1, 1, 1, 1.0, 1.0, 1.2, 0.3, 1, FEW),
        ("a", "d", 0, 9, 1, 1.0, 0.0, UNDEFINED, 0.3, 0, FEW),
    ]
    return cooccur.COLUMNS, [(*group, *row) for row in rows]


def _sequence(group=()):
    rows = [
        ("demand", "appeal", 9, 4.0, 3.2, 0.7, 0.001, None),
        ("demand", LONG, 2, 4.0, -2.2, -0.7, 0.02, FEW),
        ("appeal", "demand", 0, UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED, "structural zero"),
    ]
    return sequence.COLUMNS, [(*group, *row) for row in rows]


def _keyness(group=()):
    rows = [
        ("audit", 20, 2, 9.0, 0.8, 25.0, 3.2, None),
        ("village", 1, 30, 0.4, 12.0, 31.0, -4.5, FEW),
        (LONG, 1, 0, 0.4, 0.0, 0.7, UNDEFINED, FEW),
    ]
    return keyness.COLUMNS, [(*group, *row) for row in rows]


def _map(group=()):
    rest = (0.1, 0.1, 0.4, 0.3, 0.7, 0.6, 0.3, None)
    rows = [
        ("code", "core.trust", "Trust", 0.4, 0.1, -0.5, 0.2, *rest),
        ("code", "norm.trust", "Trust", 0.2, 0.1, -0.5, 0.21, *rest),
        ("code", "arb.demand", LONG, 0.4, 0.1, 0.9, -0.2, *rest),
        ("role", "funder", "funder", 0.7, 0.1, 0.6, 0.1, *rest),
        ("role", "state", "state", 0.3, 0.1, -0.6, UNDEFINED, *rest),
    ]
    return map.COLUMNS, [(*group, *row) for row in rows]


def _saturation(group=()):
    columns = (
        "interviews", "document", "new_codes", "codes", "mean_new", "mean_codes", "low", "high", "ratio", "saturated",
        "warning",
    )  # fmt: skip
    rows = [
        (1, "a.docx", 9, 9, 7.0, 7.0, 4.0, 9.0, UNDEFINED, 0, "before base and run are complete"),
        (2, "b.docx", 4, 13, 4.0, 11.0, 8.0, 13.0, 0.4, 0, None),
        (3, f"{LONG}.docx", 0, 13, 2.0, 13.0, 13.0, 13.0, 0.0, 1, None),
    ]
    return columns, [(*group, *row) for row in rows]


def _profile(group=()):
    rows = [
        ("lindara", 1, 0.9, 1, UNDEFINED, None, 3.0, 0.0),
        (LONG, 1, 0.9, 2, 0.4, None, 2.0, 0.1),
        ("teranga", 2, UNDEFINED, 3, 1.3, "unstable", 0.0, 5.0),
    ]
    return (*profile.COLUMNS, "core.trust", "arb.demand"), [(*group, *row) for row in rows]


_MAKERS = {
    "freq": _freq, "crosstab": _crosstab, "cooccur": _cooccur, "sequence": _sequence, "keyness": _keyness, "map": _map,
    "saturation": _saturation, "profile": _profile,
}  # fmt: skip
NAMES = tuple(_MAKERS)


def table(name, *groups):
    """The table of a question, once for each group."""
    columns, rows = _MAKERS[name]()
    if not groups:
        return Table(columns, rows)
    return Table(("language", *columns), [row for group in groups for row in _MAKERS[name]((group,))[1]])


def case():
    """Turns, codings and steps of a case of two documents."""
    turns = [
        ("a.vtt", 1, "Ann", "interviewer", "", 10, 0, 50, "Good morning"),
        ("a.vtt", 2, "Harald", "north_funder", "north", 80, 51, 400, "The board has decided"),
        ("a.vtt", 3, "Amina", "south_ngo", "south", 60, 401, 700, "Twenty-three villages"),
        ("b.vtt", 1, "Ann", "interviewer", "", 5, 0, 30, "Again"),
        ("b.vtt", 2, "", "", "", 5, 31, 60, "[laughs]"),
    ]
    codings = [
        ("a.vtt", 2, "arb.demand", "Demand", 60, 90),
        ("a.vtt", 2, "arb.demand", "Demand", 100, 120),
        ("a.vtt", 2, "core.trust", "Trust", 130, 150),
        ("a.vtt", 3, "arb.appeal", "Appeal", 410, 440),
        ("a.vtt", None, "core.trust", "Trust", 900, 910),
    ]
    steps = [
        ("a.vtt", 1, "Mechanism", 1, 2, 3, "arb.appeal", "Appeal", 410, 440),
        ("a.vtt", 1, "Mechanism", 1, 1, 2, "arb.demand", "Demand", 60, 90),
    ]
    columns = (timeline.TURNS, timeline.CODINGS, timeline.STEPS)
    return tuple(Table(names, rows) for names, rows in zip(columns, (turns, codings, steps), strict=True))
