"""Charts into files: SVG or PNG by the suffix."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from partcode.errors import Location, MissingExtra, UsageError
from partcode.export.files import replacing

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DOTS = 2  # of a PNG for each pixel of the chart
_MOST = 150_000_000  # pixels of a PNG, each of which takes four bytes while it is drawn


def write_picture(chart: Any, file: Path) -> None:
    """Draw a chart into `file`, which appears whole or not at all. UsageError, MissingExtra, ExportError."""
    draw = _drawers().get(file.suffix.lower())
    if draw is None:
        hint = f"name it {file.stem}.svg or {file.stem}.png"
        raise UsageError("not a picture that can be drawn", where=Location(str(file)), hint=hint)
    drawn = draw(_drawable(chart.to_dict()))
    with replacing(file) as beside:
        beside.write_bytes(drawn)


def _drawable(part: Any) -> Any:
    """A spec with U+FFFD for what an SVG can't hold: at such a character vl-convert ends the process."""
    if isinstance(part, str):
        return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", part)
    if isinstance(part, list):
        return [_drawable(one) for one in part]
    if isinstance(part, dict):
        return {_drawable(key): _drawable(value) for key, value in part.items()}
    return part


def _drawers() -> dict[str, Callable[[dict[str, Any]], bytes]]:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("drawing pictures", "plots") from error

    def svg(spec: dict[str, Any]) -> str:
        # No address is allowed: a chart holds all its data, and nothing is ever fetched.
        return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))

    def png(spec: dict[str, Any]) -> bytes:
        _check_size(svg(spec))
        return bytes(vl_convert.vegalite_to_png(spec, scale=_DOTS, allowed_base_urls=[]))

    return {".svg": lambda spec: svg(spec).encode(), ".png": png}


def _check_size(drawn: str) -> None:
    """UsageError for an SVG that would be too large a PNG: without the memory vl-convert ends the process."""
    _, _, width, height = (_DOTS * float(side) for side in re.findall(r'viewBox="([^"]*)"', drawn)[0].split())
    if width * height > _MOST:
        raise UsageError(
            f"too large for a PNG: {width:,.0f} × {height:,.0f} pixels", hint="name it .svg, or select less"
        )
