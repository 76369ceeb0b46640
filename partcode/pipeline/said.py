"""What the metadata files say of documents, and of which documents the store holds it already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from partcode.model.fingerprint import fingerprint
from partcode.pipeline.corpus import Corpus
from partcode.pipeline.prepare import Task
from partcode.store import Known, Store


class Said:
    """Of which documents the store holds what the metadata files say: by path a digest of these files' contents."""

    KEY = "metadata"

    def __init__(self, store: Store, corpus: Corpus, known: Mapping[str, Known]) -> None:
        self._store = store
        self._known = known
        self._now = {source.key: fingerprint(source.key, repr(source.metadata)) for source in corpus.sources}
        self._kept: dict[str, str] = store.recall(self.KEY, "") or {}

    def is_known(self, task: Task) -> bool:
        """Whether there is nothing to be told of a document that is stored."""
        stored = self._known[task.relative]
        is_there = stored.folder == task.folder and not stored.missing
        return is_there and self._kept.get(task.relative) == self._now[task.folder]

    def forget(self, tasks: Iterable[Task]) -> None:
        """Before documents are told anything: the job may be interrupted."""
        gone = {task.relative for task in tasks}
        self._keep({path: said for path, said in self._kept.items() if path not in gone})

    def remember(self, tasks: Iterable[Task]) -> None:
        """All these documents have been told."""
        self._keep(self._kept | {task.relative: self._now[task.folder] for task in tasks})

    def _keep(self, kept: dict[str, str]) -> None:
        if kept != self._kept:
            self._store.remember(self.KEY, "", kept)
            self._kept = kept
