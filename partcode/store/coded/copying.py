"""Codings and chains that a codebook has in common with an earlier one, copied from its applications to new ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from partcode.store.rows import CodebookRows

_SAME = """INSERT INTO same_{table} SELECT donor.id, own.id FROM {table} AS own
    JOIN {table} AS donor ON donor.{name} = own.{name} AND donor.fingerprint = own.fingerprint
    WHERE own.codebook_sha256 = ? AND donor.codebook_sha256 = ? AND own.fingerprint <> ''"""

# Old ids and one number: of one application they lie close together, and whatever is added comes after all.
_SHIFT = "SELECT (SELECT max(id) FROM {table}) + 1 - min(id) FROM {table} WHERE application = ?"

_COPIES = {
    "codings": (
        """INSERT INTO codings SELECT codings.id + :shift, :new, segment, same_codes.own, :coder, negated, reported,
                matches, same_rules.own, match_start, match_end, match_negated, match_reported, match_lossy
            FROM codings JOIN same_codes ON same_codes.donor = code JOIN same_rules ON same_rules.donor = rule
            WHERE application = :old ORDER BY codings.id""",
        """INSERT INTO matches SELECT coding + :shift, ordinal, same_rules.own, start, end, matches.negated,
                matches.reported, lossy
            FROM codings JOIN same_codes ON same_codes.donor = code JOIN matches ON coding = codings.id
            JOIN same_rules ON same_rules.donor = matches.rule
            WHERE application = :old AND codings.matches > 1 ORDER BY coding, ordinal""",
    ),
    "chains": (
        """INSERT INTO chains SELECT chains.id + :shift, :new, same_sequences.own, found, needed
            FROM chains JOIN same_sequences ON same_sequences.donor = sequence
            WHERE application = :old ORDER BY chains.id""",
        """INSERT INTO chain_steps SELECT chain + :shift, step, gap, segment, same_rules.own, match_start, match_end
            FROM chains JOIN same_sequences ON same_sequences.donor = sequence JOIN chain_steps ON chain = chains.id
            JOIN same_rules ON same_rules.donor = rule
            WHERE application = :old ORDER BY chain, step""",
    ),
}


def copy(
    connection: sqlite3.Connection,
    rows: CodebookRows,
    lenders: Sequence[CodebookRows],
    donor: str,
    pairs: Iterable[tuple[int, int]],
) -> None:
    """Copy what a codebook has in common with another one, `donor`, which is a version of it.

    `pairs` are applications, of the donor and new ones; `lenders` the codebooks whose codes its sequences name.
    """
    _find_same(connection, rows, lenders, donor)
    for old, new in pairs:
        for table, statements in _COPIES.items():
            (shift,) = connection.execute(_SHIFT.format(table=table), (old,)).fetchone()
            if shift is not None:  # else nothing was found
                for statement in statements:
                    connection.execute(statement, {"shift": shift, "old": old, "new": new, "coder": rows.coder})


def _find_same(connection: sqlite3.Connection, rows: CodebookRows, lenders: Sequence[CodebookRows], donor: str) -> None:
    """Temporary tables that lead from the donor's codes, rules and sequences to those that are the same."""
    for table in ("codes", "rules", "sequences"):
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS same_{table} (donor INTEGER PRIMARY KEY, own INTEGER)")
        connection.execute(f"DELETE FROM same_{table}")
    for table, name in (("codes", "code"), ("sequences", "sequence")):
        connection.execute(_SAME.format(table=table, name=name), (rows.sha256, donor))
    connection.executemany("INSERT INTO same_rules VALUES (?, ?)", _same_rules(connection, rows, lenders))


def _same_rules(
    connection: sqlite3.Connection, rows: CodebookRows, lenders: Sequence[CodebookRows]
) -> list[tuple[int, int]]:
    """By name: equal codes have equal rules. A codebook's own code comes before that of one it uses."""
    own: dict[tuple[str, str], int] = {}
    known: Mapping[tuple[str, str], int]
    for known in (*(one.rules for one in reversed(lenders)), rows.rules):
        own.update(known)
    named = connection.execute("SELECT rules.id, code, rule FROM rules JOIN codes ON codes.id = code_id").fetchall()
    return [(id, own[code, rule]) for id, code, rule in named if (code, rule) in own]
