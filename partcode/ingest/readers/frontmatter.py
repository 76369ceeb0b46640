"""YAML front matter at the head of plain text, read strictly: no aliases, no duplicate keys, no clever types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from partcode.text import normalise

if TYPE_CHECKING:
    from yaml import SafeLoader
    from yaml.nodes import ScalarNode

_MAX_CHARS = 20_000
_MAX_DEPTH = 8
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_OPENING = re.compile(r"---[ \t]*\n(?=[^\n]*\S)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself; `end` is where the front matter ends in the text, 0 when there is none."""

    end: int = 0
    meta: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def front_matter(text: str) -> FrontMatter:
    """The front matter between two lines of dashes at the very start of `text`.

    Values are str, bool, None, int, float, lists and mappings; dates stay as they are written. A mapping that
    can't be read is a warning and stays out of the body; dashes around anything else are no front matter.
    """
    if not (opening := _OPENING.match(text)):
        return FrontMatter()
    if not (closing := _CLOSING.search(text, opening.end(), _MAX_CHARS)):
        return FrontMatter()
    import yaml

    try:
        value = yaml.load(text[opening.end() : closing.start()], _strict_loader())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(closing.end(), warnings=(_warning(error),))
    if not isinstance(value, dict):
        return FrontMatter()
    return FrontMatter(closing.end(), {str(key): item for key, item in value.items()})


def _warning(error: Exception) -> str:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
    line = f"line {mark.line + 2}: " if mark else ""  # 0-based, and below the opening dashes
    return f"front matter not used: {line}{problem}"


def _strict_loader() -> type[SafeLoader]:
    import yaml
    from yaml.constructor import ConstructorError
    from yaml.nodes import MappingNode, Node

    def refuse(problem: str, mark: object) -> ConstructorError:
        return ConstructorError(None, None, problem, mark)  # type: ignore[arg-type]

    class StrictLoader(yaml.SafeLoader):
        """SafeLoader without aliases, duplicate keys, deep nesting, yes/no booleans and dates."""

        yaml_implicit_resolvers = {  # noqa: RUF012 - the shape that PyYAML declares
            first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":timestamp", ":bool"))]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }
        depth = 0

        def compose_node(self, parent: Node | None, index: int) -> Node | None:
            event = self.peek_event()  # type: ignore[no-untyped-call]
            if isinstance(event, yaml.AliasEvent):
                raise refuse("aliases are refused", event.start_mark)
            if getattr(event, "tag", None) not in (None, "!"):
                raise refuse("tags are refused", event.start_mark)
            self.depth += 1
            if self.depth > _MAX_DEPTH:
                raise refuse("nested too deeply", event.start_mark)
            node: Node | None = super().compose_node(parent, index)
            self.depth -= 1
            return node

        def construct_scalar(self, node: ScalarNode | MappingNode) -> str:
            # Escapes can spell what no file can hold: "\ud800", "\0".
            return normalise(str(super().construct_scalar(node)))

        def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[object, object]:
            seen: set[str] = set()
            for key, _ in node.value:
                if not isinstance(key.value, str):
                    raise refuse("a key must be plain text", key.start_mark)
                if key.value in seen:
                    raise refuse(f"key {key.value!r} is given twice", key.start_mark)
                seen.add(key.value)
            return super().construct_mapping(node, deep)

    def number(loader: SafeLoader, node: ScalarNode) -> float | str:
        value: float = loader.construct_yaml_float(node)
        return value if isfinite(value) else node.value

    StrictLoader.add_constructor("tag:yaml.org,2002:float", number)
    StrictLoader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
    )
    return StrictLoader
