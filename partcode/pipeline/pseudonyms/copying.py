"""A corpus into its pseudonymised copy: documents, metadata, names of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from partcode.errors import Location, PseudonymError
from partcode.model import Case, DocumentInfo, Speaker
from partcode.model.columns import NO_LABEL, Prepared, Turns
from partcode.model.fingerprint import sha256
from partcode.model.options import Options, Progress
from partcode.pipeline.corpus import Corpus, corpus_of
from partcode.pipeline.prepare import Failure, Preparer, fetch
from partcode.pipeline.quoting import in_context
from partcode.pseudonyms.copies import Segment, metadata, transcript, written_path
from partcode.pseudonyms.edits import Edit, Edits
from partcode.pseudonyms.finder import Finder, Hit, InDoubt
from partcode.pseudonyms.key import reversed_names
from partcode.pseudonyms.names import Name
from partcode.pseudonyms.records import Record
from partcode.pseudonyms.replacing import edits, edits_of_path

METADATA = "corpus.yaml"

Known = tuple[frozenset[Name], ...]


@dataclass(frozen=True, slots=True)
class Material:
    """The documents of a corpus, read; `unread` are path and problem of those that can't be."""

    corpus: Corpus
    documents: Sequence[Prepared]
    unread: Sequence[tuple[str, str]]

    @property
    def cases(self) -> dict[str, Case]:
        """The cases of all folders."""
        return {id_: case for source in self.corpus.sources for id_, case in source.metadata.cases.items()}


@dataclass(frozen=True, slots=True)
class Left:
    """A name that the copy still has."""

    path: str
    line: int
    name: str
    context: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The files of a copy by their paths, what was done to each document, and what is left of names."""

    files: dict[str, str]
    records: Sequence[Record]
    left: Sequence[Left]


def read_material(options: Options, progress: Progress) -> Material:
    """Every document of the folders with its turns and what is known of it."""
    corpus = corpus_of(options)
    tasks = corpus.tasks({}, "", reread=True)
    progress.stage("reading", len(tasks))
    preparer = Preparer("" if options.language == "auto" else options.language)
    documents, unread = [], []
    for task in tasks:
        outcome = preparer.attempt(fetch(task, options.encoding))
        if isinstance(outcome, Prepared):
            documents.append(outcome)
        elif isinstance(outcome, Failure):
            unread.append((task.relative, outcome.problem))
        progress.advance()
    return Material(corpus, documents, unread)


def copy(material: Material, names: Sequence[Name], progress: Progress) -> Copy:
    """The pseudonymised copy. PseudonymError: a pseudonym is in the corpus already, a name may be two persons',
    two documents would have one path."""
    finder = Finder(names)
    _refuse_pseudonyms_in(material, names)
    progress.stage("replacing", len(material.documents))
    files: dict[str, str] = {}
    infos: dict[str, DocumentInfo] = {}
    records = []
    for prepared in material.documents:
        known = known_in(prepared, finder)
        record = record_of(prepared, finder, known)
        if record.copy.casefold() in map(str.casefold, files):
            hint = "give one of the two files another name"
            raise PseudonymError(
                f"two documents would be called {record.copy}", where=Location(record.document), hint=hint
            )
        files[record.copy] = _file(prepared, record, partial(renamed, finder=finder, known=known))
        infos[record.copy] = replace(_info(prepared.info, finder, known), case=record.case[1])
        records.append(record)
        progress.advance()
    files[METADATA] = metadata(_cases(material.cases, finder), infos)
    records.append(_record_of_metadata(material, files[METADATA], records))
    return Copy(files, records, [one for path, text in files.items() for one in _left(path, text, finder)])


def known_in(prepared: Prepared, finder: Finder) -> Known:
    """Who speaks in a document, and who is mentioned."""
    said = (*prepared.turns.speakers, *(speaker.name for speaker in prepared.info.speakers.values()))
    return finder.people("\n\n".join(said)), finder.people(prepared.document.text)


def record_of(prepared: Prepared, finder: Finder, known: Known) -> Record:
    """What is replaced in one document. PseudonymError with its line where a name may be two persons'."""
    document, turns = prepared.document, prepared.turns
    places = zip(turns.label_start.tolist(), turns.label_end.tolist(), strict=True)
    labels = [place for place in places if place[0] != NO_LABEL]
    try:
        found = edits(document.text, finder, labels, known)
    except InDoubt as error:
        line = document.text.count("\n", 0, error.start) + 1
        raise PseudonymError(error.message, where=Location(document.path, line), hint=error.hint) from None
    said = [speaker.name for speaker in prepared.info.speakers.values() if speaker.name]
    written = written_path(document.path, stated=bool(document.turns))
    return Record(
        document=document.path,
        written=written,
        copy=edits_of_path(written, finder).apply(written),
        text_sha256=sha256(document.text),
        copy_sha256=sha256(found.apply(document.text)),
        edits=found,
        labels={renamed(one, finder, known): one for one in reversed((*turns.speakers, *said))},
        case=(prepared.info.case, edits_of_path(prepared.info.case, finder).apply(prepared.info.case)),
        people=tuple(tuple(sorted(name.name for name in group)) for group in known),
    )


