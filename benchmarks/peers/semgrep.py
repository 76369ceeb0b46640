"""semgrep (LGPL, run as a program): one rule per code, its literals as one regular expression, findings as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.peers.given import Hit, by_code, read_literals
from benchmarks.peers.peer import Peer, Place

_SETTINGS = ("--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet")


def _prepare(place: Place) -> None:
    rules = [
        {
            "id": code,
            "languages": ["regex"],
            "severity": "INFO",
            "message": code,
            # Without UCP the é of été is no letter, and neither has a word boundary nor an upper case.
            "pattern-regex": rf"(*UCP)(?i)\b(?:{'|'.join(map(re.escape, texts))})\b",
        }
        for code, texts in by_code(read_literals(place.literals)).items()
    ]
    _rules(place).write_text(json.dumps({"rules": rules}), encoding="utf-8")  # JSON is YAML


def _command(place: Place) -> list[str | Path]:
    findings = f"--json-output={_findings(place)}"
    return [place.program("semgrep"), "scan", "--config", _rules(place), findings, *_SETTINGS, place.corpus]


def _collect(place: Place) -> set[Hit]:
    """Its offsets are bytes of UTF-8; they are turned into code points here."""
    hits = set()
    raw = {path.name: path.read_bytes() for path in place.corpus.glob("*.txt")}
    for found in json.loads(_findings(place).read_text(encoding="utf-8"))["results"]:
        document = Path(found["path"]).name
        span = (len(raw[document][: found[side]["offset"]].decode(errors="replace")) for side in ("start", "end"))
        hits.add(Hit(document, found["check_id"].rsplit(".", 1)[-1], *span))
    return hits


def _rules(place: Place) -> Path:
    return place.folder / "rules.yaml"


def _findings(place: Place) -> Path:
    return place.folder / "findings.json"


PEER = Peer(
    "semgrep, regex rules", "a JSON file", _command, _collect, _prepare, "semgrep", "semgrep==1.182.0", environment=True
)
