"""Names that have no rules of their own: sequences, codes for what partcode knows anyhow, codes that people code."""

from __future__ import annotations

from collections.abc import Sequence

from partcode.codebook.findings import listed
from partcode.errors import UsageError
from partcode.model import Code, Codebook


def refuse_sequence(codebooks: Sequence[Codebook], name: str) -> None:
    """UsageError when what should be the name of a code is that of a sequence."""
    for sequence in (one for book in codebooks for one in book.sequences if one.id == name):
        hint = f"name a code of its steps: {listed(sorted(sequence.codes))}; its chains: partcode export chains"
        raise UsageError(f"{name} is a sequence; it has no rules, only the codes of its steps do", hint=hint)


def why_without(codebooks: Sequence[Codebook], name: str) -> str:
    """Why a code has no rules, in words; "" for one that has some, and for one that isn't there."""
    codes = (code for book in codebooks for code in book.codes)
    return next((f"{name} has no rules; {_source(code)}" for code in codes if code.id == name and not code.rules), "")


def _source(code: Code) -> str:
    what, value = code.stands_for or ("", "")
    return {
        "": "people code it",
        "kind": f"it stands for segments of the kind {value}",
        "role": f"it stands for what the role {value} says",
        "segment": f"it stands for segments with {value}",
        "case": f"it stands for an attribute of cases, {value}",
    }[what]
