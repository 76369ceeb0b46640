"""What rules made of a sentence, in lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from partcode.cli.terminal import count
from partcode.table import strong

if TYPE_CHECKING:
    from partcode.coding.explanation import Explanation, MatchTrace, RuleTrace, Stop
    from partcode.coding.shortfall import Shortfall
    from partcode.model import Span

NEAREST = 2  # patterns of a silent rule that are named


def explained(explanation: Explanation, *, styled: bool, all_rules: bool = True) -> Iterator[str]:
    """A code with its rules: each match in the sentence, what stopped it, and where nothing matched what came near.

    Without `all_rules`, those of which nothing is there are left out, and near misses where the code is found.
    """
    text = explanation.trial.text
    verdict = "coded" if explanation.coded else "not coded"
    yield f"{strong(explanation.code) if styled else explanation.code}: {verdict}"
    silent = []
    nearly = all_rules or not explanation.coded
    for rule in explanation.rules:
        lines = [*_matches(rule, text, styled), *(_nearest(rule.missing) if nearly else ())]
        if lines:
            yield f"  {rule.id} ({rule.certainty} certainty)"
            yield from (f"    {line}" for line in lines)
        else:
            silent.append(rule.id)
    if silent and all_rules:
        yield f"  nothing for: {', '.join(silent)}"


def _matches(rule: RuleTrace, text: str, styled: bool) -> Iterator[str]:
    for match in rule.matches:
        yield f"{'fires' if match.stop is None else 'stopped'}  {marked(text, [match.found.span], styled=styled)}"
        yield from (f"  {line}" for line in _reasons(rule, match))


def _reasons(rule: RuleTrace, match: MatchTrace) -> Iterator[str]:
    if match.found.pattern:
        yield f"by {match.found.pattern.source}"
    if match.through:
        yield f"by the code {match.through}"
    if match.stop:
        yield f"stopped by {stop_text(match.stop, rule)}"
    elif match.negated:
        words = [found.words for found in match.negated_by]
        yield f"negated{f', by {_quoted(words)}' if words else ''}"
    if match.reported:
        yield f"reported: exerted by {', '.join(rule.exerted_by)}, told by another" if rule.exerted_by else "reported"
    elif match.reported is None and rule.exerted_by:
        yield f"reported or not: that depends on who speaks (--role), exerted by {', '.join(rule.exerted_by)}"


def stop_text(stop: Stop, rule: RuleTrace) -> str:
    """What stopped a match, in words."""
    words = _quoted(found.words for found in stop.by)
    return {
        "unless": f"unless: {words}",
        "near any": "near: none of its any: is there",
        "near none": f"near: none: has {words}",
        "said_by": f"who: only what {', '.join(rule.said_by)} say is coded",
        "negation": f"negation: drop, under {words}",
    }[stop.obstacle]


def _nearest(missing: Iterable[Shortfall]) -> Iterator[str]:
    for shortfall in list(missing)[:NEAREST]:
        yield f"nearly  {shortfall.pattern.source}"
        yield f"  has “{shortfall.found}”, lacks {lack_text(shortfall)}"


def lack_text(shortfall: Shortfall) -> str:
    """What a pattern lacks, in words."""
    reach = f" within {count(shortfall.within, 'word')}" if shortfall.within else " beside it"
    return f"{shortfall.missing}{reach}"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def marked(text: str, spans: Iterable[Span], *, styled: bool) -> str:
    """A text with some of its words underlined, or in brackets where nothing can be."""
    shown, done = [], 0
    for start, end in sorted(spans):
        words = text[start:end]
        shown += [text[done:start], strong(words) if styled else f"[{words}]"]
        done = end
    return " ".join("".join([*shown, text[done:]]).split("\n"))
