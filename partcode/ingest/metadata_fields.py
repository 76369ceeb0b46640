"""What metadata may say: nodes to speakers, cases and documents, every value checked where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from partcode.errors import Location
from partcode.ingest.labels import UNKNOWN
from partcode.ingest.layouts import parse
from partcode.ingest.problems import Problems
from partcode.ingest.strict_yaml import Fields, Items, Node, Scalar
from partcode.model import ROLES, SIDES, Case, DocumentInfo, Speaker

KINDS = ("interview", "document")
SPEAKER_KEYS = ("name", "role", "organisation", "side")
CASE_KEYS = ("name", "side")
DOCUMENT_KEYS = ("case", "kind", "date", "title", "language")

_KIND_NAMES = {kind: kind for kind in KINDS} | {"entretien": "interview", "ngo_document": "document"}
_LANGUAGE_NAMES = {"english": "en", "anglais": "en", "french": "fr", "français": "fr", "francais": "fr"}
_ISO = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*$")


def clean_label(label: str) -> str:
    """A speaker's label as turns have it, whether it is written INT, INT: or [INT]."""
    return parse(label).speaker if label.strip() else UNKNOWN


def checked(key: str, value: Scalar, problems: Problems) -> str:
    """The text of one field; role, side, kind and language in the form in which they are kept."""
    choices = {"role": ROLES, "side": SIDES, "kind": KINDS}.get(key)
    if not value.text or not (choices or key == "language"):
        return value.text
    plain = re.sub(r"[\s-]+", "_", value.text.casefold())
    if choices:
        plain = _KIND_NAMES.get(plain, plain) if key == "kind" else plain
        if plain not in choices:
            problems.unknown(value.where, key, value.text, choices)
        return plain
    code = language_code(value.text)
    if not code:
        problems.add(value.where, f"unknown language {value.text!r}", "en, fr or another code of two letters")
    return code


def language_code(name: str) -> str:
    """en for en, en-GB and English; "" for what is no language."""
    plain = name.strip().casefold()
    found = _ISO.match(_LANGUAGE_NAMES.get(plain, plain))
    return found[1] if found else ""


def entries(node: Node, what: str, problems: Problems) -> Iterator[tuple[str, Location, Node]]:
    """Key, place and value of what must be a mapping; nothing is an empty one."""
    if isinstance(node, Fields):
        for key, value in node.entries.items():
            yield key, node.keys[key], value
    elif not (isinstance(node, Scalar) and not node.text):
        problems.add(node.where, f"{what} must be written as `name: value` lines", "one below another, indented alike")


def speaker(label: str, node: Node, problems: Problems) -> Speaker:
    """A speaker; a single word instead of fields is the role."""
    if isinstance(node, Scalar):
        return Speaker(label, role=checked("role", node, problems))
    texts, attributes = _fields(node, "a speaker", SPEAKER_KEYS, problems)
    return Speaker(label, **texts, attributes=attributes)


def speakers(node: Node, problems: Problems) -> dict[str, Speaker]:
    """Speakers by label; a list has labels of which nothing else is said."""
    if isinstance(node, Items):
        labels = [clean_label(item.text) for item in node.items if isinstance(item, Scalar)]
        return {label: Speaker(label) for label in labels}
    found: dict[str, Speaker] = {}
    for key, where, value in entries(node, "speakers", problems):
        label = clean_label(key)
        if label in found:
            problems.add(where, f"{key!r} is the speaker {label!r}, who stands here already", "keep one")
        found[label] = speaker(label, value, problems)
    return found


def case(id_: str, node: Node, problems: Problems) -> Case:
    """A case; a single word instead of fields is its name."""
    if isinstance(node, Scalar):
        return Case(id_, node.text)
    texts, attributes = _fields(node, "a case", CASE_KEYS, problems)
    return Case(id_, **texts, attributes=attributes)


def document(node: Node, problems: Problems) -> DocumentInfo:
    """What corpus.yaml says of a document."""
    special = {"voice", "speakers"}
    texts, attributes = _fields(node, "a document", DOCUMENT_KEYS, problems, special)
    return _info(texts, attributes, node, problems)


def front_matter(node: Fields, problems: Problems) -> DocumentInfo:
    """What a file says of itself. It may be written for other programs too: what isn't known here becomes an
    attribute, and so does a language that is none."""
    texts: dict[str, str] = {}
    attributes: dict[str, str] = {}
    for key, value in node.entries.items():
        if key in ("voice", "speakers"):
            continue
        readable = key in DOCUMENT_KEYS and isinstance(value, Scalar)
        if readable and isinstance(value, Scalar) and (key != "language" or language_code(value.text)):
            texts[key] = checked(key, value, problems)
        else:
            attributes |= _flat("" if key == "attributes" else key, value)
    return _info(texts, attributes, node, problems)


def _info(texts: Mapping[str, str], attributes: Mapping[str, str], node: Node, problems: Problems) -> DocumentInfo:
    people = node.entries if isinstance(node, Fields) else {}
    return DocumentInfo(
        case=texts.get("case", ""),
        date=texts.get("date", ""),
        kind=texts.get("kind", ""),
        title=texts.get("title", ""),
        language=texts.get("language", ""),
        voice=speaker("", people["voice"], problems) if "voice" in people else None,
        speakers=speakers(people["speakers"], problems) if "speakers" in people else {},
        attributes=attributes,
    )


def _fields(
    node: Node, what: str, keys: tuple[str, ...], problems: Problems, special: Iterable[str] = ()
) -> tuple[dict[str, str], Mapping[str, str]]:
    """The text fields and the attributes of a mapping; keys in `special` are left to the caller."""
    texts: dict[str, str] = {}
    attributes: Mapping[str, str] = {}
    for key, where, value in entries(node, what, problems):
        if key == "attributes":
            attributes = _attributes(value, problems)
        elif key in special:
            continue
        elif key not in keys:
            problems.unknown(where, f"field of {what}", key, (*keys, *special, "attributes"))
        elif isinstance(value, Scalar):
            texts[key] = checked(key, value, problems)
        else:
            problems.add(value.where, f"{key} must be one text")
    return texts, attributes


def _attributes(node: Node, problems: Problems) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, _, value in entries(node, "attributes", problems):
        found |= _flat(key, value)
    return found


def _flat(key: str, node: Node) -> dict[str, str]:
    """Attributes are texts: a list is joined by semicolons, a mapping becomes key.subkey."""
    if isinstance(node, Scalar):
        return {key: node.text}
    if isinstance(node, Items):
        return {key: "; ".join(text for item in node.items for text in _flat(key, item).values())}
    dotted = f"{key}." if key else ""
    return {name: text for sub, value in node.entries.items() for name, text in _flat(dotted + sub, value).items()}
