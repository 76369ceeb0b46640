"""The sections of a methods appendix: corpus, codebooks, coding, rules, software, and what follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from partcode.pipeline.appendix.agreeing import agreement
from partcode.pipeline.appendix.facts import CodebookFacts, Facts
from partcode.pipeline.appendix.sources import REFERENCES, STATISTICS
from partcode.pipeline.appendix.wording import Language, Wording
from partcode.report.appendix import Appendix, Section
from partcode.table import Cell, Table

# By item, the section that answers it.
_ITEMS = {
    "coreq12": "corpus",
    "coreq24": "coders",
    "coreq25": "codebooks",
    "coreq26": "codebooks",
    "coreq27": "software",
    "srqr12": "corpus",
    "srqr13": "coding",
    "srqr14": "coding",
    "srqr15": "agreement",
    "srqr19": "limits",
}


def appendix(facts: Facts, language: Language) -> Appendix:
    """The methods appendix in a language."""
    w = Wording(language)
    sections = (
        _corpus(facts, w),
        _codebooks(facts, w),
        _coding(facts, w),
        _rules(facts, w),
        _coders(facts, w),
        agreement(facts, w),
        _software(facts, w),
        _repeat(facts, w),
        _statistics(w),
        _limits(facts, w),
        _checklists(w),
        _rules_annex(facts, w),
        *_doubts_annex(facts, w),
    )
    return Appendix(w.say("title"), language, sections)


def _table(w: Wording, title: str, heads: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(tuple(map(w.say, heads)), list(rows), w.say(title) if title else "")


def _corpus(facts: Facts, w: Wording) -> Section:
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
    documents = _table(
        w,
        "corpus.table",
        ("kind", "language", "format", "documents", "turns", "words"),
        (
            (w.name("kind", key[0]), w.name("language", key[1]), key[2], groups[key], turns[key], counted[key])
            for key in sorted(groups)
        ),
    )
    speakers = _table(
        w,
        "corpus.speakers",
        ("role", "side", "speakers", "documents", "words"),
        ((w.name("role", role), w.name("side", side), *counts) for role, side, *counts in facts.speakers),
    )
    return Section(w.say("corpus"), tuple(paragraphs), tables=(documents, speakers))


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


def _codebooks(facts: Facts, w: Wording) -> Section:
    books = facts.codebooks
    unread = sum(one.treatment is None for one in books)
    paragraphs = [
        w.say(
            "codebooks.applied",
            codebooks=len(books),
            codes=sum(one.codes for one in books),
            rules=len(facts.rules),
        )
    ]
    paragraphs += [w.say("codebooks.shipped", shipped=sum(one.shipped for one in books))] * any(
        one.shipped for one in books
    )
    paragraphs += [w.say("codebooks.unread", unread=unread)] * bool(unread)
    heads = ("codebook", "version", "codebook_title", "codes", "uses", "sha256")
    rows = [(one.id, one.version, _title(one, w.language), one.codes, one.uses, one.sha256) for one in books]
    table = Table((*map(w.say, heads[:-1]), "sha256"), rows, w.say("codebooks.table"))
    return Section(w.say("codebooks"), tuple(paragraphs), tables=(table,))


def _title(book: CodebookFacts, language: str) -> str:
    return book.title.get(language) or next(iter(book.title.values()), "")


def _coding(facts: Facts, w: Wording) -> Section:
    known = [one.treatment for one in facts.codebooks if one.treatment]
    negation: Counter[str] = sum((Counter(one.negation) for one in known), Counter())
    kinds = ", ".join(w.name("part", kind) for kind in facts.kinds)
    language = w.say(f"coding.language.{facts.language}")
    codings, lossy = facts.codings, sum(one.lossy for one in known)
    paragraphs = [
        f"{w.say('coding.unit', unit=w.name('unit', facts.unit), kinds=kinds, language=language)} "
        f"{w.say('coding.match')}",
        " ".join(
            (
                w.say("coding.negation", negated=codings.negated),
                *(w.say(f"negation.{what}", count=count) for what, count in sorted(negation.items())),
            )
        ),
    ]
    if exerted := sum(one.exerted for one in known):
        verdicts = {"reported": codings.reported, "perhaps": codings.perhaps_reported}
        paragraphs.append(w.say("coding.reported", exerted=exerted, **verdicts))
    if said := sum(one.said for one in known):
        paragraphs.append(w.say("coding.said", said=said))
    paragraphs += [w.say("coding.lossy", lossy=lossy)] * bool(lossy)
    sequences = sum(one.sequences for one in known)
    paragraphs += [
        w.say("coding.chains", sequences=sequences, chains=codings.chains, complete=codings.complete_chains)
    ] * bool(sequences)
    return Section(w.say("coding"), tuple(paragraphs))


def _rules(facts: Facts, w: Wording) -> Section:
    fired = [rule for rule in facts.rules if rule.matches]
    matches, codings = sum(rule.matches for rule in fired), sum(rule.codings for rule in fired)
    told = w.say("rules.fired", rules=len(facts.rules), fired=len(fired), matches=matches, codings=codings)
    rows = []
    for book in facts.codebooks:
        of_book = [rule for rule in facts.rules if (rule.codebook, rule.codebook_version) == (book.id, book.version)]
        rows.append(
            (
                book.id,
                len(of_book),
                sum(rule.matches > 0 for rule in of_book),
                sum(rule.matches for rule in of_book),
                sum(rule.codings for rule in of_book),
            )
        )
    heads = ("codebook", "rule_count", "fired", "matches", "codings")
    return Section(w.say("rules"), (told,), tables=(_table(w, "rules.table", heads, rows),))


def _coders(facts: Facts, w: Wording) -> Section:
    codings = facts.codings
    people = sum(one.person for one in facts.coders)
    paragraphs = (
        w.say(
            "coders.all",
            codings=codings.all,
            proposed=codings.proposed,
            accepted=codings.accepted,
            rejected=codings.rejected,
        ),
        w.say("coders.people" if people else "coders.nobody", people=people),
    )
    rows = (
        (one.name, w.say("coder.person" if one.person else "coder.rules"), one.codings, one.accepted, one.rejected)
        for one in facts.coders
    )
    heads = ("coder", "what", "codings", "accepted", "rejected")
    return Section(w.say("coders"), paragraphs, tables=(_table(w, "coders.table", heads, rows),))


def _software(facts: Facts, w: Wording) -> Section:
    rows = [("partcode", facts.tool_version), *sorted(facts.libraries.items())]
    told = w.say("software.all", run=facts.run)
    return Section(w.say("software"), (told,), tables=(_table(w, "software.table", ("name", "version"), rows),))


def _repeat(facts: Facts, w: Wording) -> Section:
    own = [f"{one.id}.yaml" for one in facts.codebooks if not one.shipped]
    named = [one.id if one.shipped else f"{one.id}.yaml" for one in facts.codebooks]
    books = "" if facts.by_default else "".join(f" -c {name}" for name in named)
    language = "" if facts.language == "auto" else f" --language {facts.language}"
    commands = [
        f"pip install partcode=={facts.tool_version}",
        f"partcode run FOLDER --unit {facts.unit}{language}{books}",
    ]
    commands += ["partcode run FOLDER --locked"] * (facts.locked == facts.run)
    lock = "repeat.no_lock" if not facts.locked else "repeat.lock" if facts.locked == facts.run else "repeat.other_lock"
    paragraphs = [w.say("repeat.how")]
    paragraphs += [w.say("repeat.files", files=len(own), names=", ".join(own))] * bool(own)
    paragraphs += [w.say(lock, other=facts.locked)]
    return Section(w.say("repeat"), tuple(paragraphs), tuple(commands))


def _statistics(w: Wording) -> Section:
    rows = ((f"partcode {command}", w.say(f"statistics.{command}"), source) for command, source in STATISTICS.items())
    table = _table(w, "statistics.table", ("command", "what", "source"), rows)
    return Section(w.say("statistics"), REFERENCES, tables=(table,))


def _limits(facts: Facts, w: Wording) -> Section:
    counted = facts.codings.proposed + facts.codings.accepted
    undecided = round(100 * facts.codings.proposed / counted) if counted else 0
    told = [w.say("limits.proposals", undecided=undecided)]
    return Section(w.say("limits"), (*told, *map(w.say, ("limits.descriptive", "limits.small", "limits.roles"))))


def _checklists(w: Wording) -> Section:
    rows = ((w.say(f"item.{item}"), w.say(section)) for item, section in _ITEMS.items())
    table = _table(w, "checklists.table", ("item", "section"), rows)
    return Section(w.say("checklists"), (w.say("checklists.answered"),), tables=(table,))


def _rules_annex(facts: Facts, w: Wording) -> Section:
    rows = (
        (one.codebook, one.code, one.rule, w.name("certainty", one.certainty), one.matches, one.codings, one.documents)
        for one in facts.rules
        if one.matches
    )
    heads = ("codebook", "code", "rule", "certainty", "matches", "codings", "documents")
    return Section(w.say("annex.rules"), tables=(_table(w, "", heads, rows),))


def _doubts_annex(facts: Facts, w: Wording) -> Iterator[Section]:
    rows = []
    for one in facts.documents:
        doubts = {"lossy": one.lossy, "missing": one.missing, "changed": one.changed}
        told = [one.doubts] * bool(one.doubts) + [w.say(f"doubt.{name}") for name, holds in doubts.items() if holds]
        if told:
            rows.append((one.path, "; ".join(told)))
    if rows:
        table = _table(w, "", ("document", "note"), rows)
        yield Section(w.say("annex.doubts"), (w.say("annex.names"),), tables=(table,))
