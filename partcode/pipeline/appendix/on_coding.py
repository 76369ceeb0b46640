"""What a methods appendix says of codebooks, rules and coders."""

from __future__ import annotations

from collections import Counter

from partcode.pipeline.appendix.facts import CodebookFacts, Facts
from partcode.pipeline.appendix.tabling import table
from partcode.pipeline.appendix.wording import Wording
from partcode.report.appendix import Section
from partcode.table import Table


def codebooks(facts: Facts, w: Wording) -> Section:
    """What was applied, with its digests."""
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


def coding(facts: Facts, w: Wording) -> Section:
    """The unit, and how negation and reported speech were treated."""
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


def rules(facts: Facts, w: Wording) -> Section:
    """How many rules fired."""
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
    return Section(w.say("rules"), (told,), tables=(table(w, "rules.table", heads, rows),))


def coders(facts: Facts, w: Wording) -> Section:
    """Who proposed, decided and coded."""
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
    return Section(w.say("coders"), paragraphs, tables=(table(w, "coders.table", heads, rows),))


def rules_annex(facts: Facts, w: Wording) -> Section:
    """Every rule that fired."""
    rows = (
        (one.codebook, one.code, one.rule, w.name("certainty", one.certainty), one.matches, one.codings, one.documents)
        for one in facts.rules
        if one.matches
    )
    heads = ("codebook", "code", "rule", "certainty", "matches", "codings", "documents")
    return Section(w.say("annex.rules"), tables=(table(w, "", heads, rows),))


def _title(book: CodebookFacts, language: str) -> str:
    return book.title.get(language) or next(iter(book.title.values()), "")
