"""What is known of documents, cases and speakers: corpus.yaml, speakers.csv and cases.csv of a folder.

    # corpus.yaml; every part is optional
    cases:
      kesho: {name: Kesho Trust, side: south, attributes: {country: Kenya}}
    speakers:                        # labels that mean the same in every document
      INT: interviewer               # a word alone is the role
      Fatou: {name: Fatou D., role: south_ngo, organisation: Kesho Trust, side: south, attributes: {age: 40}}
    documents:                       # paths relative to the folder, or globs: an exact path wins over globs,
      interviews/*.docx: {kind: interview, language: fr}                  # a later glob over an earlier one
      interviews/01_audit.docx:
        case: kesho
        date: 2019-05
        title: The audit
        speakers: {P1: {role: grassroots}}
        attributes: {place: Kisumu}
      reports/2020.pdf:
        kind: document               # or NGO document
        voice: {role: north_funder, organisation: Northern Fund, side: north}    # who wrote it

All values are text as written (no is no, 2019-05 is 2019-05). The tables (see metadata_csv) win over corpus.yaml
at the same precision, a document's own front matter (the keys of a document above) over everything; what is
said nowhere is "", but for the role of a label that gives it away (INT) and the kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

from partcode.errors import Location, MetadataError
from partcode.ingest import metadata_fields as fields
from partcode.ingest.globs import is_glob, matches, tidy
from partcode.ingest.metadata_csv import CaseRow, SpeakerRow, parse_cases_csv, parse_speakers_csv
from partcode.ingest.metadata_merge import merged, merged_case, merged_speaker, speaker_of, with_guessed_role
from partcode.ingest.problems import Problems
from partcode.ingest.strict_yaml import Fields, from_values  # fmt: skip
from partcode.ingest.strict_yaml import load as load_yaml
from partcode.model import Case, DocumentInfo, Speaker

__all__ = ["CaseRow", "Metadata", "SpeakerRow", "load", "parse_cases_csv", "parse_speakers_csv"]

_PARTS = ("cases", "speakers", "documents")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of the documents that a path or glob means."""

    key: str
    info: DocumentInfo
    where: Location


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the files of one folder say. `cases` by id; `speakers` by label, for all documents; `exact` by path
    and `globs` in rising precedence, for some. `prefixes` may stand before the paths of documents."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    exact: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    globs: tuple[Entry, ...] = ()
    prefixes: tuple[str, ...] = ()

    def info(self, path: str, front_matter: Mapping[str, object], labels: Sequence[str]) -> DocumentInfo:
        """Everything known of a document in whose turns these `labels` speak; each gets a speaker, and the kind
        is an interview when there are two. Raises MetadataError when its front matter can't be used."""
        info = self._said_of(path, front_matter)
        heard = dict.fromkeys(labels)
        found = {label: with_guessed_role(speaker_of(label, info.speakers)) for label in heard}
        kind = info.kind or ("interview" if len(heard) > 1 else "document")
        return replace(info, kind=kind, speakers=found)

    def labels(self, path: str, front_matter: Mapping[str, object]) -> tuple[str, ...]:
        """The labels of speakers expected in a document. Raises MetadataError as `info` does."""
        return tuple(label for label in self._said_of(path, front_matter).speakers if label)

    def unused(self, paths: Iterable[str]) -> list[str]:
        """The paths and globs that mean none of the documents at `paths`."""
        given = [path for path in paths for path in self._local(path)]
        idle = [entry.key for entry in self.globs if not any(matches(entry.key, path) for path in given)]
        return list(dict.fromkeys([key for key in self.exact if key not in set(given)] + idle))

    def place(self, path: str) -> Location | None:
        """The first entry about those who speak in a document, in the file that has the last word; None when there is
        none about this document."""
        said = [entry.where for entry in self._about(path) if entry.info.speakers or entry.info.voice]
        return next((where for where in said if where.path == said[-1].path), None)

    def _said_of(self, path: str, front_matter: Mapping[str, object]) -> DocumentInfo:
        """From the least to the most precise: all documents, globs, this path, the document itself."""
        infos = [DocumentInfo(speakers=self.speakers), *(entry.info for entry in self._about(path))]
        return reduce(merged, [*infos, _front_matter(path, front_matter)])

    def _about(self, path: str) -> list[Entry]:
        """What is said of some documents and means this one: globs, then its path."""
        local = self._local(path)
        by_glob = [entry for entry in self.globs if any(matches(entry.key, path) for path in local)]
        return by_glob + [entry for one in local for entry in self.exact.get(one, ())]

    def _local(self, path: str) -> list[str]:
        path = tidy(path)
        return [path, *(path.removeprefix(prefix) for prefix in self.prefixes if path.startswith(prefix))]


