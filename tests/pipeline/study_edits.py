"""What a person does to a study: files, metadata, codebooks and options; and strategies that do it at random."""

from dataclasses import replace

from hypothesis import strategies as st
from study_codebooks import APPLIED, BOOKS

from partcode.model import Unit

SAID = (
    "They cut the grant last year.",
    "We did not cut anything.",
    "We trust the fund, and they trust us.",
    "You must report, or no money.",
    "Let us agree on a report.",
    "Nous avons confiance dans le budget.",
    "Ils ont coupé la subvention.",
    "It rained.",
)
LABELS = ("P1", "P2", "INT")
ROLES = ("north_funder", "south_ngo", "interviewer")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")

names = st.sampled_from(("a.txt", "b.txt", "c.md"))
said = st.lists(st.sampled_from(SAID), min_size=1, max_size=2)
talks = st.lists(st.builds(lambda label, ones: (label, *ones), st.sampled_from(LABELS), said), min_size=3, max_size=6)
reports = st.lists(st.builds(lambda ones: ("", *ones), said), min_size=1, max_size=3)
roles = st.sampled_from(ROLES)
lines = st.one_of(
    st.builds("{{case: {}}}".format, st.sampled_from(("north", "south"))),
    st.builds("{{speakers: {{P1: {{role: {}}}}}}}".format, roles),
    st.builds("{{voice: {{role: {}}}}}".format, roles),
    st.just("{language: fr}"),
    st.just("{kind: document, title: Minutes}"),
)


def put(name, turns):
    return lambda study: replace(study, files={**study.files, name: tuple(turns)})


def without(found, name):
    return {key: value for key, value in found.items() if key != name}


def remove(name):
    return lambda study: replace(study, files=without(study.files, name))


def rename(old, new):
    def edit(study):
        if old not in study.files:
            return study
        return replace(study, files={**without(study.files, old), new: study.files[old]})

    return edit


def swap(one, other):
    def edit(study):
        if not {one, other} <= study.files.keys():
            return study
        return replace(study, files={**study.files, one: study.files[other], other: study.files[one]})

    return edit


def encoded(name, encoding):
    return lambda study: replace(study, encodings={**study.encodings, name: encoding})


def in_csv(table, key, value):
    """A row of speakers.csv or cases.csv more; the file goes with its last row."""
    return lambda study: replace(study, **{table: {**getattr(study, table), key: value}})


def out_of_csv(table):
    return lambda study: replace(study, **{table: {}})


def mute(label):
    return lambda study: replace(study, speakers=without(study.speakers, label))


def described(name, line):
    return lambda study: replace(study, metadata={**study.metadata, name: line})


def undescribed(name):
    return lambda study: replace(study, metadata=without(study.metadata, name))


def speaks(label, role):
    return lambda study: replace(study, speakers={**study.speakers, label: role})


def book(name, value):
    return lambda study: replace(study, books={**study.books, name: value})


def edited(name, label, role):
    return lambda study: replace(study, edited={**study.edited, (name, label): role})


def asked(**changes):
    return lambda study: replace(study, **changes)


edits = st.one_of(
    st.builds(put, names, talks | reports),
    st.builds(put, names, talks),
    st.builds(remove, names),
    st.builds(rename, names, names),
    st.builds(described, names, lines),
    st.builds(undescribed, names),
    st.builds(speaks, st.sampled_from(LABELS), roles),
    st.sampled_from([(name, value) for name, values in BOOKS.items() for value in values]).map(lambda one: book(*one)),
    st.sampled_from([(name, value) for name, values in BOOKS.items() for value in values]).map(lambda one: book(*one)),
    st.builds(edited, names, st.sampled_from((*LABELS, "")), roles),
    st.builds(lambda unit: asked(unit=unit), st.sampled_from(list(Unit))),
    st.builds(lambda certainty: asked(certainty=certainty), st.sampled_from(("low", "medium", "high"))),
    st.builds(lambda applied: asked(applied=applied), st.sampled_from(APPLIED)),
    st.builds(swap, names, names),
    st.builds(encoded, names, st.sampled_from(ENCODINGS)),
    st.builds(in_csv, st.just("rows"), st.sampled_from(LABELS), roles),
    st.builds(in_csv, st.just("cases"), st.sampled_from(("north", "south")), st.sampled_from(("Fund", "Union"))),
    st.builds(out_of_csv, st.sampled_from(("rows", "cases"))),
    st.builds(mute, st.sampled_from(LABELS)),
    st.builds(lambda language: asked(language=language), st.sampled_from(("auto", "en", "fr"))),
    st.builds(lambda exclude: asked(exclude=exclude), st.sampled_from(((), ("a.txt",), ("b.txt", "c.md")))),
)
deletions = names
verdicts = st.tuples(st.integers(0, 20), st.sampled_from(("accepted", "rejected")))
first = st.builds(put, names, talks)
histories = st.lists(edits | deletions, min_size=2, max_size=5)
