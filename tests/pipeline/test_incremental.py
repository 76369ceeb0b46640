"""What is done bit by bit is what is done at once: after any edits, a kept database gives the tables of a fresh one."""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partcode.model import Span, Speaker, Unit
from partcode.model.options import Options, Silent
from partcode.pipeline import coding
from partcode.pipeline.coding import code, codebooks_of
from partcode.pipeline.ingesting import ingest
from partcode.pipeline.results import write_results
from partcode.store import open_store

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

MONEY = """\
codebook: money
version: 1.0.{number}
title: {{en: Money}}
lists:
  funds: {{en: [{funds}], fr: [subvention, budget]}}
codes:
  - id: money.cut
    label: {{en: {label}, fr: Couper}}
    definition: Money is taken away.
    who: {{exerted_by: north_funder}}
    rules:
      - {{id: cut, certainty: {certainty}, en: [{cut} ..3 <funds>], fr: [couper ..3 <funds>]}}
      - {{id: none, negation: drop, en: [cut, no money]}}
  - id: money.funds
    label: {{en: Funds, fr: Fonds}}
    definition: Money is spoken of.
    rules:
      - {{id: of-cuts, codes: [money.cut]}}
      - {{id: named, en: [<funds>, money], fr: [<funds>]}}
{more}
sequences:
  - id: money.answer
    label: {{en: {label}}}
    definition: A cut is answered.
    steps: [money.cut, {answer}, money.funds]
    within: {within} turns
    at_least: {least}
"""
MORE = """\
  - id: money.report
    label: {en: Report}
    definition: A report is asked for.
    rules: [{id: report, en: [report]}]
"""
TALK = """\
codebook: talk
version: 1.0.{number}
title: {{en: Talk}}
{accents}{uses}codes:
  - id: talk.trust
    label: {{en: Trust, fr: Confiance}}
    definition: Trust is named.
    rules:
      - {{id: trust, en: [{trust}], fr: [confiance]}}
{borrows}sequences:
  - id: talk.turns
    label: {{en: Turns}}
    definition: Trust after something.
    steps: [{first}, talk.trust]
    within: 4 turns
"""
EXTRA = """\
  - id: talk.of-money
    label: {en: Talk of money}
    definition: What the other codebook finds.
    rules: [{id: theirs, codes: [money.cut]}]
"""
MINE = """\
codebook: mine
version: 1.0.0
title: {{en: Mine}}
extend: money@1.0.{number}
{without}codes:
  - id: mine.rain
    label: {{en: Rain}}
    definition: It rains.
    rules: [{{id: rain, en: [rain]}}, {{id: theirs, codes: [money.funds]}}]
"""
APPLIED = (
    ("money",), ("talk",), ("money", "talk"), ("talk", "money"), ("mine",), ("mine", "talk"), ("money", "mine", "talk"),
)  # fmt: skip
BOOKS = {
    "funds": ("grant, fund", "grant, fund, budget", "fund"),
    "label": ("Cutting", "Taking away"),
    "certainty": ("high", "low"),
    "cut": ("cut", "(cut|report)"),
    "more": ("", MORE),
    "answer": ("money.funds", "money.cut"),
    "within": ("3", "6"),
    "least": ("2", "3"),
    "trust": ("trust", "trust, agree"),
    "uses": ("", "uses: [money]\n"),
    "number": ("0", "1"),
    "accents": ("", "accents: lossy\n"),
    "without": ("", "without: [money.answer, money.funds/named]\n"),
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


@dataclass
class Study:
    """What a person has at hand: files, metadata, codebooks; and what they did in the database."""

    files: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)  # a line of corpus.yaml by document
    speakers: dict[str, str] = field(default_factory=dict)  # the role of a label, for all documents
    books: dict[str, str] = field(default_factory=lambda: {name: values[0] for name, values in BOOKS.items()})
    applied: tuple[str, ...] = ("money", "talk")
    unit: Unit = Unit.SENTENCE
    certainty: str = "low"
    edited: dict[tuple[str, str], str] = field(default_factory=dict)
    encodings: dict[str, str] = field(default_factory=dict)  # of files that are not UTF-8
    rows: dict[str, str] = field(default_factory=dict)  # the role of a label in speakers.csv, which is there if any is
    cases: dict[str, str] = field(default_factory=dict)  # the name of a case in cases.csv, likewise
    language: str = "auto"
    exclude: tuple[str, ...] = ()

    @property
    def seen(self) -> list[str]:
        """The files that are read."""
        return [name for name in self.files if name not in self.exclude]


