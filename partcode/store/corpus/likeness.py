"""Whether a file that was read in another way came out as it is stored."""

from __future__ import annotations

import sqlite3

from partcode.model.columns import NO_LABEL, Prepared
from partcode.store.corpus.packing import pack_sentences

_TURNS = f"""SELECT turn_spans.start, turn_spans.end, ifnull(label, ''), ifnull(label_start, {NO_LABEL}),
        ifnull(label_end, {NO_LABEL}), begin, end_time
    FROM turn_spans LEFT JOIN voices ON voices.id = speaker WHERE version = ? ORDER BY ordinal"""


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
        and connection.execute(_TURNS, (version,)).fetchall() == list(prepared.turns.rows())
    )
