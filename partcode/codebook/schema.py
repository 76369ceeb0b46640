"""What may stand where in a codebook: each accessor returns the value, or a harmless one and a finding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from partcode.codebook import shape
from partcode.codebook.findings import Report, brief, listed, meant
from partcode.codebook.shape import Needs, Shape, Word
from partcode.codebook.tree import QUOTE_HINT, Fields, Items, Lost, Node, Scalar
from partcode.model.codebook import Who
from partcode.model.corpus import LANGUAGES, ROLES

_TEXT_HINT = "a text with { or [ at its beginning, or with a colon and a space inside, goes in single quotes"
_ID = re.compile(shape.ID)
_VERSION = re.compile(shape.VERSION)
ID_HINT = "lower-case letters, digits, - and _; dots make the tree: power.coercive"


class Schema:
    """Accessors that report what is wrong where."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def wrong(self, node: Node, message: str, hint: str = "") -> None:
        """A finding about the shape of `node`, unless it was reported already."""
        if not isinstance(node, Lost):
            self.report.add("PC203", node.place, message, hint)

    def mapping(self, node: Node, shape: Shape) -> dict[str, Node]:
        """The values of a mapping of that shape by key; unknown keys are findings, and what it needs and lacks."""
        if not isinstance(node, Fields):
            self.wrong(node, f"{shape.what} must be a mapping", f"keys: {listed(shape.keys)}")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.entries:
            if key.value in shape.keys:
                found[key.value] = value
            else:
                message = f"unknown key {brief(key.value)}{meant(key.value, shape.keys)}"
                self.report.add("PC201", key.place, message, f"keys of {shape.what}: {listed(shape.keys)}")
        for name in shape.required:
            if name not in found:
                self.report.add("PC202", node.place, f"{shape.what} has no {name}", f"add {name}: …")
        if shape.needs:
            self._needed(shape.what, shape.needs, found, node)
        return found

    def _needed(self, what: str, needs: Needs, found: dict[str, Node], node: Node) -> None:
        given = [found[key] for key in needs.keys if key in found]
        keys = ", ".join(needs.keys)
        if not any(map(_filled, given)):
            # An empty value says best where something is missing.
            place = given[0].place if given else node.place
            self.report.add(needs.code, place, f"{what} has none of: {keys}", needs.hint)
        elif needs.exactly and len(given) > 1:
            self.report.add(needs.code, node.place, f"{what} has only one of: {keys}", needs.hint)

    def languages(self, node: Node, what: str) -> Iterator[tuple[str, Node]]:
        """(language, value) pairs of a mapping by language."""
        if not isinstance(node, Fields):
            self.wrong(node, f"{what} is given by language", "{en: …, fr: …}")
            return
        for key, value in node.entries:
            if key.value in LANGUAGES:
                yield key.value, value
            else:
                message = f"unknown language {brief(key.value)}{meant(key.value, LANGUAGES)}"
                self.report.add("PC207", key.place, message, f"languages: {listed(LANGUAGES)}")

    def items(self, node: Node, what: str) -> tuple[Node, ...]:
        """The items of a list."""
        if isinstance(node, Items):
            return node.items
        self.wrong(node, f"{what} must be a list", "[first, second], or each after a dash on a line of its own")
        return ()

    def scalar(self, node: Node, what: str, hint: str = _TEXT_HINT) -> Scalar | None:
        """A scalar that isn't empty."""
        if not isinstance(node, Scalar):
            self.wrong(node, f"{what} must be text", hint)
            return None
        if not node.value.strip():
            self.report.add("PC204", node.place, f"{what} is empty", "write it, or leave the key out")
            return None
        return node

    def text(self, node: Node | None, what: str) -> str:
        """A text as written, composed and stripped; numbers, `no` and dates are text too."""
        found = node and self.scalar(node, what)
        return unicodedata.normalize("NFC", found.value.strip()) if found else ""

    def texts(self, node: Node | None, what: str) -> dict[str, str]:
        """A text in each language."""
        return {lang: self.text(value, what) for lang, value in self.languages(node, what)} if node else {}

    def scalars(self, node: Node, what: str) -> tuple[Scalar, ...]:
        """A list of texts, or a single text."""
        nodes = node.items if isinstance(node, Items) else (node,)
        return tuple(found for item in nodes if (found := self.scalar(item, what, QUOTE_HINT)))

    def identifier(self, node: Node | None, what: str) -> str:
        """An id: a dotted path of plain names."""
        found = self.text(node, what)
        if node and found and not _ID.fullmatch(found):
            self.report.add("PC205", node.place, f"{brief(found)} can't be {what}", ID_HINT)
        return found

    def version(self, node: Node | None) -> str:
        """Three numbers."""
        found = self.text(node, "version")
        if node and found and not _VERSION.fullmatch(found):
            self.report.add("PC206", node.place, f"{brief(found)} is no version", "three numbers: 1.0.0")
        return found

    def choice(self, node: Node | None, what: str, allowed: Sequence[str], default: str) -> str:
        """One of a few words."""
        found = self.text(node, what)
        if node and found and found not in allowed:
            message = f"{what} can't be {brief(found)}{meant(found, allowed)}"
            self.report.add("PC208", node.place, message, f"one of: {listed(allowed)}")
            return default
        return found or default

    def boolean(self, node: Node | None, what: str) -> bool | None:
        """true or false; None when not given."""
        found = self.choice(node, what, ("true", "false"), "")
        return None if not found else found == "true"

    def role(self, scalar: Scalar) -> str:
        """A role of speakers, "" when there is no such role."""
        found = scalar.value.strip()
        if found in ROLES:
            return found
        message = f"unknown role {brief(found)}{meant(found, ROLES)}"
        self.report.add("PC209", scalar.place, message, f"roles: {listed(ROLES)}")
        return ""

    def roles(self, node: Node | None, what: str) -> tuple[str, ...]:
        """One role or a list of them."""
        scalars = self.scalars(node, what) if node else ()
        return tuple(role for scalar in scalars if (role := self.role(scalar)))

    def who(self, node: Node | None) -> Who | None:
        """Whose words count, when said."""
        if node is None:
            return None
        fields = self.mapping(node, shape.WHO)
        return Who(*(self.roles(fields.get(key), key) for key in shape.WHO.keys))

    def stands_for(self, node: Node | None) -> tuple[str, str] | None:
        """What partcode knows without rules: one of kind, role, segment and case, with its value."""
        fields = self.mapping(node, shape.STANDS_FOR) if node else {}
        if len(fields) != 1:
            return None
        ((what, value),) = fields.items()
        words = shape.STANDS_FOR.keys[what].value
        if isinstance(words, Word):
            return what, self.choice(value, what, words.words, words.words[0])
        return what, self.identifier(value, "an attribute's name")


def _filled(node: Node) -> bool:
    """Whether something was written there, right or wrong: wrong values are findings of their own."""
    if isinstance(node, Items):
        return bool(node.items)
    return bool(node.entries) if isinstance(node, Fields) else True
