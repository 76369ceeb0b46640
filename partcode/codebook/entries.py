"""What a codebook says, field by field, as texts that can be held against those of another."""

from __future__ import annotations

import json
from collections.abc import Mapping

from partcode.codebook.sequences import whole_window
from partcode.model.codebook import (
    Code,
    Codebook,
    Example,
    Pattern,
    Rule,
    Sequence,
    SequenceExample,
    SequenceStep,
    Who,
)

Entries = Mapping[str, tuple[str, ...]]  # by field; a plain field has one entry


def of_book(book: Codebook) -> Entries:
    """The codebook itself, without what it holds."""
    uses = tuple(f"{one.id}@{one.version}" for one in book.uses)
    return {**_texts("title", book.title), **_plain(book, "id", "version", "accents"), "uses": uses}


def of_code(code: Code) -> Entries:
    """A code without its rules."""
    said = _plain(code, "definition", "include", "exclude", "source")
    stands_for = (": ".join(code.stands_for),) if code.stands_for else ()
    examples: dict[str, tuple[str, ...]] = {}
    for one in code.examples:
        field = f"{'matches' if one.matches else 'rejects'} {one.language}"
        examples[field] = (*examples.get(field, ()), _example(one))
    return {**_texts("label", code.label), **said, "who": _who(code.who), "stands_for": stands_for, **examples}


def of_rule(rule: Rule) -> Entries:
    """A rule."""
    within = (f"{rule.near.words} words" if rule.near.within == "words" else rule.near.within,) if rule.near else ()
    said = {"who": _who(rule.who), "near within": within, **_plain(rule, "negation", "certainty")}
    return {**of_matches(rule), **said}


def of_sequence(one: Sequence) -> Entries:
    """A sequence."""
    examples: dict[str, tuple[str, ...]] = {}
    for example in one.examples:
        field = "matches" if example.matches else "rejects"
        examples[field] = (*examples.get(field, ()), _turns(example))
    gap = ("gap",) if one.gap != whole_window(one.within) else ()  # the window alone counts: nobody wrote it
    numbers = _plain(one, "within", *gap, "alternating", "at_least", "negated", "reported")
    said = _plain(one, "definition", "include", "exclude", "source")
    steps = (" → ".join(map(_step, one.steps)),)
    return {"steps": steps, **numbers, **_texts("label", one.label), **said, **examples}


def of_matches(rule: Rule) -> Entries:
    """What a rule finds: its patterns and those of its contexts as they are written, its tokens, its codes."""
    patterns = {field: tuple(one.source for one in ones) for field, ones in patterns_of(rule).items()}
    tokens = {
        f"tokens {language}": tuple(json.dumps(one, ensure_ascii=False) for one in ones)
        for language, ones in rule.tokens.items()
    }
    return {**patterns, **tokens, **({"codes": rule.codes} if rule.codes else {})}


def patterns_of(rule: Rule) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of a rule and its contexts, by field."""
    near = {"near any": rule.near.any, "near none": rule.near.none} if rule.near else {}
    contexts = {"": rule.patterns, "unless": rule.unless, **near}
    return {f"{name} {language}".strip(): ones for name, found in contexts.items() for language, ones in found.items()}


def _plain(thing: object, *names: str) -> Entries:
    return {name: (str(value),) for name in names if (value := getattr(thing, name)) != ""}


def _texts(name: str, texts: Mapping[str, str]) -> Entries:
    return {f"{name} {language}": (text,) for language, text in texts.items()}


def _who(who: Who | None) -> tuple[str, ...]:
    if who is None:
        return ()
    fields = (("exerted_by", who.exerted_by), ("said_by", who.said_by))
    return ("; ".join(f"{name}: {', '.join(sorted(roles))}" for name, roles in fields if roles),)


def _example(one: Example) -> str:
    verdicts = (("negated", one.negated), ("reported", one.reported))
    about = [one.role, *(f"{name}: {str(value).lower()}" for name, value in verdicts if value is not None)]
    return f"{one.text} ({', '.join(filter(None, about))})" if any(about) else one.text


def _turns(one: SequenceExample) -> str:
    turns = " / ".join(f"{turn.role or '?'}: {turn.text}" for turn in one.turns)
    return turns if one.complete is None else f"{turns} (complete: {str(one.complete).lower()})"


def _step(step: SequenceStep) -> str:
    moves = (f"{move.code}@{','.join(move.roles)}" if move.roles else move.code for move in step.moves)
    return "|".join(moves) + (" (optional)" if step.optional else "")


def name_of(code: Code) -> str:
    """What a code is called, or means."""
    return code.label.get("en") or code.label.get("fr") or code.definition


def joined(entries: Entries) -> str:
    """All fields in one line."""
    return "; ".join(f"{field}: {', '.join(ones)}" for field, ones in entries.items())
