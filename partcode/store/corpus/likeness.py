"""Whether a file that was read in another way came out as it is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from partcode.model.columns import NO_LABEL, Prepared
from partcode.store.corpus.packing import pack_sentences

_TURNS = f"""SELECT turns.start, turns.end, ifnull(label, ''), ifnull(label_start, {NO_LABEL}),
        ifnull(label_end, {NO_LABEL}), begin, end_time
    FROM turns LEFT JOIN speakers ON speakers.id = speaker WHERE version = ? ORDER BY ordinal"""


def reads_the_same(connection: sqlite3.Connection, version: int, prepared: Prepared) -> bool:
    """Whether a version of the same text has the turns, sentences and languages of what was read."""
    *about, columns = connection.execute(
        """SELECT language, lossy, columns FROM versions
            JOIN units ON units.version = versions.id AND unit = 'sentence' WHERE versions.id = ?""",
        (version,),
    ).fetchone()
    return (
        about == [prepared.language, prepared.lossy]
        and columns == pack_sentences(prepared.sentences)
        and connection.execute(_TURNS, (version,)).fetchall() == list(_turns(prepared))
    )


def _turns(prepared: Prepared) -> Iterator[tuple[int, int, str, int, int, float | None, float | None]]:
    turns = prepared.turns
    labels = (*turns.speakers, "")  # NOBODY is the index of the last
    columns = (turns.start, turns.end, turns.speaker, turns.label_start, turns.label_end, turns.begin, turns.end_time)
    for start, end, speaker, first, last, begin, until in zip(*(column.tolist() for column in columns), strict=True):
        yield start, end, labels[speaker], first, last, _known(begin), _known(until)


def _known(seconds: float) -> float | None:
    return None if seconds != seconds else seconds  # NaN
