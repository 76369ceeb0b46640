"""The language of codebooks as a JSON Schema (draft 2020-12), with which editors complete, explain and check."""

from __future__ import annotations

import json
from typing import Any

from partcode.codebook import shape
from partcode.codebook.shape import Key, List, Named, Needs, Number, Shape, Text, TokenValue, Truth, Value, Word

Schema = dict[str, Any]
Definitions = dict[str, Schema]

# `en: [no, 2020, true]` are words to partcode, but numbers and truth values to an editor.
_TEXT_TYPES = ["string", "number", "boolean"]


def json_schema() -> Schema:
    """The schema of a codebook; shapes used more than once are definitions."""
    definitions: Definitions = {}
    root = _mapping(shape.CODEBOOK, definitions)
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A codebook of partcode"}
    return {**about, **root, "$defs": dict(sorted(definitions.items()))}


def text() -> str:
    """The schema as it is written in a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def _of(value: Value, definitions: Definitions) -> Schema:
    name = _name(value)
    if not name:
        return _written(value, definitions)
    if name not in definitions:
        definitions[name] = _written(value, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _name(value: Value) -> str:
    """The name of a definition: of a mapping, or of what stands under many keys; else ""."""
    if isinstance(value, Shape):
        return value.what.removeprefix("an ").removeprefix("a ").replace(" ", "_")
    return next((name for name, shared in shape.SHARED.items() if shared is value), "")


def _written(value: Value, definitions: Definitions) -> Schema:
    match value:
        case Text(pattern):
            return {"type": "string", "pattern": f"^(?:{pattern})$"} if pattern else {"type": _TEXT_TYPES}
        case Word(words):
            return {"enum": list(words)}
        case Truth():
            return {"type": "boolean"}
        case Number(least):
            return {"type": "integer", "minimum": least}
        case List():
            return _list(value, definitions)
        case Named():
            return _named(value, definitions)
        case TokenValue():
            return {"type": [*_TEXT_TYPES, "object"]}
        case Shape():
            return _mapping(value, definitions)


def _list(value: List, definitions: Definitions) -> Schema:
    item = _of(value.of, definitions)
    found: Schema = {"type": "array", "items": item, **({"minItems": value.least} if value.least else {})}
    return {"anyOf": [item, found]} if value.single else found


def _named(value: Named, definitions: Definitions) -> Schema:
    of = _of(value.of, definitions)
    if isinstance(value.keys, str):
        return {"type": "object", "patternProperties": {f"^{value.keys}$": of}, "additionalProperties": False}
    properties = {name: {"description": help, **of} for name, help in value.keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _mapping(value: Shape, definitions: Definitions) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": {name: _explained(key, definitions) for name, key in value.keys.items()},
        "additionalProperties": False,
    }
    if value.required:
        found["required"] = list(value.required)
    return {**found, **_needs(value.needs)} if value.needs else found


def _explained(key: Key, definitions: Definitions) -> Schema:
    return {"description": key.help, **_of(key.value, definitions)}


def _needs(needs: Needs) -> Schema:
    """Each of the two least numbers is about its own type; a text isn't empty for being short."""
    filled = {"minItems": 1, "minProperties": 1}
    ways = [{"required": [key], "properties": {key: filled}} for key in needs.keys]
    return {"oneOf" if needs.exactly else "anyOf": ways}