def written(turns):
    """The text of a document: of (label, sentences), no label for a document in which nobody speaks."""
    return "\n".join(f"{label}: {' '.join(said)}" if label else " ".join(said) for label, *said in turns) + "\n"


def corpus_yaml(study):
    lines = ["speakers:", *(f"  {label}: {role}" for label, role in study.speakers.items())] if study.speakers else []
    documents = [f"  {path}: {line}" for path, line in study.metadata.items()]
    return "\n".join([*lines, *(["documents:", *documents] if documents else [])]) + "\n"


def write(study, folder, names=None):
    """The folder as it stands: corpus, with all of its files or those of `names`, and codebooks."""
    corpus, books = folder / "corpus", folder / "books"
    for made in (corpus, books):
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
    (corpus / "corpus.yaml").write_text(corpus_yaml(study), encoding="utf-8")
    for name, head, rows in (("speakers", "label,role", study.rows), ("cases", "case,name", study.cases)):
        if rows:
            lines = "".join(f"{key},{value}\n" for key, value in rows.items())
            (corpus / f"{name}.csv").write_text(f"{head}\n{lines}", encoding="utf-8")
    for name, turns in study.files.items():
        if names is None or name in names:
            (corpus / name).write_text(written(turns), encoding=study.encodings.get(name, "utf-8"))
    values = study.books
    used = bool(values["uses"])
    (books / "money.yaml").write_text(MONEY.format(**values), encoding="utf-8")
    borrows, first = (EXTRA, "money.funds") if used else ("", "talk.trust")
    (books / "talk.yaml").write_text(TALK.format(**values, borrows=borrows, first=first), encoding="utf-8")
    (books / "mine.yaml").write_text(MINE.format(**values), encoding="utf-8")


def options(study, folder):
    return Options(
        folders=(folder / "corpus",),
        db=folder / "p.db",
        out=folder / "results",
        jobs=1,
        language=study.language,
        exclude=study.exclude,
        unit=study.unit,
        codebooks=tuple(folder / "books" / f"{name}.yaml" for name in study.applied),
    )


def describe(study, chosen):
    """The speakers as the person described them, once there are such."""
    with open_store(chosen.db, create=False) as store:
        store.set_speakers([(path, Speaker(label, role=role)) for (path, label), role in study.edited.items()])


def tables(study, chosen):
    code(chosen, Silent())
    write_results(chosen, Silent(), certainty=study.certainty)
    with open_store(chosen.db, create=False) as store:
        kept = {
            name: list(store.table(name, certainty=study.certainty).rows) for name in ("codes", "chains", "speakers")
        }
        kept["codes_by_role"] = list(store.codes_by_role().rows)
    return kept | {file.name: file.read_bytes() for file in sorted(chosen.out.iterdir())}


class Judged(NamedTuple):
    """A decision of a person on a coding."""

    text_sha256: str
    span: Span
    code: str
    kind: str
    unit: Unit


def judge(chosen, judged):
    with open_store(chosen.db, create=False) as store:
        store.reviews.decide(*judged[:4], "Ana", unit=judged.unit)


def delete(chosen, name):
    with open_store(chosen.db, create=False) as store:
        assert store.delete_documents([name]) == [name]


