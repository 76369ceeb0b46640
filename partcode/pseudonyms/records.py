"""What was replaced where, document by document: kept beside the key, and as secret as the key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from partcode.errors import Location, PseudonymError
from partcode.pseudonyms.edits import Edit, Edits

ENDING = ".records.jsonl"  # in the place of .csv of the key


@dataclass(frozen=True, slots=True)
class Record:
    """One document. `document` is its path in the corpus, `written` the same as the copy would be called with its
    names, `copy` what it is called; the hashes are of the text before and after. `labels` are labels and names of
    speakers by those of the copy; `people` the names of the key that speak there, and those that are mentioned;
    `case` is the document's, before and after; `key` a hash of the key as it was."""

    document: str
    written: str
    copy: str
    text_sha256: str
    copy_sha256: str
    edits: Edits
    labels: Mapping[str, str] = field(default_factory=dict)
    people: tuple[tuple[str, ...], ...] = ((), ())
    case: tuple[str, str] = ("", "")
    key: str = ""


def to_lines(records: Iterable[Record]) -> str:
    """Records as JSON lines."""
    return "".join(
        json.dumps(
            {
                "document": one.document,
                "written": one.written,
                "copy": one.copy,
                "text_sha256": one.text_sha256,
                "copy_sha256": one.copy_sha256,
                "labels": dict(one.labels),
                "case": one.case,
                "people": one.people,
                "key": one.key,
                "edits": one.edits.all,
            },
            ensure_ascii=False,
        )
        + "\n"
        for one in records
    )


def from_lines(text: str, path: str) -> list[Record]:
    """Records again. PseudonymError with the line that is damaged."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            try:
                found.append(_record(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                hint = "delete it; partcode pseudonymise apply writes it anew"
                raise PseudonymError("damaged", where=Location(path, number), hint=hint) from error
    return found


def _record(value: Mapping[str, Any]) -> Record:
    before, after = value["case"]
    return Record(
        document=str(value["document"]),
        written=str(value["written"]),
        copy=str(value["copy"]),
        text_sha256=str(value["text_sha256"]),
        copy_sha256=str(value["copy_sha256"]),
        edits=Edits(Edit(int(start), str(old), str(new)) for start, old, new in value["edits"]),
        labels={str(new): str(old) for new, old in value["labels"].items()},
        people=tuple(tuple(map(str, names)) for names in value["people"]),
        case=(str(before), str(after)),
        key=str(value["key"]),
    )
