"""Why a sentence was coded or wasn't: every rule of a code, every match, what stopped it, what was missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from partcode.codebook.findings import listed, meant
from partcode.coding.evidence import UNKNOWN, Evidence, Judge, Obstacle, overlaps
from partcode.coding.layout import Layout, Trial, lay_out
from partcode.coding.plan import PlannedRule
from partcode.coding.shortfall import Sentence, Shortfall, nearness
from partcode.coding.structure_trial import stands
from partcode.errors import UsageError
from partcode.match.regexes import TIMEOUT, compiled
from partcode.model import Codebook, Pattern, Span
from partcode.model.codebook import Certainty

LONGEST = 20_000  # characters of a sentence; all codes at one of them take seconds, and at a longer one its square
NEAREST = 5  # patterns of a code that are said to come near


class Found(NamedTuple):
    """Words of the sentence, and the pattern that found them; None for token patterns and other codes' matches."""

    words: str
    span: Span
    pattern: Pattern | None


class Stop(NamedTuple):
    """What stopped a match: the obstacle, the words of it that are there, and for `near any` the patterns of which
    none is."""

    obstacle: Obstacle
    by: tuple[Found, ...]
    wanted: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchTrace:
    """One match of a rule. `through`: the code whose match it is, "" for the rule's own; `stop`: None where it
    stands; `negated_by`: the negating words, not told where another code judged; `reported` is None where
    the speaker's role is unknown."""

    found: Found
    through: str
    stop: Stop | None
    negated: bool
    negated_by: tuple[Found, ...]
    reported: bool | None


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """One rule of the code at the sentence. `exerted_by` and `said_by` are the roles that it asks for; `missing`
    has, where nothing matched, the patterns that come near, the nearest ones first."""

    id: str
    certainty: Certainty
    patterns: int
    codes: tuple[str, ...]
    exerted_by: tuple[str, ...]
    said_by: tuple[str, ...]
    matches: tuple[MatchTrace, ...]
    missing: tuple[Shortfall, ...]

    @property
    def fired(self) -> bool:
        """Whether a match stands."""
        return any(match.stop is None for match in self.matches)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the rules of a code make of a sentence, in their order; `stands`: the code has none, and what it stands for
    is there."""

    code: str
    trial: Trial
    rules: tuple[RuleTrace, ...]
    stands: bool = False

    @property
    def coded(self) -> bool:
        """Whether the sentence gets the code."""
        return self.stands or any(rule.fired for rule in self.rules)


def explain(codebooks: Sequence[Codebook], code_id: str, trial: Trial) -> Explanation:
    """What the rules of a code make of one sentence. Raises UsageError for a code that isn't in the codebooks."""
    layout = lay_out(codebooks, [trial])
    return Explainer(layout).explain(number_of(layout, code_id), 0)


def number_of(layout: Layout, code_id: str) -> int:
    """The number of a code in the plan of a layout; UsageError for one that isn't in the codebooks."""
    ids = [planned.code.id for planned in layout.plan.codes]
    if code_id not in ids:
        hint = f"the codes are {listed(sorted(ids))}" if ids else "the codebooks have no codes"
        raise UsageError(f"no code {code_id}{meant(code_id, ids)}", hint=hint)
    return ids.index(code_id)


