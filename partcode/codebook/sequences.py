"""Sequences of codes over turns, from their YAML."""

from __future__ import annotations

import re
from collections.abc import Collection

from partcode.codebook.findings import listed, meant
from partcode.codebook.schema import Schema
from partcode.codebook.tree import Node, Scalar
from partcode.model.codebook import Sequence

_TURNS = re.compile(r"([1-9]\d{0,3}) turns?", re.ASCII)

Step = tuple[tuple[str, ...], str]


def read(node: Node, schema: Schema, codes: Collection[str]) -> Sequence:
    """One sequence, whose steps name `codes`; what is wrong with it is in the report."""
    keys = ("id", "steps", "within")
    fields = schema.fields(node, "a sequence", keys, required=keys)
    steps = schema.items(fields["steps"], "steps") if "steps" in fields else ()
    if "steps" in fields and len(steps) < 2:
        schema.report.add(
            "PC218", fields["steps"].place, "a sequence has at least two steps", "steps: [a.first, a.second]"
        )
    return Sequence(
        id=schema.identifier(fields.get("id"), "a sequence's id"),
        where=schema.report.where(node.place),
        steps=tuple(_step(found, schema, codes) for item in steps if (found := schema.scalar(item, "a step"))),
        turns=_turns(fields.get("within"), schema),
    )


def _step(scalar: Scalar, schema: Schema, codes: Collection[str]) -> Step:
    """`code`, `code|code`, either with `@role` at its end."""
    names, at, role = scalar.value.strip().partition("@")
    wanted = tuple(name.strip() for name in names.split("|"))
    for name in wanted:
        if name not in codes:
            message = f"unknown code {name or '(empty)'}{meant(name, codes)}"
            schema.report.add("PC212", scalar.place, message, f"codes here: {listed(codes)}")
    return wanted, schema.role(Scalar(scalar.place, role, "")) if at else ""


def _turns(node: Node | None, schema: Schema) -> int:
    found = schema.text(node, "within")
    if window := _TURNS.fullmatch(found):
        return int(window[1])
    if node and found:
        schema.report.add("PC208", node.place, f"within can't be {found}", "for example: 6 turns")
    return 1
