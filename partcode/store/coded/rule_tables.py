"""The rules of a run's codebooks, and what each of them found."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from partcode.model.codebook import Certainty
from partcode.store.coded.names import at_least
from partcode.table import Table

RULES = ("codebook", "codebook_version", "code", "rule", "certainty", "matches", "codings", "documents")

_RULES = """WITH covered AS MATERIALIZED (
        SELECT applications.id, version, codebook_sha256 FROM run_applications
        JOIN applications ON applications.id = application WHERE run = ?),
    found AS MATERIALIZED (
        SELECT codings.rule, 1 AS leads, version FROM covered JOIN codings ON codings.application = covered.id
        UNION ALL
        SELECT matches.rule, 0, version FROM covered JOIN codings ON codings.application = covered.id
            JOIN matches ON matches.coding = codings.id),
    counted AS MATERIALIZED (
        SELECT rule, count(*) AS matches, sum(leads) AS codings, count(DISTINCT version) AS documents
        FROM found GROUP BY rule)
    SELECT codebooks.id, codebooks.version, codes.code, rules.rule, certainty, ifnull(matches, 0),
        ifnull(codings, 0), ifnull(documents, 0)
    FROM codebooks JOIN codes ON codes.codebook_sha256 = codebooks.sha256 JOIN rules ON rules.code_id = codes.id
    LEFT JOIN counted ON counted.rule = rules.id
    WHERE codebooks.sha256 IN (SELECT codebook_sha256 FROM covered) ORDER BY codebooks.id, codes.id, rules.id"""


def rules(connection: sqlite3.Connection, run: str, certainty: Certainty, codes: Sequence[str] = ()) -> Table:
    """One row per rule, also those that never fired: its matches, the codings of which its match is the leading one,
    and the documents in which it matches. What people rejected counts too."""
    wanted = tuple(codes) or ("",)
    rows = connection.execute(_RULES, (run,))
    return Table(RULES, (row for row in rows if at_least(row[4], certainty) and row[2].startswith(wanted)), "Rules")
