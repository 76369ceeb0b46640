"""What moved between two runs, as tables."""

from __future__ import annotations

from typing import Literal

from partcode.model.snapshot import NOTHING, Chain, Coding, Context, Match
from partcode.pipeline.quoting import around
from partcode.pipeline.runs.drift import ChainShift, Drift, Pair, Shift
from partcode.pipeline.runs.shifts import leading, told_match, told_verdict
from partcode.table import Cell, Table

By = Literal["code", "document", "rule"]

_COUNTS = ("before", "after", "appears", "disappears", "changed", "decided")
_SEGMENTS = (
    "document", "start", "end", "turn", "role", "code", "coder", "change", "rule_before", "words_before",
    "verdict_before", "rule_after", "words_after", "verdict_after", "decision_before", "decision_after", "pre",
    "text", "post",
)  # fmt: skip


def summary(drift: Drift, by: By = "code") -> Table:
    """One row per code, and per sequence, of which something moved (or per document, or rule), as far as the shifts
    have been read."""
    counted = {
        "code": (*sorted(drift.codes.items()), *sorted(drift.sequences.items())),
        "document": sorted(drift.paths.items()),
        "rule": sorted(drift.rules.items()),
    }[by]
    rows: list[tuple[Cell, ...]] = [
        (id, one.before, one.after, *one.moved, one.decided, *([] if by == "document" else [len(one.documents)]))
        for id, one in counted
        if one.documents
    ]
    columns = (by, *_COUNTS, *(() if by == "document" else ("documents",)))
    return Table(columns, rows, "Codings before and after")


def segments(drift: Drift) -> Table:
    """One row per shift, in context where the text is at hand; to be read once."""
    rows = (_chain_row(one) if isinstance(one, ChainShift) else _row(one) for one in drift.shifts())
    return Table(_SEGMENTS, rows, "Codings that moved")


def _row(shift: Shift) -> tuple[Cell, ...]:
    before, after = shift.before, shift.after
    gone, came = leading(before.matches if before else (), after.matches if after else ())
    there = [(one.start, one.end, one.code, one.coder) for one in (before, after) if one]
    start, end, code, coder = there[0]
    contexts = _contexts(shift.documents)
    told = (*_told(before, gone, contexts[0]), *_told(after, came, contexts[1]))
    decisions = (before.status if before else "", after.status if after else "")
    context = contexts[1] if after else contexts[0]
    return (*_place(shift.documents, context, start, end), code, coder, shift.change, *told, *decisions,
            *_quoted(context, start, end))  # fmt: skip


def _chain_row(shift: ChainShift) -> tuple[Cell, ...]:
    """From the first segment of a chain to the last of its words."""
    chains = [one for one in (shift.before, shift.after) if one]
    start, end = chains[0].steps[0].segment, max(one.steps[-1].end for one in chains)
    contexts = _contexts(shift.documents)
    told = (*_told_chain(shift.before, contexts[0]), *_told_chain(shift.after, contexts[1]))
    context = contexts[1] if shift.after else contexts[0]
    return (*_place(shift.documents, context, start, end), chains[0].sequence, "", shift.change, *told, "", "",
            *_quoted(context, start, end))  # fmt: skip


def _contexts(documents: Pair) -> tuple[Context | None, Context | None]:
    """The context of either side; where one has no text, that of the other if it is the same."""
    old, new = documents
    same = old and new and old.text_sha256 and old.text_sha256 == new.text_sha256
    before, after = old.context if old else None, new.context if new else None
    return (before or after, after or before) if same else (before, after)


def _place(documents: Pair, context: Context | None, start: int, end: int) -> tuple[Cell, ...]:
    path = next(one.path for one in documents if one)
    turn, role = context.voice(start) if context else (None, "")
    return path, start, end, turn, role


def _quoted(context: Context | None, start: int, end: int) -> tuple[str, str, str]:
    return around(context.text, start, end) if context else ("", "", "")


def _told(coding: Coding | None, match: Match, context: Context | None) -> tuple[str, str, str]:
    """Rule, words (their place, where there is no text) and verdict; of a person's coding the verdict."""
    if coding is None or match is NOTHING:
        return "", "", told_verdict(coding.negated, coding.reported) if coding else ""
    rule, words, verdict = told_match(match, context.text if context else "")
    return rule, words or f"{match.start}-{match.end}", verdict


def _told_chain(chain: Chain | None, context: Context | None) -> tuple[str, str, str]:
    """The codes of its steps, their words or places, how much of it there is."""
    if chain is None:
        return "", "", ""
    verdict = "complete" if chain.complete else f"{chain.found} of {chain.needed} steps"
    words = (context.text[one.start : one.end] if context else f"{one.start}-{one.end}" for one in chain.steps)
    return " → ".join(one.code for one in chain.steps), " → ".join(words), verdict
