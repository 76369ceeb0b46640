"""Sequences of codes over turns, from their YAML."""

from __future__ import annotations

import re
from collections.abc import Collection

from partcode.codebook import shape
from partcode.codebook.findings import listed, meant
from partcode.codebook.schema import Schema
from partcode.codebook.tree import Items, Node, Scalar
from partcode.model.codebook import Move, SampleTurn, Sequence, SequenceExample, SequenceStep
from partcode.model.corpus import LANGUAGES, ROLES

MOST_STEPS = 20
AT_LEAST = 2  # steps of a partial chain, unless the sequence says otherwise

_TURNS = re.compile(shape.TURNS)
_COUNT = re.compile(r"[1-9]\d?", re.ASCII)
_STEP_HINT = "in quotes when it holds a comma or is optional: 'code@role,role', '[code@role]'"


def read(node: Node, schema: Schema, codes: Collection[str]) -> Sequence:
    """One sequence, whose steps name `codes`; what is wrong with it is in the report."""
    fields = schema.mapping(node, shape.SEQUENCE)
    steps = _steps(fields.get("steps"), schema, codes)
    within = _turns(fields.get("within"), schema, "within")
    sequence = Sequence(
        id=schema.identifier(fields.get("id"), "a sequence's id"),
        where=schema.report.where(node.place),
        steps=steps,
        within=within,
        gap=_turns(fields["gap"], schema, "gap") if "gap" in fields else whole_window(within),
        alternating=schema.boolean(fields.get("alternating"), "alternating") is not False,
        at_least=_at_least(fields.get("at_least"), schema, steps),
        negated=bool(schema.boolean(fields.get("negated"), "negated")),
        reported=bool(schema.boolean(fields.get("reported"), "reported")),
        label=schema.texts(fields.get("label"), "label"),
        definition=schema.text(fields.get("definition"), "definition"),
        include=schema.text(fields.get("include"), "include"),
        exclude=schema.text(fields.get("exclude"), "exclude"),
        source=schema.text(fields.get("source"), "source"),
        examples=_examples(fields.get("examples"), schema),
    )
    _check_window(sequence, fields, schema)
    return sequence


def whole_window(within: int) -> int:
    """The gap of a sequence that has none of its own: as large as its window allows."""
    return max(within - 1, 1)


def _steps(node: Node | None, schema: Schema, codes: Collection[str]) -> tuple[SequenceStep, ...]:
    if node is None:
        return ()
    items = schema.items(node, "steps")
    if isinstance(node, Items) and not 2 <= len(items) <= MOST_STEPS:
        message = f"a sequence has at least two steps, and at most {MOST_STEPS}"
        schema.report.add("PC218", node.place, message, "steps: [a.first, a.second]")
    scalars = [found for item in items if (found := schema.scalar(item, "a step", _STEP_HINT))]
    steps = tuple(_step(scalar, schema, codes) for scalar in scalars)
    for scalar, step in ((scalars[i], steps[i]) for i in sorted({0, len(steps) - 1}) if steps):
        if step.optional:
            message = "the first and the last step of a sequence can't be optional"
            schema.report.add("PC250", scalar.place, message, "leave its brackets out")
    return steps


def _step(scalar: Scalar, schema: Schema, codes: Collection[str]) -> SequenceStep:
    """`code`, `code@role`, `code@role,role`, several of them with `|` between, and all that in `[…]`."""
    text = scalar.value.strip()
    optional = text.startswith("[") and text.endswith("]")
    moves: list[Move] = []
    roles: tuple[str, ...] = ()
    # From the last one back: a role holds for the codes before it that have none of their own.
    for written in reversed(text[1:-1].split("|") if optional else text.split("|")):
        name, at, said = (part.strip() for part in written.partition("@"))
        if at:
            roles = tuple(role for one in said.split(",") if (role := schema.role(Scalar(scalar.place, one, ""))))
        if name not in codes:
            message = f"unknown code {name or '(empty)'}{meant(name, codes)}"
            hint = _STEP_HINT if name in ROLES else f"codes here: {listed(codes)}"
            schema.report.add("PC212", scalar.place, message, hint)
        moves.append(Move(name, roles))
    return SequenceStep(tuple(reversed(moves)), optional)


def _turns(node: Node | None, schema: Schema, what: str) -> int:
    found = schema.text(node, what)
    if window := _TURNS.fullmatch(found):
        return int(window[0].partition(" ")[0])
    if node and found:
        schema.report.add("PC208", node.place, f"{what} can't be {found}", "for example: 6 turns")
    return 1


def _at_least(node: Node | None, schema: Schema, steps: tuple[SequenceStep, ...]) -> int:
    found = schema.text(node, "at_least")
    needed = sum(not step.optional for step in steps)
    if node and found and not (_COUNT.fullmatch(found) and AT_LEAST <= int(found) <= needed):
        hint = f"steps of a partial chain, from {AT_LEAST} to {needed}, that must be there"
        schema.report.add("PC251", node.place, f"at_least can't be {found}", hint)
        return AT_LEAST
    return int(found or AT_LEAST)


def _check_window(sequence: Sequence, fields: dict[str, Node], schema: Schema) -> None:
    """Findings when the window is too small for the steps, or for the gap."""
    if schema.report.findings or len(sequence.steps) < 2:
        return  # a number that couldn't be read says nothing about the window
    needed = sum(not step.optional for step in sequence.steps)
    if sequence.alternating and needed > sequence.within:
        message = f"{needed} steps by alternating speakers don't fit within {sequence.within} turns"
        schema.report.add("PC252", fields["within"].place, message, f"within: {2 * needed} turns")
    elif "gap" in fields and sequence.gap >= sequence.within:
        hint = f"gap: {max(sequence.within // 2, 1)} turns, or leave it out"
        schema.report.add("PC252", fields["gap"].place, "the gap is as large as the whole window", hint)


def _examples(node: Node | None, schema: Schema) -> tuple[SequenceExample, ...]:
    if node is None:
        return ()
    fields = schema.mapping(node, shape.SEQUENCE_EXAMPLES)
    return tuple(
        _example(item, schema, key == "matches") for key, value in fields.items() for item in schema.items(value, key)
    )


def _example(node: Node, schema: Schema, matches: bool) -> SequenceExample:
    fields = schema.mapping(node, shape.SEQUENCE_EXAMPLE)
    turns = schema.items(fields["turns"], "turns") if "turns" in fields else ()
    if "turns" in fields and len(turns) < 2:
        hint = "turns: [{en: We require it., role: north_funder}, {en: We can't., role: south_ngo}]"
        schema.report.add("PC253", fields["turns"].place, "an example of a sequence has at least two turns", hint)
    return SequenceExample(
        turns=tuple(_turn(turn, schema) for turn in turns),
        matches=matches,
        where=schema.report.where(node.place),
        complete=schema.boolean(fields.get("complete"), "complete"),
    )


def _turn(node: Node, schema: Schema) -> SampleTurn:
    fields = schema.mapping(node, shape.SAMPLE_TURN)
    language = next((language for language in LANGUAGES if language in fields), "")
    roles = schema.roles(fields.get("role"), "role")
    return SampleTurn(schema.text(fields.get(language), "a turn"), language, roles[0] if roles else "")
