"""Pictures into files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from partcode.errors import MissingExtra
from partcode.export.files import replacing


def write_picture(chart: Any, file: Path) -> None:
    """Draw an Altair chart as SVG or PNG, by the name of the file. MissingExtra."""
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("A picture", "plots") from error
    spec = chart.to_dict()
    with replacing(file) as beside:
        if file.suffix.lower() == ".png":
            beside.write_bytes(vl_convert.vegalite_to_png(spec, scale=2))
        else:
            beside.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8", newline="\n")