class Kept:
    """A study whose database lives through all its edits, and what a fresh one needs to know of those that are gone."""

    def __init__(self, root):
        self.study, self.root = Study(), root
        self.last: dict[str, Study] = {}  # by document, the study when it was last read
        self.decisions: list[tuple[int, Judged]] = []  # after how many steps; then as `decide` takes them
        self.steps: list[Study | str] = []  # as they were read; the name of a document that was deleted

    def step(self, edit):
        study = edit(self.study)
        if not study.seen and not self.last:
            return
        self.study = study
        self.steps.append(study)
        write(study, self.root / "kept")
        chosen = options(study, self.root / "kept")
        in_passing = codebooks_of(chosen) if study.unit is Unit.SENTENCE else ()
        ingest(chosen, Silent(), in_passing)
        describe(study, chosen)
        self.last.update(dict.fromkeys(study.seen, study))
        self.compare()

    def delete(self, name):
        """A document goes, with its file and all that was found in it."""
        if name in self.last:
            self.study = remove(name)(self.study)
            delete(options(self.study, self.root / "kept"), name)
            del self.last[name]
            self.steps.append(name)
            if self.last:
                self.compare()

    def decide(self, number, kind):
        """A person accepts or rejects a coding that rules found, the one of that number."""
        chosen = options(self.study, self.root / "kept")
        with open_store(chosen.db, create=False) as store:
            found = [
                (document.text_sha256, Span(*coded[3:5]), coded.code)
                for document in store.coded_documents(store.run(None).id)
                for coded in document.codings
            ]
        if found:
            judged = Judged(*found[number % len(found)], kind, self.study.unit)
            judge(chosen, judged)
            self.decisions.append((len(self.steps), judged))
            self.compare()

    def compare(self):
        """All that is found, with what a fresh database gives."""
        found, fresh = tables(self.study, options(self.study, self.root / "kept")), self.fresh()
        assert found.keys() == fresh.keys()
        for name, rows in fresh.items():
            assert found[name] == rows, name

    def fresh(self):
        """The tables of a database that has seen nothing but the end; of files that are gone, their last reading.

        Where a person has decided, it has read all that there ever was, and coded the end alone: decisions follow their
        words from text to text.
        """
        folder = self.root / "fresh"
        shutil.rmtree(folder, ignore_errors=True)
        if self.decisions:
            return self.replayed(folder)
        for name, then in self.last.items():
            if name not in self.study.seen:
                write(then, folder, names=[name])
                ingest(options(then, folder), Silent())
        write(self.study, folder)
        chosen = options(self.study, folder)
        ingest(chosen, Silent())
        describe(self.study, chosen)
        return tables(self.study, chosen)

    def replayed(self, folder):
        """The tables of a database in which everything was read and decided, and only then anything coded."""
        for number, then in enumerate(self.steps, start=1):
            if isinstance(then, str):
                delete(options(self.study, folder), then)
            else:
                write(then, folder)
                chosen = options(then, folder)
                ingest(chosen, Silent())
                describe(then, chosen)
            for after, judged in self.decisions:
                if after == number:
                    judge(chosen, judged)
        return tables(self.study, options(self.study, folder))


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
SETTINGS = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


def live_through(start, history):
    with tempfile.TemporaryDirectory() as folder:
        kept = Kept(Path(folder))
        for edit in (start, *history):
            if isinstance(edit, tuple):
                kept.decide(*edit)
            elif isinstance(edit, str):
                kept.delete(edit)
            else:
                kept.step(edit)


@settings(max_examples=10, derandomize=True, **SETTINGS)
@given(first, histories)
def test_a_database_that_lived_through_edits_gives_the_tables_of_a_fresh_one(start, history):
    live_through(start, history)


@settings(max_examples=5, derandomize=True, **SETTINGS)
@given(first, verdicts, st.lists(edits | deletions | verdicts, min_size=2, max_size=4))
def test_what_people_decide_on_the_way_follows_its_words_as_if_nothing_had_been_coded_before(start, verdict, history):
    live_through(start, [verdict, *history])


@pytest.fixture
def kept(tmp_path):
    """A study of two documents that has been coded."""
    found = Kept(tmp_path)
    found.step(put("a.txt", (("P1", SAID[0]), ("P2", SAID[2], SAID[3]), ("P1", SAID[1]), ("P2", SAID[6]))))
    found.step(put("b.txt", (("", *SAID),)))
    return found


@pytest.mark.parametrize(
    "edit",
    [
        described("a.txt", "{speakers: {P1: {role: north_funder}}}"),
        described("b.txt", "{voice: {role: north_funder}, case: south}"),
        described("b.txt", "{language: fr}"),
    ],
    ids=["role", "voice", "language"],
)
def test_new_metadata_of_unchanged_files_count(kept, edit):
    kept.step(edit)
    kept.step(undescribed("a.txt"))
    kept.step(edit)


def test_a_document_that_was_deleted_and_comes_back_is_coded_and_its_decisions_hold(kept):
    kept.decide(0, "rejected")
    turns = kept.study.files["a.txt"]
    kept.delete("a.txt")
    kept.step(put("a.txt", turns))
    assert ",rejected," in (kept.root / "kept/results/segments.csv").read_text(encoding="utf-8")


