"""What was replaced where, document by document: kept beside the key, and as secret as the key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from partcode.errors import Location, PseudonymError
from partcode.pseudonyms.edits import Edit, Edits

ENDING = ".records.jsonl"  # in the place of .csv of the key


@dataclass(frozen=True, slots=True)
class Record:
    """One document. `document` is its path in the corpus, `written` the same as the copy would be called with its
    names, `copy` what it is called; the hashes are of the text before and after. `labels` are the speakers' by
    those of the copy; `people` the names of the key that speak there, and those that are mentioned."""

    document: str
    written: str
    copy: str
    text_sha256: str
    copy_sha256: str
    edits: Edits
    labels: Mapping[str, str] = field(default_factory=dict)
    people: tuple[tuple[str, ...], ...] = ((), ())


def sha256(text: str) -> str:
    """The fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


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
                "people": one.people,
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
            except (ValueError, KeyError, TypeError) as error:
                hint = "write it anew: partcode pseudonymise apply"
                raise PseudonymError("damaged", where=Location(path, number), hint=hint) from error
    return found


def _record(value: Mapping[str, object]) -> Record:
    fields = dict(value)
    edits = Edits(Edit(int(start), str(old), str(new)) for start, old, new in fields.pop("edits"))  # type: ignore[attr-defined]
    people = tuple(tuple(names) for names in fields.pop("people"))  # type: ignore[attr-defined]
    return Record(edits=edits, people=people, **fields)  # type: ignore[arg-type]
