"""Steps of sequences that no coding can ever make."""

from __future__ import annotations

from functools import cache

from partcode.codebook.findings import Place, Report
from partcode.codebook.tree import Fields, Items, Node, Scalar
from partcode.model.codebook import Code, Codebook, Move, Rule, Sequence
from partcode.model.corpus import ROLES

_NOBODY = ""  # a speaker whose role is unknown
_EVERYBODY = frozenset((*ROLES, _NOBODY))


def check(codebook: Codebook, sequences: Node | None, report: Report) -> None:
    """Findings for steps of the codebook's own sequences, written in the YAML of `sequences`."""
    makers = _Makers(codebook)
    for sequence in codebook.sequences:
        if sequence.where.path != report.path:
            continue
        for number, step in enumerate(sequence.steps):
            for move in step.moves:
                if problem := makers.problem(move, sequence.reported):
                    place = _step_place(sequence, number, sequences)
                    report.add("PC409", place, f"this step is never made: {problem}", _hint(sequence, problem))


class _Makers:
    """Who must speak for the codes that a codebook can name to be coded."""

    def __init__(self, codebook: Codebook) -> None:
        codes = [code for book in (codebook, *codebook.uses) for code in book.codes]
        self._codes = {code.id: code for code in reversed(codes)}
        self.roles = cache(self._roles)

    def problem(self, move: Move, reported: bool) -> str:
        """Why a move can't be made, "" when it can."""
        if not self._codes[move.code].rules:
            return f"{move.code} has no rules"
        if not self.roles(move.code, reported).isdisjoint(move.roles or _EVERYBODY):
            return ""
        said = f"said by {', '.join(move.roles)}, " if move.roles else ""
        return f"{said}{move.code} is not coded, or only as reported"

    def _roles(self, code: str, reported: bool) -> frozenset[str]:
        """The roles by which a code is coded; `reported` codings count too where that is wanted."""
        found = self._codes.get(code)
        return (
            frozenset().union(*(self._of_rule(found, rule, reported) for rule in found.rules)) if found else _EVERYBODY
        )

    def _of_rule(self, code: Code, rule: Rule, reported: bool) -> frozenset[str]:
        who = rule.who or code.who
        allowed = frozenset(who.said_by) if who and who.said_by else _EVERYBODY
        if who and who.exerted_by:
            # The rule judges anew who reports, also for the matches of other codes.
            return allowed if reported else allowed & {*who.exerted_by, _NOBODY}
        if any(rule.patterns.values()) or any(rule.tokens.values()):
            return allowed
        return allowed & frozenset().union(*(self.roles(name, reported) for name in rule.codes))


def _hint(sequence: Sequence, problem: str) -> str:
    if problem.endswith("no rules"):
        return "give the code rules, or take it out of the steps"
    return "change the role, or the code's who" + (
        "" if sequence.reported else "; reported: true lets such codings count"
    )


def _step_place(sequence: Sequence, number: int, sequences: Node | None) -> Place:
    """Where a step is written; where the sequence begins when that can't be told."""
    here = Place(sequence.where.line or 1, sequence.where.column or 1)
    for item in sequences.items if isinstance(sequences, Items) else ():
        if isinstance(item, Fields) and item.place == here:
            steps = next((value for key, value in item.entries if key.value == "steps"), None)
            scalars = [one for one in steps.items if isinstance(one, Scalar)] if isinstance(steps, Items) else []
            return scalars[number].place if number < len(scalars) else here
    return here
