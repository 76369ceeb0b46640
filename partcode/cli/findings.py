"""Findings as people and programs read them: text, JSON, SARIF for code scanning, GitHub's workflow commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TextIO

from partcode import __version__
from partcode.errors import Finding, Location


class FindingFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def is_error(code: str) -> bool:
    """Whether it stops a run, or is an example that fails; everything else is advice."""
    return not code.startswith("PC4") or code.startswith("PC49")


def write(findings: Sequence[Finding], format: FindingFormat, stream: TextIO) -> None:
    """Write findings in the form asked for; JSON and SARIF are whole documents also when there are none."""
    writers: dict[FindingFormat, Callable[[Sequence[Finding]], str]] = {
        FindingFormat.TEXT: _text,
        FindingFormat.JSON: _json,
        FindingFormat.SARIF: _sarif,
        FindingFormat.GITHUB: _github,
    }
    stream.write(writers[format](findings))


def _severity(finding: Finding) -> str:
    return "error" if is_error(finding.code) else "warning"


def _text(findings: Sequence[Finding]) -> str:
    return "".join(f"{finding}\n" for finding in findings)


def _json(findings: Sequence[Finding]) -> str:
    rows = [
        {
            "path": finding.where.path,
            "line": finding.where.line,
            "column": finding.where.column,
            "code": finding.code,
            "severity": _severity(finding),
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    return _dumped(rows)


def _github(findings: Sequence[Finding]) -> str:
    """Workflow commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    return "".join(_command(finding) + "\n" for finding in findings)


def _command(finding: Finding) -> str:
    return command(_severity(finding), finding.where, finding.code, _whole(finding))


def command(severity: str, where: Location | None, title: str, text: str) -> str:
    """A workflow command: an `error`, `warning` or `notice`, at its place if it has one."""
    place = {"file": where.path, "line": where.line, "col": where.column} if where else {}
    known = {name: value for name, value in {**place, "title": title}.items() if value is not None}
    return f"::{severity} {','.join(f'{name}={_property(str(value))}' for name, value in known.items())}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _whole(finding: Finding) -> str:
    return f"{finding.message}\n{finding.hint}" if finding.hint else finding.message


def _sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""
    from partcode.cli.finding_codes import MEANINGS

    codes = sorted({finding.code for finding in findings})
    rules = [
        {"id": code, "shortDescription": {"text": MEANINGS[code]}, "help": {"text": MEANINGS[code]}} for code in codes
    ]
    driver = {"name": "partcode", "semanticVersion": __version__, "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    region = {"startLine": finding.where.line, "startColumn": finding.where.column}
    known = {name: value for name, value in region.items() if value is not None}
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.where.path)}}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _severity(finding),
        "message": {"text": _whole(finding)},
        "locations": [{"physicalLocation": {**place, "region": known} if known else place}],
    }


def _uri(path: str) -> str:
    from pathlib import PurePath
    from urllib.parse import quote

    found = PurePath(path)
    return found.as_uri() if found.is_absolute() else quote(found.as_posix())


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
