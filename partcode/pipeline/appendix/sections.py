"""A methods appendix, section by section."""

from __future__ import annotations

from partcode.pipeline.appendix.agreeing import agreement
from partcode.pipeline.appendix.facts import Facts
from partcode.pipeline.appendix.on_coding import codebooks, coders, coding, rules, rules_annex
from partcode.pipeline.appendix.on_corpus import corpus, doubts_annex
from partcode.pipeline.appendix.sources import REFERENCES, STATISTICS
from partcode.pipeline.appendix.tabling import table
from partcode.pipeline.appendix.wording import Language, Wording
from partcode.report.appendix import Appendix, Section

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
        corpus(facts, w),
        codebooks(facts, w),
        coding(facts, w),
        rules(facts, w),
        coders(facts, w),
        agreement(facts, w),
        _software(facts, w),
        _repeat(facts, w),
        _statistics(w),
        _limits(facts, w),
        _checklists(w),
        Section(w.say("references"), REFERENCES),
        rules_annex(facts, w),
        *doubts_annex(facts, w),
    )
    return Appendix(w.say("title"), language, sections)


def _software(facts: Facts, w: Wording) -> Section:
    rows = [("partcode", facts.tool_version), *sorted(facts.libraries.items())]
    told = w.say("software.all", run=facts.run)
    return Section(w.say("software"), (told,), tables=(table(w, "software.table", ("name", "version"), rows),))


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
    found = table(w, "statistics.table", ("command", "what", "source"), rows)
    return Section(w.say("statistics"), tables=(found,))


def _limits(facts: Facts, w: Wording) -> Section:
    counted = facts.codings.proposed + facts.codings.accepted
    told = [w.say("limits.proposals")]
    told += [w.say("limits.undecided", undecided=facts.codings.proposed, counted=counted)] * bool(counted)
    return Section(
        w.say("limits"), (" ".join(told), *map(w.say, ("limits.descriptive", "limits.small", "limits.roles")))
    )


def _checklists(w: Wording) -> Section:
    rows = ((w.say(f"item.{item}"), w.say(section)) for item, section in _ITEMS.items())
    found = table(w, "checklists.table", ("item", "section"), rows)
    return Section(w.say("checklists"), (w.say("checklists.answered"),), tables=(found,))
