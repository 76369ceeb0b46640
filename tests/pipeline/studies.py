"""A study that a person edits, and a database that lives through it, held against a fresh one."""

import shutil
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from study_codebooks import BOOKS, EXTRA, MINE, MONEY, TALK

from partcode.model import Span, Speaker, Unit
from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code, codebooks_of
from partcode.pipeline.ingesting import ingest
from partcode.pipeline.results import write_results
from partcode.store import open_store


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
            self.study = replace(
                self.study, files={key: turns for key, turns in self.study.files.items() if key != name}
            )
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