class Explainer:
    """Explains codes at the sentences of a layout, which is judged once for all."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._judge = layout.judge()

    def explain(self, code: int, number: int) -> Explanation:
        """What the rules of a code of the plan make of one sentence. Raises UsageError for one that nobody reads."""
        if (length := len(self._layout.text(number))) > LONGEST:
            hint = f"give the words in question; {LONGEST:,} characters are the most"
            raise UsageError(f"a sentence of {length:,} characters is too long to be explained", hint=hint)
        planned = self._layout.plan.codes[code]
        sentence = Sentence(self._layout, number)
        tracer = _Tracer(self._layout, self._judge, sentence, self._layout.trials[number])
        rules = _nearest([tracer.rule(owner) for owner in planned.rules])
        known = not rules and stands(planned.code, *tracer.trial)
        return Explanation(planned.code.id, tracer.trial, rules, known)


def _nearest(rules: Sequence[RuleTrace]) -> tuple[RuleTrace, ...]:
    """The rules with what came nearest to a match in all of them: where much is nearly there, little is said by it."""
    near = sorted((one for rule in rules for one in rule.missing), key=nearness, reverse=True)[:NEAREST]
    return tuple(replace(rule, missing=tuple(one for one in rule.missing if one in near)) for rule in rules)


class _Tracer:
    """Retraces the judgement on one sentence."""

    def __init__(self, layout: Layout, judge: Judge, sentence: Sentence, trial: Trial) -> None:
        self._plan = layout.plan
        self._layout = layout
        self._judge = judge
        self._sentence = sentence
        self.trial = trial

    def rule(self, owner: int) -> RuleTrace:
        planned = self._plan.rules[owner]
        patterns = planned.rule.patterns.get(self.trial.language, ())
        rows = self._here(self._judge.candidates(planned, owner))
        matches = tuple(self._match(planned, owner, rows.where(slice(row, row + 1))) for row in range(rows.owner.size))
        return RuleTrace(
            id=planned.rule.id,
            certainty=planned.rule.certainty,
            patterns=len(patterns),
            codes=planned.rule.codes,
            exerted_by=planned.who.exerted_by if planned.who else (),
            said_by=planned.who.said_by if planned.who else (),
            matches=matches,
            missing=() if matches else self._missing(patterns),
        )

    def _missing(self, patterns: Sequence[Pattern]) -> tuple[Shortfall, ...]:
        found = [shortfall for pattern in patterns if (shortfall := self._sentence.shortfall(pattern))]
        return tuple(sorted(found, key=nearness, reverse=True))

    def _match(self, planned: PlannedRule, owner: int, row: Evidence) -> MatchTrace:
        through = self._through(planned, owner, row)
        patterns = () if through else planned.rule.patterns.get(self.trial.language, ())
        reported = int(row.reported[0])
        return MatchTrace(
            found=self._found(row, patterns),
            through=through,
            stop=self._stop(planned, row),
            negated=bool(row.negated[0]),
            negated_by=tuple(self._negators(row)) if row.negated[0] and not through else (),
            reported=None if reported == UNKNOWN else bool(reported),
        )

    def _through(self, planned: PlannedRule, owner: int, row: Evidence) -> str:
        """The code that a match comes from, "" where the rule has it by itself."""
        if _has(self._judge.found(owner), row):
            return ""
        source = next(one for one in planned.sources if _has(self._judge.standing(one), row))
        return self._plan.codes[self._plan.rules[source].code].code.id

    def _stop(self, planned: PlannedRule, row: Evidence) -> Stop | None:
        for obstacle, stopped in self._judge.obstacles(planned):
            if stopped(row)[0]:
                near = planned.rule.near
                wanted = near.any.get(self.trial.language, ()) if near and obstacle == "near any" else ()
                return Stop(obstacle, tuple(self._stoppers(planned, obstacle, row)), wanted)
        return None

    def _stoppers(self, planned: PlannedRule, obstacle: Obstacle, row: Evidence) -> Iterator[Found]:
        near = planned.rule.near
        if obstacle == "negation":
            yield from self._negators(row)
        elif obstacle == "unless":
            others = self._here(self._judge.found(planned.unless))
            yield from self._all_found(others.where(overlaps(others, row)), planned.rule.unless)
        elif obstacle == "near none" and near:
            yield from self._all_found(self._here(self._judge.found(planned.none)), near.none)

    def _all_found(self, rows: Evidence, context: Mapping[str, Sequence[Pattern]]) -> Iterator[Found]:
        patterns = context.get(self.trial.language, ())
        return (self._found(rows.where(slice(row, row + 1)), patterns) for row in range(rows.owner.size))

    def _found(self, row: Evidence, patterns: Sequence[Pattern]) -> Found:
        span = Span(int(row.start[0]), int(row.end[0]))
        matching = (pattern for pattern in patterns if self._matches(pattern, row))
        return Found(self._sentence.text[span.start : span.end], span, next(matching, None))

    def _matches(self, pattern: Pattern, row: Evidence) -> bool:
        if pattern.regex is None:
            return self._sentence.holds(pattern, int(row.first[0]), int(row.last[0]))
        matches = compiled(pattern.regex).finditer(self._sentence.text, timeout=TIMEOUT)
        return any(match.span() == (row.start[0], row.end[0]) for match in matches)

    def _negators(self, row: Evidence) -> Iterator[Found]:
        for word in self._judge.negation.causes(int(row.first[0]), int(row.last[0]), bool(row.negator[0])):
            span = self._sentence.span(word, word)
            yield Found(self._sentence.text[span.start : span.end], span, None)

    def _here(self, rows: Evidence) -> Evidence:
        words = self._sentence.words
        return rows.where((rows.first >= words.start) & (rows.first < words.stop))


def _has(rows: Evidence, row: Evidence) -> bool:
    same = (rows.first == row.first) & (rows.last == row.last) & (rows.start == row.start) & (rows.end == row.end)
    return bool(same.any())
