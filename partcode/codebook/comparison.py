"""What differs between two codebooks. The order of codes, rules and patterns doesn't count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Literal, NamedTuple

from partcode.codebook import shape, tree
from partcode.codebook.codes import written_lists
from partcode.codebook.entries import (
    Entries,
    joined,
    name_of,
    of_book,
    of_code,
    of_matches,
    of_rule,
    of_sequence,
    patterns_of,
)
from partcode.codebook.findings import Report
from partcode.codebook.schema import Schema
from partcode.model.codebook import Atom, Code, Codebook, Pattern, Rule

What = Literal["codebook", "list", "code", "rule", "sequence"]

_ATOMS = {"lemma": "{}", "form": '"{}"', "prefix": "{}*"}


class Change(NamedTuple):
    """One difference. `field` is where, "" for a whole code, rule or sequence; `before` and `after` are what the
    codebooks say there, "" for nothing. A rule is reached when its pattern, the `field`, is as it was but a list in
    it isn't: `before` has the words that it takes no more, `after` those that it takes now."""

    what: What
    id: str
    change: Literal["added", "removed", "changed", "reached"]
    field: str
    before: str
    after: str


def compare(before: Codebook, after: Codebook) -> tuple[Change, ...]:
    """All differences: of the codebook itself, of its own lists, of codes and their rules, of sequences."""
    return (
        *_fields("codebook", after.id, of_book(before), of_book(after)),
        *_lists(before, after),
        *_codes(before, after),
        *_sequences(before, after),
    )


def _lists(before: Codebook, after: Codebook) -> Iterator[Change]:
    """Lists that both write; a list that only one writes has come or gone if the other one can't have inherited it.
    Otherwise the rules that it reaches tell."""
    (old, old_extends), (new, new_extends) = _own_lists(before), _own_lists(after)
    for name in dict.fromkeys((*old, *new)):
        if name in old and name in new:
            yield from _fields("list", name, old[name], new[name])
        elif name in old and not new_extends:
            yield Change("list", name, "removed", "", joined(old[name]), "")
        elif name in new and not old_extends:
            yield Change("list", name, "added", "", "", joined(new[name]))


def _own_lists(book: Codebook) -> tuple[dict[str, Entries], bool]:
    """The lists that stand in the codebook's own text, by name and language; and whether it extends another one."""
    schema = Schema(Report(book.path, book.source))
    root = tree.read(book.source, schema.report)
    fields = schema.mapping(root, shape.CODEBOOK) if root else {}
    written = written_lists(fields.get("lists"), schema)
    lists: dict[str, Entries] = {
        name: {language: tuple(one.value for one in entries) for language, entries in by_language.items()}
        for name, by_language in written.items()
    }
    return lists, "extend" in fields


def _codes(before: Codebook, after: Codebook) -> Iterator[Change]:
    old, new = ({code.id: code for code in book.codes} for book in (before, after))
    for id in dict.fromkeys((*old, *new)):
        if id not in new:
            yield Change("code", id, "removed", "", name_of(old[id]), "")
        elif id not in old:
            yield Change("code", id, "added", "", "", name_of(new[id]))
        else:
            yield from _fields("code", id, of_code(old[id]), of_code(new[id]))
        yield from _rules(id, _rules_of(old.get(id)), _rules_of(new.get(id)))


def _rules(code: str, old: Mapping[str, Rule], new: Mapping[str, Rule]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        id = f"{code}/{name}"
        if name not in new:
            yield Change("rule", id, "removed", "", joined(of_matches(old[name])), "")
        elif name not in old:
            yield Change("rule", id, "added", "", "", joined(of_matches(new[name])))
        else:
            yield from _fields("rule", id, of_rule(old[name]), of_rule(new[name]))
            yield from _reached(id, old[name], new[name])


def _reached(id: str, before: Rule, after: Rule) -> Iterator[Change]:
    old = {(field, one.source): one for field, ones in patterns_of(before).items() for one in ones}
    for field, ones in patterns_of(after).items():
        for one in ones:
            other = old.get((field, one.source), one)
            if set(other.alternatives) != set(one.alternatives):
                lost, won = _atoms(other) - _atoms(one), _atoms(one) - _atoms(other)
                yield Change("rule", id, "reached", f"{field}: {one.source}", _written(lost), _written(won))


def _sequences(before: Codebook, after: Codebook) -> Iterator[Change]:
    old, new = ({one.id: one for one in book.sequences} for book in (before, after))
    for id in dict.fromkeys((*old, *new)):
        if id not in new:
            yield Change("sequence", id, "removed", "", joined({"steps": of_sequence(old[id])["steps"]}), "")
        elif id not in old:
            yield Change("sequence", id, "added", "", "", joined({"steps": of_sequence(new[id])["steps"]}))
        else:
            yield from _fields("sequence", id, of_sequence(old[id]), of_sequence(new[id]))


def _fields(what: What, id: str, before: Entries, after: Entries) -> Iterator[Change]:
    for field in dict.fromkeys((*before, *after)):
        for old, new in _pairs(before.get(field, ()), after.get(field, ())):
            yield Change(what, id, "changed", field, old, new)


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Entries that are gone beside those that came: one that was probably edited stands beside what it became."""
    gone = [entry for entry in before if entry not in after]
    came = [entry for entry in after if entry not in before]
    if len(gone) == len(came) == 1:
        yield gone[0], came[0]
        return
    for entry in came:
        near = get_close_matches(entry, gone, n=1)
        gone = [other for other in gone if other not in near]
        yield (near[0] if near else ""), entry
    yield from ((entry, "") for entry in gone)


def _rules_of(code: Code | None) -> dict[str, Rule]:
    return {rule.id: rule for rule in code.rules} if code else {}


def _atoms(pattern: Pattern) -> frozenset[Atom]:
    return frozenset(atom for steps in pattern.alternatives for step in steps for atom in step.atoms)


def _written(atoms: frozenset[Atom]) -> str:
    return ", ".join(sorted(_ATOMS[atom.kind].format(atom.text) for atom in atoms))
