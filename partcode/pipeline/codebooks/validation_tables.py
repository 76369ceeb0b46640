"""Validation as tables: figures, errors in context, agreement of the readers."""

from __future__ import annotations

from collections.abc import Sequence

from partcode.analysis.agreement import cohen_kappa, krippendorff_alpha
from partcode.analysis.validation import Score
from partcode.pipeline.codebooks.validating import Evidence, Validation
from partcode.table import Cell, Table

_SCORES = (
    "code", "by", "value", "segments", "gold", "found", "hits", "precision", "precision_low", "precision_high",
    "recall", "recall_low", "recall_high", "f1", "f1_low", "f1_high", "disputed",
)  # fmt: skip
_ERRORS = (
    "document", "start", "end", "language", "role", "code", "outcome", "rule", "match", "pre", "text", "post",
)  # fmt: skip
_AGREEMENT = ("code", "segments", "coders", "all", "some", "prevalence", "kappa", "alpha")


def scores_table(validation: Validation, facets: Sequence[str]) -> Table:
    """One row per code (and one for all), then by each value of each facet where there is something to count: counts,
    figures and their 95 % intervals, rounded to 3 digits."""
    scores = validation.scores(facets)
    rows = [_score_row(score) for score in scores if not score.facet or any(score.counts)]
    return Table(_SCORES, rows, "Validation")


def _score_row(score: Score) -> tuple[Cell, ...]:
    counts = score.counts
    figures: list[Cell] = []
    for value, interval in (
        (counts.precision, score.precision),
        (counts.recall, score.recall),
        (counts.f1, score.f1),
    ):
        figures += map(_rounded, (value, *(interval or (None, None))))
    gold, found = counts.hits + counts.missed, counts.hits + counts.wrong
    return (
        score.codes, score.facet, score.value, score.segments, gold, found, counts.hits, *figures, counts.disputed,
    )  # fmt: skip


def errors_table(validation: Validation) -> Table:
    """One row per segment and code that was missed or wrongly found, in context."""
    rows: list[tuple[Cell, ...]] = []
    for gold, judged, evidence, pre, post in validation.segments:
        for code in validation.codes:
            if (outcome := judged.outcome(code)) in ("missed", "wrong"):
                by = evidence.get(code, Evidence("", ""))
                place = (gold.document, gold.start, gold.end, gold.language, gold.role)
                rows.append((*place, code, outcome, *by, pre, gold.text, post))
    return Table(_ERRORS, rows, "Missed and wrong")


def agreement_table(validation: Validation) -> Table:
    """How far the readers agree, code by code: κ where there are two of them, α for any number."""
    readings = [one.gold.readings for one in validation.segments]
    coders = sorted({coder for read in readings for coder in read})
    rows = []
    for code in validation.codes:
        judgements = [[code in read[coder] if coder in read else None for read in readings] for coder in coders]
        both = [unit for unit in zip(*judgements, strict=True) if None not in unit]
        kappa = cohen_kappa(*zip(*both, strict=True)) if len(coders) == 2 and both else None
        given = [value for one in judgements for value in one if value is not None]
        counts = (len(both), len(coders), sum(map(all, both)), sum(map(any, both)))
        rows.append((code, *counts, *map(_rounded, (sum(given) / len(given), kappa, krippendorff_alpha(judgements)))))
    return Table(_AGREEMENT, rows, "Agreement of the readers")


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 3)