def test_swapped_files_and_other_encodings_of_them_keep_their_decisions(kept):
    kept.decide(0, "accepted")
    for edit in (swap("a.txt", "b.txt"), encoded("a.txt", "utf-16"), swap("a.txt", "b.txt")):
        kept.step(edit)
    assert ",accepted," in (kept.root / "kept/results/segments.csv").read_text(encoding="utf-8")


def test_a_label_that_the_metadata_name_later_makes_turns(kept):
    kept.step(put("c.txt", (("Moussa", SAID[0], SAID[2]),)))
    before = kept.fresh()["speakers"]
    kept.step(speaks("Moussa", "north_funder"))
    assert kept.fresh()["speakers"] != before


@pytest.fixture
def again(kept, monkeypatch):
    """Code a study after an edit: the report, and the codes that were matched."""
    planned = []
    make_plan = coding.make_plan

    def spying(*args):
        plan = make_plan(*args)
        planned.append({one.code.id for one in plan.codes})
        return plan

    def code_again(edit):
        kept.study = edit(kept.study)
        write(kept.study, kept.root / "kept")
        with monkeypatch.context() as spied:
            spied.setattr(coding, "make_plan", spying)
            planned.clear()
            return code(options(kept.study, kept.root / "kept"), Silent()), list(planned)

    return code_again


def test_a_changed_label_matches_nothing_and_reads_no_words(again, monkeypatch):
    monkeypatch.setattr("partcode.store.Store.streams", None)
    report, planned = again(book("label", "Taking away"))
    assert (report.reused, report.partly, report.matched_codes, planned) == (0, 2, 0, [])
    assert report.codings > 0


def test_only_the_codes_that_changed_are_matched_again(again):
    report, planned = again(book("trust", "trust, agree"))
    assert (report.partly, report.matched_codes) == (2, 1)
    assert planned == [{"talk.trust"}]


def test_what_a_changed_code_borrows_is_matched_and_what_borrows_it_has_changed(again):
    report, planned = again(book("cut", "(cut|report)"))
    assert (report.matched_codes, planned) == (2, [{"money.cut", "money.funds"}])


def test_a_codebook_that_uses_another_follows_it(kept):
    for name, value in (("uses", BOOKS["uses"][1]), ("cut", "(cut|report)"), ("label", "Taking away"), ("within", "6")):
        kept.step(book(name, value))
    kept.step(asked(applied=("talk",)))
    kept.step(book("funds", "fund"))
    kept.step(asked(applied=("money", "talk")))


def test_a_changed_sequence_is_looked_for_in_what_is_matched_for_it_alone(again):
    report, planned = again(book("within", "6"))
    assert (report.matched_codes, planned) == (0, [{"money.cut", "money.funds"}])
    assert report.chains > 0


def test_going_back_to_a_codebook_is_no_work_at_all(again):
    again(book("cut", "(cut|report)"))
    report, planned = again(book("cut", "cut"))
    assert (report.reused, report.partly, planned) == (2, 0, [])


def test_results_are_written_anew_only_when_they_would_differ(kept):
    chosen = options(kept.study, kept.root / "kept")
    results = partial(write_results, chosen, Silent())
    first = results()
    times = {file: file.stat().st_mtime_ns for file in first.files}
    assert results() == first._replace(up_to_date=True)
    assert {file: file.stat().st_mtime_ns for file in first.files} == times
    assert not results(certainty="high").up_to_date
    assert not results().up_to_date
    first.files[0].write_text("spoilt")
    assert not results().up_to_date
    first.files[-1].unlink()
    assert not results().up_to_date
    with open_store(chosen.db, create=False) as store:
        store.set_speakers([("a.txt", Speaker("P1", name="Awa", role="state"))])
    assert not results().up_to_date
    assert "Awa" in first.files[0].read_text()


@pytest.mark.slow
@settings(max_examples=100, **SETTINGS)
@given(first, st.lists(edits | deletions, min_size=3, max_size=6))
def test_a_database_that_lived_through_many_more_edits_gives_the_tables_of_a_fresh_one(start, history):
    live_through(start, history)


@pytest.mark.slow
@settings(max_examples=50, **SETTINGS)
@given(first, verdicts, st.lists(edits | deletions | verdicts, min_size=3, max_size=6))
def test_what_people_decide_follows_its_words_through_many_more_edits(start, verdict, history):
    live_through(start, [verdict, *history])
