"""The folders of a study: their files, and what their metadata say of each."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partcode.ingest.discover import Found, find
from partcode.ingest.metadata import Metadata, load
from partcode.ingest.reading import SUFFIXES
from partcode.model.fingerprint import fingerprint
from partcode.model.options import Options
from partcode.pipeline.prepare import Task, told
from partcode.store import Known


@dataclass(frozen=True, slots=True)
class Source:
    """A folder given. `key` stands for its place on this machine without telling it."""

    root: Path
    key: str
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Corpus:
    """All files of the folders given, in order of their relative path."""

    sources: tuple[Source, ...]
    found: tuple[Found, ...]

    @property
    def wanted(self) -> tuple[Found, ...]:
        """The files to be read."""
        return tuple(file for file in self.found if not file.reason)

    def source_of(self, file: Found) -> Source:
        """The innermost of the folders given in which a file lies."""
        if len(self.sources) == 1:
            return self.sources[0]
        path = _absolute(file.path)
        inside = [source for source in self.sources if path.is_relative_to(source.root)]
        return max(inside, key=lambda source: len(source.root.parts))

    def tasks(self, known: Mapping[str, Known], settings: str, reread: bool) -> list[Task]:
        """What is to be done for each wanted file; with `reread` even for those that have not changed."""
        tasks = []
        for file in self.wanted:
            stored = known.get(file.relative)
            source = self.source_of(file)
            same = (
                stored is not None and not reread and stored.settings == settings + told(source.metadata, file.relative)
            )
            sha256 = stored.raw_sha256 if stored and same else ""
            tasks.append(Task(file.path, file.relative, source.key, source.metadata, sha256))
        return tasks

    def gone(self, known: Mapping[str, Known]) -> list[str]:
        """Documents that were read from one of these folders and are there no more."""
        keys = {source.key for source in self.sources}
        there = {file.relative for file in self.found}
        return sorted(path for path, stored in known.items() if stored.folder in keys and path not in there)

    def unused_metadata(self) -> list[str]:
        """What the metadata files name and the folders don't have."""
        warnings = []
        for source in self.sources:
            names = [file.relative for file in self.found if self.source_of(file) is source]
            unused = source.metadata.unused(names)
            warnings += [f"{source.root.name}: the metadata name {one}, which is not there" for one in unused]
        return warnings


def corpus_of(options: Options) -> Corpus:
    """Look through the folders; UsageError for one that isn't there, MetadataError for metadata that can't be used."""
    found = find(options.folders, options.include, options.exclude, SUFFIXES)
    return Corpus(tuple(map(_source, _roots(options.folders))), tuple(found))


def _roots(folders: Sequence[Path]) -> list[Path]:
    roots = [_absolute(folder if folder.is_dir() else folder.parent) for folder in folders]
    return list(dict.fromkeys(roots))


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # absolute() would keep the .. of ../corpus


def _source(root: Path) -> Source:
    return Source(root, fingerprint(str(root)), load(root))