def renamed(text: str, finder: Finder, known: Known | None = ()) -> str:
    """A label or a field of metadata with pseudonyms."""
    return edits(text, finder, [(0, len(text))], known).apply(text)


def _file(prepared: Prepared, record: Record, label: Callable[[str], str]) -> str:
    document, turns = prepared.document, prepared.turns
    text = record.edits.apply(document.text)
    if not document.turns:
        return text
    return transcript(_segments(text, turns, record.edits, label))


def _segments(text: str, turns: Turns, moved: Edits, label: Callable[[str], str]) -> list[Segment]:
    """The turns of a text after its edits."""
    return [
        Segment(text[slice(*moved.span(turn.start, turn.end))], label(turn.label), turn.begin, turn.end_time)
        for turn in turns.rows()
    ]


def _info(info: DocumentInfo, finder: Finder, known: Known) -> DocumentInfo:
    """What is known of a document, with pseudonyms everywhere."""

    def speaker(one: Speaker) -> Speaker:
        return Speaker(
            renamed(one.label, finder, known),
            renamed(one.name, finder, known),
            one.role,
            renamed(one.organisation, finder, known),
            one.side,
            {key: renamed(value, finder, known) for key, value in one.attributes.items()},
        )

    speakers = [speaker(one) for one in info.speakers.values() if one.label]
    return replace(
        info,
        title=renamed(info.title, finder, known),
        voice=speaker(info.voice) if info.voice else None,
        speakers={one.label: one for one in reversed(speakers)},
        attributes={key: renamed(value, finder, known) for key, value in info.attributes.items()},
    )


def _cases(cases: dict[str, Case], finder: Finder) -> dict[str, Case]:
    found = {}
    for id_, case in cases.items():
        attributes = {key: renamed(value, finder) for key, value in case.attributes.items()}
        new = edits_of_path(id_, finder).apply(id_)
        found[new] = Case(new, renamed(case.name, finder), case.side, attributes)
    return found


def _record_of_metadata(material: Material, text: str, records: Sequence[Record]) -> Record:
    """corpus.yaml is put back as a whole."""
    infos = {record.written: one.info for record, one in zip(records, material.documents, strict=True)}
    own = metadata(material.cases, {path: _without_nobody(info) for path, info in infos.items()})
    return Record(METADATA, METADATA, METADATA, sha256(own), sha256(text), Edits([Edit(0, own, text)]))


def _without_nobody(info: DocumentInfo) -> DocumentInfo:
    return replace(info, speakers={label: one for label, one in info.speakers.items() if label})


def _refuse_pseudonyms_in(material: Material, names: Sequence[Name]) -> None:
    """A pseudonym that the corpus has already would stand for two, and could not be told apart again."""
    finder = Finder(reversed_names(names))
    for prepared in material.documents:
        path, text = prepared.document.path, prepared.document.text
        said = (*prepared.turns.speakers, *(one.name for one in prepared.info.speakers.values()))
        for hit in _whole(finder.find(text, known=None)):
            raise _taken(text[hit.start : hit.end], hit, Location(path, text.count("\n", 0, hit.start) + 1))
        for hit in _whole([*finder.find("\n\n".join(said), known=None), *finder.find_anywhere(path)]):
            raise _taken(hit.form.name.name, hit, Location(path))
    for case in material.cases.values():
        for hit in _whole(finder.find(f"{case.name}\n\n{case.id}", known=None)):
            raise _taken(hit.form.name.name, hit, Location(f"case {case.id}"))


def _whole(hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if not hit.form.initials]


def _taken(text: str, hit: Hit, where: Location) -> PseudonymError:
    hint = f"line {hit.form.name.line} of the key needs another for {hit.form.name.pseudonym!r}"
    return PseudonymError(f"{text!r} is there already: it can't be a pseudonym", where=where, hint=hint)


def _left(path: str, text: str, finder: Finder) -> list[Left]:
    """Names in a finished file or its path."""
    found = [Left(path, 0, hit.form.name.name, path) for hit in finder.find_anywhere(path) if hit.form.name.pseudonym]
    for hit in finder.left(text):
        line = text.count("\n", 0, hit.start) + 1
        found.append(Left(path, line, hit.form.name.name, in_context(text, hit.start, hit.end)))
    return found


def places(material: Material, names: Sequence[Name]) -> Iterator[tuple[str, int, str, str, str]]:
    """What would be replaced: document, line, what stands there, what would, and the words around."""
    finder = Finder(names)
    for prepared in material.documents:
        record, text = record_of(prepared, finder, known_in(prepared, finder)), prepared.document.text
        for edit in record.edits.all:
            line = text.count("\n", 0, edit.start) + 1
            yield record.document, line, edit.old, edit.new, in_context(text, edit.start, edit.end)
