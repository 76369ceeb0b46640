"""The tables as the third migration makes them: every reference names its column, and rows have names.

Other programs that read the file need both: Datasette knows of a reference only when it says which column it is to,
and calls a row by the first of its columns that is `name` or `title`. Those are generated here, and take no room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class _Table(NamedTuple):
    """A table that is made anew: what it was called, the columns that hold its rows, and what it consists of."""

    was: str
    columns: str
    definition: str
    options: str = "STRICT"


_TABLES: Mapping[str, _Table] = {
    "cases": _Table(
        "cases",
        "id, name, side, attributes, edited",
        """id TEXT PRIMARY KEY,
        title TEXT GENERATED ALWAYS AS (ifnull(nullif(name, ''), id)) VIRTUAL,
        name TEXT NOT NULL,
        side TEXT NOT NULL,
        attributes TEXT NOT NULL,
        edited INTEGER NOT NULL DEFAULT 0""",
    ),
    "documents": _Table(
        "documents",
        "id, path, case_id, kind, date, title, attributes, version, folder, missing",
        """id INTEGER PRIMARY KEY,
        name TEXT GENERATED ALWAYS AS (path) VIRTUAL,
        path TEXT NOT NULL UNIQUE,
        case_id TEXT REFERENCES cases (id),
        kind TEXT NOT NULL,
        date TEXT NOT NULL,
        title TEXT NOT NULL,
        attributes TEXT NOT NULL,
        version INTEGER REFERENCES versions (id) ON DELETE SET NULL,
        folder TEXT NOT NULL,
        missing INTEGER NOT NULL DEFAULT 0""",
    ),
    # The text comes last: SQLite reads a row from its beginning, and most questions need only the rest.
    "versions": _Table(
        "versions",
        "id, document, number, raw_sha256, text_sha256, format, encoding, extractor, normalisation, size, language,"
        " lossy, words, warnings, front_matter, settings, text",
        """id INTEGER PRIMARY KEY,
        name TEXT GENERATED ALWAYS AS ('document ' || document || ', version ' || number) VIRTUAL,
        document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        raw_sha256 TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL,
        extractor TEXT NOT NULL,
        normalisation TEXT NOT NULL,
        size INTEGER NOT NULL,
        language TEXT NOT NULL,
        lossy INTEGER NOT NULL,
        words INTEGER NOT NULL,
        warnings TEXT NOT NULL,
        front_matter TEXT NOT NULL,
        settings TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (document, number)""",
    ),
    "streams": _Table(
        "streams",
        "version, word_ids, rare_ids, gaps, long_gaps",
        """version INTEGER PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
        word_ids BLOB NOT NULL,
        rare_ids BLOB NOT NULL,
        gaps BLOB NOT NULL,
        long_gaps BLOB NOT NULL""",
    ),
    # Who speaks in a document, under which label; the view `speakers` shows those of the current versions.
    "voices": _Table(
        "speakers",
        "id, document, label, name, role, organisation, side, attributes, edited, current",
        """id INTEGER PRIMARY KEY,
        title TEXT GENERATED ALWAYS AS (coalesce(nullif(name, ''), nullif(label, ''), 'voice')) VIRTUAL,
        document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        label TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        side TEXT NOT NULL,
        attributes TEXT NOT NULL,
        edited INTEGER NOT NULL DEFAULT 0,
        current INTEGER NOT NULL DEFAULT 1,
        UNIQUE (document, label)""",
    ),
    # Where turns begin and end; the view `turns` shows what was said in those of the current versions.
    "turn_spans": _Table(
        "turns",
        "version, ordinal, start, end, speaker, label_start, label_end, begin, end_time",
        """version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        speaker INTEGER REFERENCES voices (id),
        label_start INTEGER,
        label_end INTEGER,
        begin REAL,
        end_time REAL,
        PRIMARY KEY (version, ordinal)""",
        "STRICT, WITHOUT ROWID",
    ),
    # No index on version: a million sentences would pay for it on every load. `units` says where they lie.
    "segments": _Table(
        "segments",
        "id, version, unit, ordinal, start, end, paragraph, turn, kind, language, words, citations",
        """id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL REFERENCES versions (id),
        unit TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        paragraph INTEGER NOT NULL,
        turn INTEGER,
        kind TEXT NOT NULL,
        language TEXT NOT NULL,
        words INTEGER NOT NULL,
        citations TEXT""",
    ),
    "units": _Table(
        "units",
        "version, unit, first, count, columns",
        """version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
        unit TEXT NOT NULL,
        first INTEGER NOT NULL,
        count INTEGER NOT NULL,
        columns BLOB NOT NULL,
        PRIMARY KEY (version, unit)""",
    ),
    "codebooks": _Table(
        "codebooks",
        "sha256, id, version, title, source",
        """sha256 TEXT PRIMARY KEY,
        name TEXT GENERATED ALWAYS AS (id || '@' || version) VIRTUAL,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL""",
    ),
    "codes": _Table(
        "codes",
        "id, codebook_sha256, code, label_en, label_fr, definition, fingerprint",
        """id INTEGER PRIMARY KEY,
        name TEXT GENERATED ALWAYS AS (code) VIRTUAL,
        codebook_sha256 TEXT NOT NULL REFERENCES codebooks (sha256),
        code TEXT NOT NULL,
        label_en TEXT NOT NULL,
        label_fr TEXT NOT NULL,
        definition TEXT NOT NULL,
        fingerprint TEXT NOT NULL DEFAULT '',
        UNIQUE (codebook_sha256, code)""",
    ),
    "rules": _Table(
        "rules",
        "id, code_id, rule, certainty",
        """id INTEGER PRIMARY KEY,
        name TEXT GENERATED ALWAYS AS (rule) VIRTUAL,
        code_id INTEGER NOT NULL REFERENCES codes (id),
        rule TEXT NOT NULL,
        certainty TEXT NOT NULL CHECK (certainty IN ('high', 'medium', 'low')),
        UNIQUE (code_id, rule)""",
    ),
    "sequences": _Table(
        "sequences",
        "id, codebook_sha256, sequence, label_en, label_fr, definition, fingerprint",
        """id INTEGER PRIMARY KEY,
        name TEXT GENERATED ALWAYS AS (sequence) VIRTUAL,
        codebook_sha256 TEXT NOT NULL REFERENCES codebooks (sha256),
        sequence TEXT NOT NULL,
        label_en TEXT NOT NULL,
        label_fr TEXT NOT NULL,
        definition TEXT NOT NULL,
        fingerprint TEXT NOT NULL DEFAULT '',
        UNIQUE (codebook_sha256, sequence)""",
    ),
    "applications": _Table(
        "applications",
        "id, version, codebook_sha256, settings",
        """id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
        codebook_sha256 TEXT NOT NULL REFERENCES codebooks (sha256),
        settings TEXT NOT NULL,
        UNIQUE (version, codebook_sha256, settings)""",
    ),
    "run_applications": _Table(
        "run_applications",
        "run, application",
        """run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
        application INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
        PRIMARY KEY (run, application)""",
        "STRICT, WITHOUT ROWID",
    ),
    # With the leading match, which most machine codings have alone and those of people have not.
    "codings": _Table(
        "codings",
        "id, application, segment, code, coder, negated, reported, matches, rule, match_start, match_end,"
        " match_negated, match_reported, match_lossy",
        """id INTEGER PRIMARY KEY,
        application INTEGER REFERENCES applications (id) ON DELETE CASCADE,
        segment INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
        code INTEGER NOT NULL REFERENCES codes (id),
        coder INTEGER NOT NULL REFERENCES coders (id),
        negated INTEGER NOT NULL,
        reported INTEGER,
        matches INTEGER NOT NULL,
        rule INTEGER REFERENCES rules (id),
        match_start INTEGER,
        match_end INTEGER,
        match_negated INTEGER,
        match_reported INTEGER,
        match_lossy INTEGER""",
    ),
    # The further ones, from ordinal 1 on.
    "matches": _Table(
        "matches",
        "coding, ordinal, rule, start, end, negated, reported, lossy",
        """coding INTEGER NOT NULL REFERENCES codings (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        rule INTEGER NOT NULL REFERENCES rules (id),
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        negated INTEGER NOT NULL,
        reported INTEGER,
        lossy INTEGER NOT NULL,
        PRIMARY KEY (coding, ordinal)""",
        "STRICT, WITHOUT ROWID",
    ),
    # `found` of `needed` steps are there: the outcome of a complete one is the code of its last step.
    "chains": _Table(
        "chains",
        "id, application, sequence, found, needed",
        """id INTEGER PRIMARY KEY,
        application INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
        sequence INTEGER NOT NULL REFERENCES sequences (id),
        found INTEGER NOT NULL,
        needed INTEGER NOT NULL""",
    ),
    # With the leading match of the coding, not its id: the coding of a code that is only borrowed from another codebook
    # is not stored.
    "chain_steps": _Table(
        "chain_steps",
        "chain, step, gap, segment, rule, match_start, match_end",
        """chain INTEGER NOT NULL REFERENCES chains (id) ON DELETE CASCADE,
        step INTEGER NOT NULL,
        gap INTEGER NOT NULL,
        segment INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
        rule INTEGER NOT NULL REFERENCES rules (id),
        match_start INTEGER NOT NULL,
        match_end INTEGER NOT NULL,
        PRIMARY KEY (chain, step)""",
        "STRICT, WITHOUT ROWID",
    ),
    # Keyed by what was read, not by row ids: a decision outlives the coding, the run and the document.
    "decisions": _Table(
        "decisions",
        "id, text_sha256, start, end, code, decision, coder, at, why, document, unit, quote, prefix, suffix, origin,"
        " entry, undone",
        """id INTEGER PRIMARY KEY,
        text_sha256 TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        code TEXT NOT NULL,
        decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
        coder INTEGER NOT NULL REFERENCES coders (id),
        at TEXT NOT NULL,
        why TEXT NOT NULL,
        document TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT 'sentence',
        quote TEXT NOT NULL DEFAULT '',
        prefix TEXT NOT NULL DEFAULT '',
        suffix TEXT NOT NULL DEFAULT '',
        origin INTEGER REFERENCES decisions (id),
        entry INTEGER REFERENCES journal (id),
        undone INTEGER NOT NULL DEFAULT 0""",
    ),
    # A person's coding that stands where a corrected text has the words of others, by the same person: `origin`. One
    # that is its own origin was there before.
    "moved_codings": _Table(
        "moved_codings",
        "coding, origin",
        """coding INTEGER NOT NULL REFERENCES codings (id) ON DELETE CASCADE,
        origin INTEGER NOT NULL,
        PRIMARY KEY (coding, origin)""",
        "STRICT, WITHOUT ROWID",
    ),
}


def _made_anew(name: str, table: _Table) -> Iterator[str]:
    yield f"CREATE TABLE new_{name} (\n        {table.definition}\n    ) {table.options}"
    yield f"INSERT INTO new_{name} ({table.columns}) SELECT {table.columns} FROM {table.was}"
    yield f"DROP TABLE {table.was}"
    yield f"ALTER TABLE new_{name} RENAME TO {name}"


TABLES = (
    *(statement for name, table in _TABLES.items() for statement in _made_anew(name, table)),
    "CREATE INDEX run_applications_by_application ON run_applications (application)",
    "CREATE INDEX codings_by_application ON codings (application)",
    "CREATE INDEX codings_by_segment ON codings (segment)",
    "CREATE UNIQUE INDEX codings_by_person ON codings (segment, code, coder) WHERE application IS NULL",
    "CREATE INDEX chains_by_application ON chains (application)",
    "CREATE INDEX chain_steps_by_segment ON chain_steps (segment)",
    "CREATE INDEX decisions_by_text ON decisions (text_sha256, start, end, code)",
    "CREATE INDEX decisions_by_document ON decisions (document)",
    "ALTER TABLE runs ADD COLUMN name TEXT GENERATED ALWAYS AS (replace(substr(started_at, 1, 19), 'T', ' ')) VIRTUAL",
    "ALTER TABLE journal ADD COLUMN name TEXT GENERATED ALWAYS AS (summary) VIRTUAL",
)
