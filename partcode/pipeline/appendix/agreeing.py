"""The section on agreement: of each person with the rules, and of people among themselves."""

from __future__ import annotations

from collections.abc import Iterator

from partcode.analysis.intervals import Interval, wilson
from partcode.pipeline.appendix.facts import Agreement, Facts, Precision
from partcode.pipeline.appendix.judging import ANY
from partcode.pipeline.appendix.wording import Wording
from partcode.report.appendix import Section
from partcode.table import Cell, Table

FEW_DECISIONS = 20

_PRECISION = ("person", "code", "decided", "accepted", "precision", "interval", "note")


def agreement(facts: Facts, w: Wording) -> Section:
    """What could be computed, and why the rest could not."""
    paragraphs: list[str] = []
    tables: list[Table] = []
    if facts.precisions:
        paragraphs += [w.say("agreement.precision"), w.say("agreement.no_kappa")]
        rows = [_precision(one, w) for one in facts.precisions]
        tables.append(Table(tuple(map(w.say, _PRECISION)), rows, w.say("agreement.rules")))
    else:
        paragraphs.append(w.say("agreement.no_precision"))
    if facts.agreements:
        paragraphs.append(w.say("agreement.units"))
        heads = (
            w.say("code"), w.say("people"), w.say("segments"), w.say("prevalence"), "κ", "α", w.say("interval"),
            w.say("note"),
        )  # fmt: skip
        rows = [_agreement(one, w) for one in facts.agreements]
        tables.append(Table(heads, rows, w.say("agreement.people")))
    else:
        paragraphs.append(w.say("agreement.alone"))
    return Section(w.say("agreement"), tuple(paragraphs), tables=tuple(tables))


def _precision(one: Precision, w: Wording) -> tuple[Cell, ...]:
    interval = wilson(one.accepted, one.judged)
    few = w.say("why.few") if one.judged < FEW_DECISIONS else ""
    code = w.say("all") if one.code == ANY else one.code
    return one.person, code, one.judged, one.accepted, w.number(one.accepted / one.judged), _interval(interval, w), few


def _agreement(one: Agreement, w: Wording) -> tuple[Cell, ...]:
    code = w.say("any") if one.code == ANY else one.code
    interval = None if one.low is None or one.high is None else Interval(one.low, one.high)
    figures = (_figure(value, w) for value in (one.prevalence, one.kappa, one.alpha))
    why = "; ".join(_reasons(one, w))
    return (code, one.people, one.segments, *figures, _interval(interval, w), why)


def _reasons(one: Agreement, w: Wording) -> Iterator[str]:
    return (w.say(f"why.{reason}") for reason in one.why)


def _figure(value: float | None, w: Wording) -> str:
    return w.say("undefined") if value is None else w.number(float(value))


def _interval(interval: Interval | None, w: Wording) -> str:
    return w.say("undefined") if interval is None else "–".join(w.number(float(end)) for end in interval)
