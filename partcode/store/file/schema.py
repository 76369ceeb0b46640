"""The tables as the first migration makes them. Append-only: later changes are migrations of their own."""

from __future__ import annotations

FIRST = (
    """CREATE TABLE cases (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        side TEXT NOT NULL,
        attributes TEXT NOT NULL,
        edited INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        case_id TEXT REFERENCES cases,
        kind TEXT NOT NULL,
        date TEXT NOT NULL,
        title TEXT NOT NULL,
        attributes TEXT NOT NULL,
        version INTEGER REFERENCES versions ON DELETE SET NULL,
        folder TEXT NOT NULL,
        missing INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # The text comes last: SQLite reads a row from its beginning, and most questions need only the rest.
    """CREATE TABLE versions (
        id INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
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
        UNIQUE (document, number)
    ) STRICT""",
    # Apart from versions, so that coding again reads the words without walking through the text.
    """CREATE TABLE streams (
        version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
        word_ids BLOB NOT NULL,
        rare_ids BLOB NOT NULL,
        gaps BLOB NOT NULL,
        long_gaps BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE speakers (
        id INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        label TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        side TEXT NOT NULL,
        attributes TEXT NOT NULL,
        edited INTEGER NOT NULL DEFAULT 0,
        UNIQUE (document, label)
    ) STRICT""",
    """CREATE TABLE turns (
        version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        speaker INTEGER REFERENCES speakers,
        label_start INTEGER,
        label_end INTEGER,
        begin REAL,
        end_time REAL,
        PRIMARY KEY (version, ordinal)
    ) STRICT, WITHOUT ROWID""",
    # No index on version: a million sentences would pay for it on every load. `units` says where they lie.
    """CREATE TABLE segments (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL REFERENCES versions,
        unit TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        paragraph INTEGER NOT NULL,
        turn INTEGER,
        kind TEXT NOT NULL,
        language TEXT NOT NULL,
        words INTEGER NOT NULL,
        citations TEXT
    ) STRICT""",
    # The segments of one version and unit have the ids first … first + count - 1. `columns` says once more what their
    # rows say: reading a million rows takes a hundred times as long.
    """CREATE TABLE units (
        version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
        unit TEXT NOT NULL,
        first INTEGER NOT NULL,
        count INTEGER NOT NULL,
        columns BLOB NOT NULL,
        PRIMARY KEY (version, unit)
    ) STRICT""",
    """CREATE TABLE words (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL UNIQUE,
        lemma_en TEXT NOT NULL,
        lemma_fr TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE codebooks (
        sha256 TEXT PRIMARY KEY,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE codes (
        id INTEGER PRIMARY KEY,
        codebook_sha256 TEXT NOT NULL REFERENCES codebooks,
        code TEXT NOT NULL,
        label_en TEXT NOT NULL,
        label_fr TEXT NOT NULL,
        definition TEXT NOT NULL,
        UNIQUE (codebook_sha256, code)
    ) STRICT""",
    """CREATE TABLE rules (
        id INTEGER PRIMARY KEY,
        code_id INTEGER NOT NULL REFERENCES codes,
        rule TEXT NOT NULL,
        certainty TEXT NOT NULL CHECK (certainty IN ('high', 'medium', 'low')),
        UNIQUE (code_id, rule)
    ) STRICT""",
    """CREATE TABLE sequences (
        id INTEGER PRIMARY KEY,
        codebook_sha256 TEXT NOT NULL REFERENCES codebooks,
        sequence TEXT NOT NULL,
        label_en TEXT NOT NULL,
        label_fr TEXT NOT NULL,
        definition TEXT NOT NULL,
        UNIQUE (codebook_sha256, sequence)
    ) STRICT""",
    """CREATE TABLE coders (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('rule', 'person'))
    ) STRICT""",
    """CREATE TABLE applications (
        id INTEGER PRIMARY KEY,
        version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
        codebook_sha256 TEXT NOT NULL REFERENCES codebooks,
        settings TEXT NOT NULL,
        UNIQUE (version, codebook_sha256, settings)
    ) STRICT""",
    """CREATE TABLE runs (
        id TEXT PRIMARY KEY,
        tool_version TEXT NOT NULL,
        options TEXT NOT NULL,
        codebooks TEXT NOT NULL,
        libraries TEXT NOT NULL,
        documents TEXT NOT NULL,
        started_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE run_applications (
        run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
        application INTEGER NOT NULL REFERENCES applications ON DELETE CASCADE,
        PRIMARY KEY (run, application)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX run_applications_by_application ON run_applications (application)",
    # With the leading match, which most machine codings have alone and those of people have not.
    """CREATE TABLE codings (
        id INTEGER PRIMARY KEY,
        application INTEGER REFERENCES applications ON DELETE CASCADE,
        segment INTEGER NOT NULL REFERENCES segments ON DELETE CASCADE,
        code INTEGER NOT NULL REFERENCES codes,
        coder INTEGER NOT NULL REFERENCES coders,
        negated INTEGER NOT NULL,
        reported INTEGER,
        matches INTEGER NOT NULL,
        rule INTEGER REFERENCES rules,
        match_start INTEGER,
        match_end INTEGER,
        match_negated INTEGER,
        match_reported INTEGER,
        match_lossy INTEGER
    ) STRICT""",
    "CREATE INDEX codings_by_application ON codings (application)",
    "CREATE INDEX codings_by_segment ON codings (segment)",
    "CREATE UNIQUE INDEX codings_by_person ON codings (segment, code, coder) WHERE application IS NULL",
    # The further ones, from ordinal 1 on.
    """CREATE TABLE matches (
        coding INTEGER NOT NULL REFERENCES codings ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        rule INTEGER NOT NULL REFERENCES rules,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        negated INTEGER NOT NULL,
        reported INTEGER,
        lossy INTEGER NOT NULL,
        PRIMARY KEY (coding, ordinal)
    ) STRICT, WITHOUT ROWID""",
    # `found` of `needed` steps are there: the outcome of a complete one is the code of its last step.
    """CREATE TABLE chains (
        id INTEGER PRIMARY KEY,
        application INTEGER NOT NULL REFERENCES applications ON DELETE CASCADE,
        sequence INTEGER NOT NULL REFERENCES sequences,
        found INTEGER NOT NULL,
        needed INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX chains_by_application ON chains (application)",
    # With the leading match of the coding, not its id: the coding of a code that is only borrowed from another codebook
    # is not stored.
    """CREATE TABLE chain_steps (
        chain INTEGER NOT NULL REFERENCES chains ON DELETE CASCADE,
        step INTEGER NOT NULL,
        gap INTEGER NOT NULL,
        segment INTEGER NOT NULL REFERENCES segments ON DELETE CASCADE,
        rule INTEGER NOT NULL REFERENCES rules,
        match_start INTEGER NOT NULL,
        match_end INTEGER NOT NULL,
        PRIMARY KEY (chain, step)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX chain_steps_by_segment ON chain_steps (segment)",
    # Keyed by what was read, not by row ids: a decision outlives the coding, the run and the document.
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY,
        text_sha256 TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        code TEXT NOT NULL,
        decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
        coder INTEGER NOT NULL REFERENCES coders,
        at TEXT NOT NULL,
        why TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX decisions_by_text ON decisions (text_sha256, start, end, code)",
    # What the full-text index holds: the paragraphs of current versions, each under the id of its first sentence.
    """CREATE VIEW paragraph_text (id, text) AS
        SELECT head.id, substr(versions.text, head.start + 1, tail.end - head.start)
        FROM segments AS head
        JOIN units ON units.version = head.version AND units.unit = head.unit
        JOIN versions ON versions.id = head.version
        JOIN documents ON documents.id = versions.document AND documents.version = versions.id
        JOIN segments AS tail ON tail.id = ifnull(
            (SELECT min(id) FROM segments WHERE id BETWEEN head.id + 1 AND units.first + units.count - 1
                AND paragraph <> head.paragraph),
            units.first + units.count) - 1
        WHERE head.unit = 'sentence'
            AND (head.id = units.first OR head.paragraph <> (SELECT paragraph FROM segments WHERE id = head.id - 1))""",
    """CREATE VIEW coded_segments AS
        SELECT documents.path AS document, documents.case_id AS "case", segments.language, segments.kind,
            segments.unit, segments.ordinal + 1 AS segment, segments.start, segments.end,
            segments.turn + 1 AS turn, coalesce(nullif(speakers.name, ''), speakers.label) AS speaker,
            speakers.role, substr(versions.text, segments.start + 1, segments.end - segments.start) AS text,
            codes.code, codebooks.id AS codebook, codebooks.version AS codebook_version, codings.negated,
            codings.reported, codings.matches, coders.name AS coder, codings.application
        FROM codings
        JOIN segments ON segments.id = codings.segment
        JOIN versions ON versions.id = segments.version
        JOIN documents ON documents.version = versions.id
        JOIN codes ON codes.id = codings.code
        JOIN codebooks ON codebooks.sha256 = codes.codebook_sha256
        JOIN coders ON coders.id = codings.coder
        LEFT JOIN turns ON turns.version = segments.version AND turns.ordinal = segments.turn
        LEFT JOIN speakers ON speakers.id = turns.speaker""",
    # Search forgives accents; without the sizes of columns (only ranking needs them) it is a tenth smaller.
    """CREATE VIRTUAL TABLE paragraphs_fts USING fts5 (
        text, content='paragraph_text', content_rowid='id', columnsize=0,
        tokenize="unicode61 remove_diacritics 2"
    )""",
    # Measured on 36 MB: few and large merges take two thirds of the time that the defaults take.
    "INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('automerge', 0)",
    "INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('crisismerge', 64)",
)

SECOND = (
    # Of what finds and judges: a code of a new codebook that has an old one's keeps its codings. "" is of none.
    "ALTER TABLE codes ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sequences ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''",
    # Whether a speaker is one of the current version of the document: what nobody says any more shapes no coding.
    "ALTER TABLE speakers ADD COLUMN current INTEGER NOT NULL DEFAULT 1",
    """UPDATE speakers SET current =
        id IN (SELECT speaker FROM turns JOIN documents ON documents.version = turns.version)
        OR label = '' AND document NOT IN (SELECT id FROM documents JOIN turns ON turns.version = documents.version)""",
    # What was derived from a state of the database, under a digest of that state: never needed, only quicker.
    "CREATE TABLE derived (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # The commands that changed decisions or deleted documents, so that the last one can be taken back.
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        command TEXT NOT NULL CHECK (command IN ('decide', 'delete')),
        summary TEXT NOT NULL,
        detail TEXT NOT NULL,
        at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # With the words decided about, in their context: a corrected transcript has them elsewhere. `origin` is the
    # person's decision that was moved to where this one stands, `entry` the command that made it.
    "ALTER TABLE decisions ADD COLUMN document TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decisions ADD COLUMN unit TEXT NOT NULL DEFAULT 'sentence'",
    "ALTER TABLE decisions ADD COLUMN quote TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decisions ADD COLUMN prefix TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decisions ADD COLUMN suffix TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decisions ADD COLUMN origin INTEGER REFERENCES decisions",
    "ALTER TABLE decisions ADD COLUMN entry INTEGER REFERENCES journal",
    "ALTER TABLE decisions ADD COLUMN undone INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX decisions_by_document ON decisions (document)",
    # A person's coding that stands where a corrected text has the words of others, by the same person: `origin`. One
    # that is its own origin was there before.
    """CREATE TABLE moved_codings (
        coding INTEGER NOT NULL REFERENCES codings ON DELETE CASCADE,
        origin INTEGER NOT NULL,
        PRIMARY KEY (coding, origin)
    ) STRICT, WITHOUT ROWID""",
)
