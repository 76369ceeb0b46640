"""Charts into files: SVG or PNG by the suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from partcode.errors import Location, MissingExtra, UsageError
from partcode.export.files import replacing

_DOTS = 2  # of a PNG for each pixel of the chart


def write_picture(chart: Any, file: Path) -> None:
    """Draw a chart into `file`, which appears whole or not at all. UsageError, MissingExtra, ExportError."""
    draw = _drawers().get(file.suffix.lower())
    if draw is None:
        hint = f"name it {file.stem}.svg or {file.stem}.png"
        raise UsageError("not a picture that can be drawn", where=Location(str(file)), hint=hint)
    drawn = draw(chart.to_dict())
    with replacing(file) as beside:
        beside.write_bytes(drawn)


def _drawers() -> dict[str, Callable[[dict[str, Any]], bytes]]:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("drawing pictures", "plots") from error
    # No address is allowed: a chart holds all its data, and nothing is ever fetched.
    return {
        ".svg": lambda spec: str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])).encode(),
        ".png": lambda spec: bytes(vl_convert.vegalite_to_png(spec, scale=_DOTS, allowed_base_urls=[])),
    }
