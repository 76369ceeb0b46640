"""Inheritance: what an extended codebook hands on, what is switched off, and what the extending one changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from partcode.codebook.findings import Report, brief, listed, meant
from partcode.codebook.tree import Scalar
from partcode.model.codebook import Code, Codebook, Example, Sequence


class Inherited(NamedTuple):
    """What is left of the extended codebook. `off`: where codes were switched off, by id."""

    codes: tuple[Code, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    off: dict[str, Scalar] = {}  # noqa: RUF012  # nobody writes into the empty one


def switched_off(base: Codebook, without: Iterable[Scalar], report: Report) -> Inherited:
    """`base` without the codes, rules (`code/rule`) and sequences that `without` names; unknown ones are findings."""
    off = {named.value.strip(): named for named in without}
    rules = [f"{code.id}/{rule.id}" for code in base.codes for rule in code.rules]
    known = [*(code.id for code in base.codes), *(sequence.id for sequence in base.sequences), *rules]
    for name, named in off.items():
        if name not in known:
            message = f"{base.id} has no {'rule' if '/' in name else 'code'} {brief(name)}{meant(name, known)}"
            report.add("PC235", named.place, message, f"it has: {listed(_fitting(name, known))}")
    codes = tuple(_without_rules(code, off) for code in base.codes if code.id not in off)
    return Inherited(codes, tuple(one for one in base.sequences if one.id not in off), off)


def _fitting(name: str, known: list[str]) -> list[str]:
    """The rules of a code whose rule is unknown, else the codes and sequences."""
    code = name.partition("/")[0]
    return [one for one in known if one.startswith(f"{code}/")] or [one for one in known if "/" not in one]


def _without_rules(code: Code, off: Collection[str]) -> Code:
    return replace(code, rules=tuple(rule for rule in code.rules if f"{code.id}/{rule.id}" not in off))


def changed(base: Iterable[Code], own: Iterable[Code]) -> tuple[Code, ...]:
    """The codes of `base` in their order, as `own` changes them, then those that are new."""
    codes = {code.id: code for code in base}
    for code in own:
        codes[code.id] = _changed(codes[code.id], code) if code.id in codes else code
    return tuple(codes.values())


def _changed(base: Code, own: Code) -> Code:
    """What `own` gives replaces what `base` says, rule by rule and example by example."""
    return Code(
        id=base.id,
        where=own.where,
        label={**base.label, **own.label},
        definition=own.definition or base.definition,
        include=own.include or base.include,
        exclude=own.exclude or base.exclude,
        source=own.source or base.source,
        who=own.who or base.who,
        stands_for=own.stands_for or base.stands_for,
        rules=tuple({rule.id: rule for rule in (*base.rules, *own.rules)}.values()),
        examples=tuple({_sentence(one): one for one in (*base.examples, *own.examples)}.values()),
    )


def _sentence(example: Example) -> tuple[str, str, str]:
    return example.language, example.text, example.role


def needs_of(
    codes: Iterable[Code], sequences: Iterable[Sequence], own: Collection[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """(who needs it, code): the codes that inherited rules and sequences name; `own` references aren't inherited."""
    for code in codes:
        for rule in code.rules:
            yield from ((f"the rule {code.id}/{rule.id}", name) for name in rule.codes if (code.id, name) not in own)
    for sequence in sequences:
        yield from ((f"the sequence {sequence.id}", name) for name in sorted(sequence.codes))
