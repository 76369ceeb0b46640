"""One HTML file that needs nothing beside it: styles, scripts and data are in it, and nothing may come from outside."""

from __future__ import annotations

import html
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

from partcode import __version__
from partcode.errors import MissingExtra
from partcode.report import encoding
from partcode.report.contents import Contents
from partcode.report.figures import drawing

MARK = '<meta name="generator" content="partcode'  # by which a report is known
STYLES = ("colours.css", "page.css", "reader.css", "print.css")
# In the order in which they need each other.
SCRIPTS = (
    "dom.js", "words.js", "study.js", "filters.js", "panel.js", "tables.js", "overview.js", "corpus.js", "passages.js",
    "evidence.js", "margin.js", "reader.js", "chains.js", "sections.js", "keys.js", "start.js",
)  # fmt: skip


def page(contents: Contents) -> str:
    """The HTML of a report: the same contents are the same text. MissingExtra without what draws pictures."""
    style = "".join(map(_part, STYLES))
    scripts = ["".join(map(_part, SCRIPTS)), _part("figures.js"), _drawing()]
    parts = {
        "title": html.escape(contents.title),
        "version": __version__,
        "policy": _policy(style, scripts),
        "style": style,
        "data": "\n".join(_data(contents)),
        "scripts": "\n".join(f'<script type="module">{script}</script>' for script in scripts),
    }
    page = _part("page.html")
    before, *rest = page.split("{{")
    # One pass: what comes from a study may hold the name of another part.
    return before + "".join(parts[name] + after for name, _, after in (piece.partition("}}") for piece in rest))


def _part(name: str) -> str:
    return files("partcode.report").joinpath("page", name).read_text(encoding="utf-8")


def _drawing() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script."""
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtra("a report", "plots") from error
    bundle: str = vl_convert.javascript_bundle("window.vega = vega; window.vegaEmbed = vegaEmbed;")
    return bundle.replace("</script", "<\\/script")


def _policy(style: str, scripts: list[str]) -> str:
    """What the page may do: run these scripts, have these styles, and nothing else."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(contents: Contents) -> list[str]:
    return [
        _json("words", encoding.to_script(_words())),
        _json("study", encoding.to_script(encoding.study(contents))),
        _json("figures", encoding.to_script([encoding.figure(figure) for figure in contents.figures])),
        _json("drawing", encoding.to_script(drawing())),
        _json("methods", encoding.to_script([encoding.appendix(one) for one in contents.methods])),
        *(
            _json(f"document-{i}", encoding.to_script(encoding.script(document)))
            for i, document in enumerate(contents.documents)
        ),
    ]


def _words() -> Any:
    import json

    return json.loads(_part("words.json"))


def _json(id: str, data: str) -> str:
    return f'<script type="application/json" id="{id}">{data}</script>'