def load(folder: Path) -> Metadata:
    """The metadata of a folder given (of the folder of a file given); empty when there are none.

    Raises MetadataError with all that is wrong in a file, by line and column.
    """
    folder = folder if folder.is_dir() else folder.parent
    cases: dict[str, Case] = {}
    speakers: dict[str, Speaker] = {}
    entries: list[Entry] = []
    problems = Problems()
    if text := _text(path := folder / "corpus.yaml"):
        _read_yaml(text, str(path), cases, speakers, entries, problems)
    if text := _text(path := folder / "cases.csv"):
        for case in parse_cases_csv(text, str(path)):
            cases[case.case.id] = merged_case(cases.get(case.case.id), case.case)
            entries += [Entry(key, DocumentInfo(case=case.case.id), case.where) for key in case.documents]
    if text := _text(path := folder / "speakers.csv"):
        for row in parse_speakers_csv(text, str(path)):
            label = row.speaker.label
            if row.document:
                entries.append(Entry(row.document, DocumentInfo(speakers={label: row.speaker}), row.where))
            else:
                speakers[label] = merged_speaker(speakers.get(label), row.speaker)
    _check_cases(cases, entries, problems)
    problems.check()
    return Metadata(cases, speakers, _by_path(entries), _globs(entries), tuple(_prefixes(folder)))


def _text(path: Path) -> str:
    """A file of metadata, "" when there is none: UTF-8, else UTF-16 by its mark, else Windows."""
    if path.exists() and not (path.is_file() or path.is_dir()):  # to open a named pipe would wait for its other end
        raise MetadataError("not a regular file", where=Location(str(path)), hint="leave it out")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        hint = "give yourself the right to read it, or leave it out"
        raise MetadataError(f"can't be read: {error.strerror}", where=Location(str(path)), hint=hint) from error
    encodings = ["utf-16"] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise MetadataError("neither UTF-8 nor Windows text", where=Location(str(path)), hint="save it as UTF-8")


def _read_yaml(
    text: str,
    path: str,
    cases: dict[str, Case],
    speakers: dict[str, Speaker],
    entries: list[Entry],
    problems: Problems,
) -> None:
    node = load_yaml(text, path, problems)
    if node is None:
        return
    for part, where, value in fields.entries(node, "corpus.yaml", problems):
        if part == "cases":
            cases |= {id_: fields.case(id_, case, problems) for id_, _, case in fields.entries(value, part, problems)}
        elif part == "speakers":
            speakers |= fields.speakers(value, problems)
        elif part == "documents":
            documents = fields.entries(value, part, problems)
            entries += [Entry(key, fields.document(document, problems), at) for key, at, document in documents]
        else:
            problems.unknown(where, "part of corpus.yaml", part, _PARTS)


def _check_cases(cases: Collection[str], entries: Iterable[Entry], problems: Problems) -> None:
    """Where cases are declared at all, a document's case is one of them."""
    for entry in entries:
        if cases and entry.info.case and entry.info.case not in cases:
            problems.unknown(entry.where, "case", entry.info.case, cases)


def _by_path(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        # A key with a bracket may be both: the path `Interview [1].docx`, and a glob.
        if not is_glob(entry.key) or "[" in entry.key:
            path = tidy(entry.key)
            found[path] = (*found.get(path, ()), entry)
    return found


def _globs(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if is_glob(entry.key))


def _prefixes(folder: Path) -> Iterator[str]:
    """What may stand before the paths of the documents when several folders are given."""
    parts = folder.absolute().parts[1:]
    for depth in range(1, len(parts) + 1):
        yield tidy("/".join(parts[-depth:])) + "/"


def _front_matter(path: str, values: Mapping[str, object]) -> DocumentInfo:
    problems = Problems()
    node = from_values(values, Location(path))
    info = fields.front_matter(node, problems) if isinstance(node, Fields) else DocumentInfo()
    problems.check()
    return info
