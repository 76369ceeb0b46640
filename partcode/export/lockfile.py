"""partcode.lock: a run as lines of JSON, made to be committed: in fixed order, without clock, path or quotation.

The first line says with what the run was made; then come the codebooks, each with its codes, rules and sequences; then
the documents in order of path, each with its codings by code and coder, and its chains; then sums, and the sha256 of
all lines before. A coding is `start+length`, then its matches: `@offset+length`, counted from its start, by the rule
of that number in `rules` (`@4+7/1`; the first one has none). n: negated, r: reported, q: perhaps reported (the
speaker's role is unknown); a: accepted, x: rejected by a person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from partcode.coding.evidence import UNKNOWN
from partcode.export.files import replacing
from partcode.model.codings import ACCEPTED, PROPOSED, REJECTED
from partcode.model.snapshot import Chain, Coding, FoundDocument, Match, Snapshot

FORMAT = 1

VERDICTS = {0: "", 1: "r", UNKNOWN: "q"}
MARKS = {PROPOSED: "", ACCEPTED: "a", REJECTED: "x"}


class Locked(NamedTuple):
    """What a lock holds. `digest` is of the documents and what rules found in them: the same whoever decided what."""

    documents: int
    codings: int
    by_people: int
    chains: int
    digest: str


def write_lock(snapshot: Snapshot, path: Path) -> Locked:
    """Write a run, whole or not at all."""
    with replacing(path) as target, target.open("w", encoding="utf-8", newline="") as file:
        writer = _Writer(snapshot)
        whole = hashlib.sha256()
        for line in writer.lines():
            file.write(line)
            whole.update(line.encode())
        file.write(_line({"sha256": whole.hexdigest()}))
    return writer.locked


class _Writer:
    """The lines of a lock but the last; `locked` is there when all have been read."""

    locked: Locked

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._digest = hashlib.sha256()
        self._counts = dict.fromkeys(("documents", "codings", "by_people", "chains"), 0)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for document in self._snapshot.documents():
            yield from self._document(document)
        self.locked = Locked(**self._counts, digest=self._digest.hexdigest())
        yield _line(self.locked._asdict())

    def _head(self) -> Iterator[str]:
        made = self._snapshot.made
        assert made is not None and made.has_rules
        about = {
            "run": made.run,
            "tool_version": made.tool_version,
            "options": made.options,
            "libraries": made.libraries,
        }
        yield _line({"partcode.lock": FORMAT, **about})
        for book in made.codebooks:
            yield _line({"codebook": book.id, **book.about})
            for id, mark in sorted(book.codes.items()):
                yield _line({"code": id, "fingerprint": mark})
            for id, mark in sorted(book.rules.items()):
                yield _line({"rule": id, "fingerprint": mark, "patterns": " ".join(book.patterns[id])})
            for id, mark in sorted(book.sequences.items()):
                yield _line({"sequence": id, "fingerprint": mark})

    def _document(self, document: FoundDocument) -> Iterator[str]:
        self._counts["documents"] += 1
        self._digest.update(f"{document.path} {document.text_sha256}\n".encode())
        yield _line(
            {
                "document": document.path,
                "text_sha256": document.text_sha256,
                "raw_sha256": document.raw_sha256,
                "settings": document.settings,
            }
        )
        by_code = sorted(document.codings, key=attrgetter("code", "coder", "start", "end"))
        for (_, coder), codings in groupby(by_code, attrgetter("code", "coder")):
            found = list(codings)
            self._counts["by_people" if coder else "codings"] += len(found)
            if not coder:
                self._digest.update(_codings([one._replace(status=PROPOSED) for one in found]).encode())
            yield _codings(found)
        in_order = sorted(document.chains, key=attrgetter("sequence", "codebook", "steps"))
        for (sequence, codebook), chains in groupby(in_order, attrgetter("sequence", "codebook")):
            places = [_chain(one) for one in chains]
            self._counts["chains"] += len(places)
            line = _line({"chain": sequence, "codebook": codebook, "at": places})
            self._digest.update(line.encode())
            yield line


def _codings(found: list[Coding]) -> str:
    """The codings of one code by one coder."""
    rules = list(dict.fromkeys(match.rule for one in found for match in one.matches))
    numbers = {rule: f"/{number}" if number else "" for number, rule in enumerate(rules)}
    by = {"rules": " ".join(rules)} if rules else {"coder": found[0].coder}
    return _line({"coding": found[0].code, **by, "at": " ".join(_coding(one, numbers) for one in found)})


def _coding(one: Coding, numbers: Mapping[str, str]) -> str:
    # The verdict of a rule's coding is that of its leading match.
    verdict = "" if one.matches else _verdict(one.negated, one.reported)
    evidence = ",".join(_match(match, one.start, numbers[match.rule]) for match in one.matches)
    return f"{one.start}+{one.end - one.start}{verdict}{MARKS[one.status]}{evidence}"


def _match(match: Match, start: int, number: str) -> str:
    place = f"{match.start - start}+{match.end - match.start}"
    return f"@{place}{_verdict(match.negated, match.reported)}{number}"


def _verdict(negated: bool, reported: int) -> str:
    return f"{'n' * negated}{VERDICTS[reported]}"


def _chain(chain: Chain) -> str:
    """`found/needed`, then its steps: the code, where its segment begins, and the leading match in it."""
    steps = (f"{one.code}:{one.segment}@{one.start - one.segment}+{one.end - one.start}" for one in chain.steps)
    return " ".join((f"{chain.found}/{chain.needed}", *steps))


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
