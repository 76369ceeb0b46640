"""The contents of a report as JSON for its page: columns, which a browser reads fast and keeps small."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from partcode.model.codebook import CERTAINTIES
from partcode.model.codings import STATUSES
from partcode.report.appendix import Appendix
from partcode.report.contents import ChainPlace, CodingPlace, Contents, Evidence, Paragraph, Script, TurnPlace
from partcode.report.figures import Figure
from partcode.table import Table

# What would end a script element, or a line in old readers of JavaScript.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_CERTAINTIES = (*CERTAINTIES, "")


def to_script(value: object) -> str:
    """JSON that can stand in a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


class Places:
    """Distinct values in order of first appearance, each under its place."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def of(self, value: str) -> int:
        """The place of a value."""
        return self.values.setdefault(value, len(self.values))


def study(contents: Contents) -> dict[str, Any]:
    """All but the texts: codings of all documents are one set of columns, so that a filter is one loop."""
    rules, coders, roles, cases = Places(), Places(), Places(), {case.id: i for i, case in enumerate(contents.cases)}
    codings = [(i, one) for i, document in enumerate(contents.documents) for one in document.codings]
    evidence = [match for _, coding in codings for match in coding.evidence]
    found: dict[str, Any] = {
        "title": contents.title,
        "run": contents.run,
        "unit": contents.unit,
        "certainty": contents.certainty,
        "statuses": STATUSES,
        "certainties": _CERTAINTIES,
        "books": [book._asdict() for book in contents.books],
        "codes": [code._asdict() for code in contents.codes],
        "sequences": [sequence._asdict() for sequence in contents.sequences],
        "cases": [case._asdict() for case in contents.cases],
        "documents": [_about(document, cases) for document in contents.documents],
        "codings": _codings(codings, coders, roles),
        "evidence": _evidence(evidence, rules),
        "chains": [_chain(i, one) for i, document in enumerate(contents.documents) for one in document.chains],
    }
    return {**found, "rules": list(rules.values), "coders": list(coders.values), "roles": list(roles.values)}


def script(document: Script) -> dict[str, Any]:
    """A text with its turns and paragraphs as columns."""
    return {
        "text": document.text,
        "turns": _columns(TurnPlace._fields, document.turns),
        "paragraphs": _columns(Paragraph._fields, document.paragraphs),
    }


def figure(figure: Figure) -> dict[str, Any]:
    """A figure with its table."""
    return {**figure._asdict(), "table": table(figure.table)}


def appendix(appendix: Appendix) -> dict[str, Any]:
    """A methods appendix with its tables."""
    sections = [{**one._asdict(), "tables": [table(each) for each in one.tables]} for one in appendix.sections]
    return {**appendix._asdict(), "sections": sections}


def table(table: Table) -> dict[str, Any]:
    """A table; what is undefined is null."""
    rows = [[None if isinstance(cell, float) and math.isnan(cell) else cell for cell in row] for row in table.rows]
    return {"columns": table.columns, "rows": rows, "title": table.title}


def _about(document: Script, cases: dict[str, int]) -> dict[str, Any]:
    return {
        "path": document.path,
        "title": document.title,
        "case": cases.get(document.case, -1),
        "kind": document.kind,
        "date": document.date,
        "language": document.language,
        "format": document.format,
        "words": document.words,
        "turns": len(document.turns),
        "voices": [voice._asdict() for voice in document.voices],
    }


def _codings(codings: Sequence[tuple[int, CodingPlace]], coders: Places, roles: Places) -> dict[str, Any]:
    """Columns, and in `first` where the evidence of each coding begins: one more than there are codings."""
    first = [0]
    for _, coding in codings:
        first.append(first[-1] + len(coding.evidence))
    rows = (
        (
            document,
            *one[:4],
            roles.of(one.role),
            STATUSES.index(one.status),
            _CERTAINTIES.index(one.certainty),
            one.negated,
            one.reported,
            coders.of(one.coder),
        )
        for document, one in codings
    )
    return {**_columns(("document", *CodingPlace._fields[:-1]), rows), "first": first}


def _evidence(evidence: Sequence[Evidence], rules: Places) -> dict[str, Any]:
    rows = ((rules.of(one.rule), _CERTAINTIES.index(one.certainty), *one[2:]) for one in evidence)
    return _columns(Evidence._fields, rows)


def _chain(document: int, chain: ChainPlace) -> dict[str, Any]:
    return {
        "document": document,
        "sequence": chain.sequence,
        "found": chain.found,
        "needed": chain.needed,
        "outcome": chain.outcome,
        "steps": [step._asdict() for step in chain.steps],
    }


def _columns(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in names]
    return dict(zip(names, columns, strict=True))
