"""What a methods appendix says of documents and speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from partcode.pipeline.appendix.facts import Facts
from partcode.pipeline.appendix.tabling import table
from partcode.pipeline.appendix.wording import Wording
from partcode.report.appendix import Section


def corpus(facts: Facts, w: Wording) -> Section:
    """Documents and speakers, and how roles were given."""
    spoken = [one for one in facts.documents if one.turns]
    unknown = sum(one.speakers for one in facts.speakers if not one.role)
    words = sum(one.words for one in facts.documents)
    paragraphs = [
        f"{w.say('corpus.documents', documents=len(facts.documents), words=words)} "
        f"{w.say('corpus.cases', cases=facts.cases)}",
        w.say("corpus.turns", spoken=len(spoken), turns=sum(one.turns for one in spoken)),
        w.say("corpus.roles"),
    ]
    paragraphs += [w.say("corpus.described", described=facts.described)] * bool(facts.described)
    paragraphs += [w.say("corpus.unknown", unknown=unknown)] * bool(unknown)
    paragraphs.append(_doubts(facts, w))
    paragraphs += [w.say("corpus.removed", removed=facts.removed)] * bool(facts.removed)
    groups = Counter((one.kind, one.language, one.format) for one in facts.documents)
    turns: Counter[tuple[str, str, str]] = Counter()
    counted: Counter[tuple[str, str, str]] = Counter()
    for one in facts.documents:
        turns[one.kind, one.language, one.format] += one.turns
        counted[one.kind, one.language, one.format] += one.words
    documents = table(
        w,
        "corpus.table",
        ("kind", "language", "format", "documents", "turns", "words"),
        (
            (w.name("kind", key[0]), w.name("language", key[1]), key[2], groups[key], turns[key], counted[key])
            for key in sorted(groups)
        ),
    )
    speakers = table(
        w,
        "corpus.speakers",
        ("role", "side", "speakers", "documents", "words"),
        ((w.name("role", role), w.name("side", side), *counts) for role, side, *counts in facts.speakers),
    )
    return Section(w.say("corpus"), tuple(paragraphs), tables=(documents, speakers))


def doubts_annex(facts: Facts, w: Wording) -> Iterator[Section]:
    """The documents of which there is something to know, if any."""
    rows = []
    for one in facts.documents:
        doubts = {"lossy": one.lossy, "missing": one.missing, "changed": one.changed}
        told = [one.doubts] * bool(one.doubts) + [w.say(f"doubt.{name}") for name, holds in doubts.items() if holds]
        if told:
            rows.append((one.path, "; ".join(told)))
    if rows:
        found = table(w, "", ("document", "note"), rows)
        yield Section(w.say("annex.doubts"), (w.say("annex.names"),), tables=(found,))


def _doubts(facts: Facts, w: Wording) -> str:
    doubtful = [one for one in facts.documents if one.doubtful]
    counts = {
        "notes": sum(bool(one.doubts) for one in doubtful),
        "lossy": sum(one.lossy for one in doubtful),
        "missing": sum(one.missing for one in doubtful),
        "changed": sum(one.changed for one in doubtful),
    }
    which = ", ".join(w.say(f"doubts.{what}", count=count) for what, count in counts.items() if count)
    return w.say("corpus.doubts" if doubtful else "corpus.no_doubts", doubtful=len(doubtful), which=which)
