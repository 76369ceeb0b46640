"""The methods appendix of a run, in the languages asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from partcode.pipeline.appendix.gathering import gather
from partcode.pipeline.appendix.sections import appendix
from partcode.pipeline.appendix.wording import Language
from partcode.report.appendix import Appendix
from partcode.store import Store

LOCK = "partcode.lock"


def appendices(store: Store, db: Path, languages: Iterable[Language], run: str | None = None) -> tuple[Appendix, ...]:
    """The appendix of a run (or of the latest) of the store in `db`, beside which its lock may lie, once in each
    language. StoreError without a run; LockError for a broken lock."""
    facts = gather(store, run, db.with_name(LOCK))
    return tuple(appendix(facts, language) for language in languages)
