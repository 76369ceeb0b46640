"""A pattern that somebody asks for, found by the engine that codebooks are run by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from partcode.codebook.patterns import Lists, parse
from partcode.errors import CodebookError, Location, UsageError
from partcode.match.batch import batch_of
from partcode.model import LANGUAGES, Code, Codebook, Rule
from partcode.model.codebook import Accents
from partcode.model.columns import KINDS
from partcode.pipeline.applying import CODED_KINDS, coder_for
from partcode.store import Store, StoredDocument

_CODED = [KINDS.index(kind) for kind in CODED_KINDS]
_WHERE = Location("PATTERN", 1, 1)

Numbers = NDArray[np.int64]


class Finder:
    """Finds one pattern in documents, in sentences of `languages` that get coded; its `lists` are those that it may
    name. UsageError, with the finding, when it can't be read."""

    def __init__(
        self, store: Store, pattern: str, languages: Collection[str] = (), lists: Lists | None = None,
        accents: Accents = "exact",
    ) -> None:  # fmt: skip
        read_in = [one for one in LANGUAGES if one in languages or not languages]
        try:
            patterns = {language: (parse(pattern, _WHERE, lists or {}, language),) for language in read_in}
        except CodebookError as error:
            raise _refused(error, lists is not None) from None
        rule = Rule("pattern", _WHERE, patterns, negation="ignore")
        code = Code("pattern", _WHERE, rules=(rule,))
        book = Codebook("pattern", "1.0.0", "PATTERN", "", pattern, codes=(code,), accents=accents)
        self._store = store
        self._coder = coder_for(store, [book])

    def find(self, documents: Sequence[StoredDocument]) -> Iterator[tuple[StoredDocument, Numbers, Numbers]]:
        """The documents in which it is, with starts and ends of the tightest matches in order of place."""

        @cache
        def text_of(document: int) -> str:
            return self._store.text(documents[document].version_id)

        batch = batch_of([(one.stream, one.sentences) for one in documents], _CODED)
        found = self._coder.matches(batch, text_of)
        found = found.where(found.owner == 0)
        document = batch.document[batch.sentence[found.first]]
        for number in np.unique(document).tolist():
            here = document == number
            yield documents[number], found.start[here], found.end[here]


def _refused(error: CodebookError, has_lists: bool) -> UsageError:
    """What is wrong with a pattern that belongs to no codebook."""
    (finding,) = error.findings
    if finding.code == "PC310" and not has_lists:
        finding = replace(finding, hint="name the codebook that has it: --codebook power")
    return UsageError(str(finding), hint="patterns are written as in a codebook: docs/codebooks.md")
