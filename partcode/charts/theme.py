"""How all pictures look: colours for light and dark, letters, and that no label is cut.

Charts name colours by what they mean (a style, a range); only this module knows which they are.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from partcode.errors import MissingExtra

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
SIZE = 11  # of letters, in pixels
BESIDE = 18  # between a picture and its legends, in pixels


class Colours(NamedTuple):
    """What a picture is drawn with. `categories` can be told apart from each other by those who see no red or no
    green; `below` and `above` are residuals from -4 and to 4."""

    ground: str
    ink: str
    quiet: str
    line: str
    faint: str
    strong_ink: str  # on the outer colours of `residuals`
    categories: tuple[str, ...]
    residuals: tuple[str, str, str, str, str]
    ramp: tuple[str, ...]


LIGHT = Colours(
    ground="#ffffff",
    ink="#22262b",
    quiet="#5c636b",
    line="#8a9199",
    faint="#dfe3e7",
    strong_ink="#ffffff",
    categories=("#1f6aa5", "#c2510c", "#1e6558", "#671766", "#a68c60", "#6865dc", "#22252d", "#cc7498"),
    residuals=("#2a6aa3", "#b5d2e8", "#f3f2ee", "#f5c7a3", "#b3450c"),
    ramp=("#f3f2ee", "#cfe0ec", "#9cc2dd", "#5b97c2", "#1f6aa5"),
)
DARK = Colours(
    ground="#16181d",
    ink="#e6e8eb",
    quiet="#a6adb5",
    line="#7d858e",
    faint="#33383f",
    strong_ink="#101216",
    categories=("#6fb1e8", "#f08a4b", "#3ea287", "#9e4291", "#e7ea44", "#745ee7", "#dbe0e6", "#c12d3e"),
    residuals=("#84bdec", "#2c4f6e", "#262a31", "#70401f", "#f2a065"),
    ramp=("#262a31", "#27435c", "#2f6390", "#4a8cc2", "#8cc4f0"),
)


def altair() -> Any:
    """The library that makes specs of charts. MissingExtra."""
    try:
        import altair
    except ImportError as error:
        raise MissingExtra("drawing pictures", "plots") from error
    return altair


def config(colours: Colours = LIGHT) -> dict[str, Any]:
    """What Vega-Lite is told of colours, letters and labels."""
    letters = {"labelFontSize": SIZE, "titleFontSize": SIZE, "labelFontWeight": "normal", "titleFontWeight": "bold"}
    uncut = {"labelLimit": 0, "titleLimit": 0, "labelColor": colours.ink, "titleColor": colours.quiet}
    return {
        "font": FONT,
        "background": colours.ground,
        "padding": 12,
        "view": {"stroke": None},
        "axis": letters | uncut | {"gridColor": colours.faint, "domainColor": colours.line, "tickColor": colours.line},
        "legend": letters | uncut | {"symbolLimit": 0, "symbolBaseFillColor": colours.quiet},
        "header": letters | uncut,
        "title": {"color": colours.ink, "fontSize": SIZE + 2, "anchor": "start", "limit": 0, "offset": 10}
        | {"subtitleColor": colours.quiet, "subtitleFontSize": SIZE},
        "range": {
            "category": list(colours.categories),
            "diverging": list(colours.residuals),
            "heatmap": list(colours.ramp),
            "ramp": list(colours.ramp),
        },
        "text": {"fontSize": SIZE},
        "mark": {"color": colours.categories[0]},
        "style": _styles(colours),
    }


def _styles(colours: Colours) -> dict[str, Any]:
    return {
        "ink": {"color": colours.ink},
        "quiet": {"color": colours.quiet},
        "strong": {"color": colours.strong_ink},
        "halo": {"color": colours.ground, "stroke": colours.ground, "strokeWidth": 3},
        "leader": {"color": colours.line, "strokeWidth": 0.8},
        "edge": {"color": colours.line, "opacity": 0.45},
        "tree": {"color": colours.ink},
        "axis": {"color": colours.line, "strokeWidth": 1},
        "band": {"color": colours.categories[0], "opacity": 0.18},
        "dash": {"color": colours.quiet, "strokeWidth": 1, "strokeDash": [4, 3]},
        "ringed": {"stroke": colours.ground, "strokeWidth": 1},
        "lane": {"color": colours.faint, "strokeWidth": 1},
        "turn": {"color": colours.line},
        "bow": {"color": colours.ink, "strokeWidth": 1.4},
        "step": {"color": colours.ink},
        "on-step": {"color": colours.ground},
        "first": {"color": colours.categories[0]},
        "second": {"color": colours.categories[1]},
        "first-words": {"color": colours.categories[0]},
        "second-words": {"color": colours.categories[1], "fontWeight": "bold"},
    }


def themed(chart: Any) -> Any:
    """A finished chart as it is on paper: light."""
    return chart.properties(config=config())
