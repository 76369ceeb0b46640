"""The facts of a methods appendix, out of the store and the lock beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from partcode.analysis.counting import words_of
from partcode.codebook.library import shipped
from partcode.errors import PartcodeError
from partcode.export.reading_locks import read_lock
from partcode.model import Codebook
from partcode.model.codings import REJECTED, STATUSES, person_of
from partcode.model.material import NO_VERDICT, Material
from partcode.pipeline.appendix.facts import (
    CodebookFacts,
    CoderFacts,
    CodingFacts,
    DocumentFacts,
    Facts,
    RuleFacts,
    SpeakerFacts,
    Treatment,
)
from partcode.pipeline.appendix.judging import agreements, precisions
from partcode.pipeline.naming import as_applied
from partcode.store import RunRow, Store
from partcode.store.decided.judged import JudgedDocument


def gather(store: Store, run: str | None, lock: Path) -> Facts:
    """All that is told of a run, or of the latest. LockError for a broken lock."""
    found = store.run(run)
    material = store.material(found.id)
    judged = list(store.reviews.judged(found.id))
    books = tuple(_codebooks(store, found))
    return Facts(
        run=found.id,
        unit=material.unit,
        kinds=tuple(found.options["kinds"]),
        language=found.options["language"],
        tool_version=found.tool_version,
        libraries=found.libraries,
        documents=tuple(_documents(store, found, material)),
        removed=found.removed,
        cases=len({document.case for document in material.documents} - {""}),
        speakers=tuple(_speakers(material)),
        described=sum(row["edited"] for row in _rows(store, "roles")),
        codebooks=books,
        by_default=all(one.shipped for one in books) and {one.id for one in books} == set(shipped()),
        rules=tuple(RuleFacts(*row.values()) for row in _rows(store, "rules", run=found.id)),
        codings=_codings(store, material),
        coders=tuple(_coders(material, judged)),
        precisions=tuple(precisions(judged)),
        agreements=tuple(agreements(judged)),
        locked=_locked(lock),
    )


def _rows(store: Store, what: str, **asked: Any) -> Iterator[dict[str, Any]]:
    table = store.table(what, **asked)
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _documents(store: Store, run: RunRow, material: Material) -> Iterator[DocumentFacts]:
    stored = {row["document"]: row for row in _rows(store, "documents")}
    digests = {one["path"]: one["text_sha256"] for one in run.documents}
    words = words_of(material, material.segments.document, len(material.documents)).tolist()
    for document, counted in zip(material.documents, words, strict=True):
        now = stored[document.path]
        yield DocumentFacts(
            document.path,
            document.kind,
            document.language,
            now["format"],
            now["turns"],
            counted,
            now["warnings"],
            bool(now["lossy"]),
            bool(now["missing"]),
            now["text_sha256"] != digests[document.path],
        )


def _speakers(material: Material) -> Iterator[SpeakerFacts]:
    words = words_of(material, material.segments.voice, len(material.voices)).tolist()
    speaking = set(material.segments.voice.tolist())
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, voice in enumerate(material.voices):
        if place in speaking and any((voice.speaker, voice.role, voice.side, voice.organisation)):
            groups[voice.role, voice.side].append(place)
    for (role, side), places in sorted(groups.items()):
        documents = {material.voices[place].document for place in places}
        yield SpeakerFacts(role, side, len(places), len(documents), sum(words[place] for place in places))


def _codebooks(store: Store, run: RunRow) -> Iterator[CodebookFacts]:
    stored = {one.sha256: one for one in store.codebooks()}
    codes = Counter((row["codebook"], row["codebook_version"]) for row in _rows(store, "codes", run=run.id))
    here = shipped()
    for about in run.codebooks:
        id, version, sha256 = about["id"], about["version"], about["sha256"]
        uses = ", ".join(f"{used['id']} {used['version']}" for used in about.get("uses", ()))
        at = here.get(id)
        same = at is not None and at.read_text(encoding="utf-8-sig") == stored[sha256].source
        try:
            book: Codebook | None = as_applied(stored[sha256])
        except PartcodeError:
            book = None
        title, treatment = (book.title, _treatment(book)) if book else ({}, None)
        yield CodebookFacts(id, version, sha256, title, uses, codes[id, version], same, treatment)


def _treatment(book: Codebook) -> Treatment:
    rules = [(code, rule) for code in book.codes for rule in code.rules]
    asks = [who for code in book.codes for who in (code.who, *(rule.who for rule in code.rules)) if who]
    return Treatment(
        Counter(rule.negation for _, rule in rules),
        sum(bool(who.exerted_by) for who in asks),
        sum(bool(who.said_by) for who in asks),
        book.accents == "lossy",
        len(book.sequences),
    )


def _codings(store: Store, material: Material) -> CodingFacts:
    codings = material.codings
    proposed, accepted, rejected = (int((codings.status == status).sum()) for status in range(len(STATUSES)))
    kept = codings.where(codings.status != STATUSES.index(REJECTED))
    chains, complete = store.count_chains(material.run)
    return CodingFacts(
        proposed=proposed,
        accepted=accepted,
        rejected=rejected,
        negated=int(kept.negated.sum()),
        reported=int((kept.reported == 1).sum()),
        perhaps_reported=int((kept.reported == NO_VERDICT).sum()),
        chains=chains,
        complete_chains=complete,
    )


def _coders(material: Material, judged: Sequence[JudgedDocument]) -> Iterator[CoderFacts]:
    by_status = Counter(zip(material.codings.coder.tolist(), material.codings.status.tolist(), strict=True))
    for place, name in sorted(enumerate(material.coders), key=lambda one: one[1]):
        if not person_of(name):
            proposed, accepted, rejected = (by_status[place, status] for status in range(len(STATUSES)))
            yield CoderFacts(name, False, proposed + accepted + rejected, accepted, rejected)
    verdicts = [(person, one) for document in judged for person, one in document.verdicts.items()]
    for person in sorted({person for person, _ in verdicts}):
        own = [one for name, one in verdicts if name == person]
        yield CoderFacts(
            person,
            True,
            sum(len(one.coded) for one in own),
            sum(len(one.accepted) for one in own),
            sum(len(one.rejected) for one in own),
        )


def _locked(lock: Path) -> str:
    if not lock.exists():
        return ""
    made = read_lock(lock).made
    return made.run if made else ""
