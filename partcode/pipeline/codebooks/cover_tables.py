"""How codebooks cover a corpus, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from partcode.pipeline.codebooks.counting import Hits
from partcode.pipeline.codebooks.covering import CARES, MOST, CodeCover, Coverage, RuleCover, SequenceCover
from partcode.table import Cell, Table

_CODES = (
    "codebook", "code", "language", "care", "rules", "patterns", "forms", "examples", "matches", "segments",
    "documents", "speakers", "negated", "reported", "top_rule", "top_share", "silent", "silent_rules", "chains",
    "complete",
)  # fmt: skip
_RULES = (
    "codebook", "code", "rule", "language", "care", "certainty", "patterns", "forms", "matches", "segments",
    "documents", "speakers", "negated", "reported", "share",
)  # fmt: skip


def codes_table(coverage: Coverage) -> Table:
    """One row per code and language, and one per sequence, with its chains and how many are complete. `negated` and
    `reported` are shares of the segments, `top_share` is that of the rule with most matches."""
    rows = [*map(_code_row, coverage.codes), *map(_sequence_row, coverage.sequences)]
    care = _CODES.index("care")
    return Table(_CODES, sorted(rows, key=lambda row: CARES.index(str(row[care]))), "Coverage")


def _code_row(one: CodeCover) -> tuple[Cell, ...]:
    return (
        *(one.codebook, one.code, one.language, one.care, len(one.rules)),
        *(sum(rule.patterns for rule in one.rules), one.forms, one.examples),
        *_hits(one.hits),
        *((one.top.rule.id, _rounded(one.top.share)) if one.top else ("", None)),
        *(len(one.silent), ", ".join(one.silent)),
        *(None, None),
    )


def _sequence_row(one: SequenceCover) -> tuple[Cell, ...]:
    known: dict[str, Cell] = {
        "codebook": one.codebook,
        "code": one.sequence,
        "language": "",
        "care": one.care,
        "examples": one.examples,
        "top_rule": "",
        "silent_rules": "",
    }
    if one.chains:
        found, complete, documents = one.chains
        known |= {"documents": documents, "chains": found, "complete": complete}
    return tuple(known.get(column) for column in _CODES)


def rules_table(covers: Iterable[CodeCover]) -> Table:
    """One row per rule and language, the silent ones first, then those that make most of their code's matches.
    `share` is that of the matches of the code; the others are as for codes."""
    pairs = [(_care(cover, rule), cover, rule) for cover in covers for rule in cover.rules]
    pairs.sort(key=lambda one: (one[0] != "silent", not one[0]))  # otherwise in the order of the codes
    rows = [
        (
            *(cover.codebook, cover.code, one.rule.id, cover.language, care, one.rule.certainty),
            *(one.patterns, one.forms),
            *_hits(one.hits),
            _rounded(one.share),
        )
        for care, cover, one in pairs
    ]
    return Table(_RULES, rows, "Coverage by rule")


def _care(cover: CodeCover, rule: RuleCover) -> str:
    if rule.silent:
        return "silent"
    return "most hits" if len(cover.rules) > 1 and (rule.share or 0.0) >= MOST else ""


def _hits(hits: Hits | None) -> tuple[Cell, ...]:
    """Counts, then the shares of negated and reported segments."""
    if hits is None:
        return (None,) * len(Hits._fields)
    shares = (share / hits.segments if hits.segments else None for share in (hits.negated, hits.reported))
    return (hits.matches, hits.segments, hits.documents, hits.speakers, *map(_rounded, shares))


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
