"""The views and the full-text index as the third migration makes them, for whoever reads the file with another program.

What a view only shows is looked up in its list of columns, not joined: SQLite looks up what is asked for, and counting
half a million rows stays quick.
"""

from __future__ import annotations

_LATEST = "(SELECT id FROM runs ORDER BY started_at DESC, rowid DESC LIMIT 1)"


def _of(table: str, what: str, id: str) -> str:
    return f"(SELECT {what} FROM {table} WHERE {table}.id = {id})"


def _number(what: str) -> str:
    """SQL for a number that is found when it is asked for as text, as it comes from a form."""
    return f"CAST({what} AS INTEGER)"


def _excerpt(version: str, start: str, end: str) -> str:
    return f"substr({_of('versions', 'text', version)}, {start} + 1, {end} - {start})"


def _said_by(segment: str) -> str:
    """SQL for the columns that say who speaks in a row of segments: in its turn, or the voice of a document without."""
    return _voice(f"""iif({segment}.turn IS NULL,
            (SELECT id FROM voices WHERE label = '' AND document = {_of("versions", "document", f"{segment}.version")}
                AND NOT EXISTS (SELECT 1 FROM turn_spans WHERE version = {segment}.version)),
            (SELECT speaker FROM turn_spans WHERE version = {segment}.version AND ordinal = {segment}.turn))""")


def _voice(id: str) -> str:
    return ", ".join(f"ifnull({_of('voices', what, id)}, '') AS {name}" for what, name in _VOICE.items())


_SPOKEN = "ifnull(nullif(name, ''), label)"
_VOICE = {_SPOKEN: "speaker", "role": "role", "side": "side", "organisation": "organisation"}

# What a run covers, and NULL, which is the application of what people coded.
_HELD = f"""(SELECT run, application, path, case_id, date, text_sha256 FROM run_applications
        JOIN applications ON applications.id = run_applications.application
        JOIN versions ON versions.id = applications.version JOIN documents ON documents.id = versions.document
        WHERE run = {_LATEST}
        UNION ALL SELECT '', NULL, NULL, NULL, NULL, NULL)"""


# Those on the texts that the run covers, in any version that has the same text.
_OF_PEOPLE = f"""SELECT codings.id FROM codings
        JOIN segments ON segments.id = codings.segment JOIN versions ON versions.id = segments.version
        WHERE application IS NULL AND (document, text_sha256) IN (
            SELECT document, text_sha256 FROM run_applications
                JOIN applications ON applications.id = run_applications.application
                JOIN versions ON versions.id = applications.version WHERE run = {_LATEST})"""


def _held(what: str) -> str:
    """SQL for a column of the document of a coding, which that of a person has from its segment."""
    looked_up = f"""(SELECT {what} FROM versions JOIN documents ON documents.id = versions.document
            WHERE versions.id = segments.version)"""
    return f"iif(codings.application IS NULL, {looked_up}, held.{what})"


# Of what a person decided in another unit: it holds for the one coding on whose matches it touches, all of them inside.
_CARRIED = f"""decisions.unit <> segments.unit
            AND codings.match_start >= decisions.start AND codings.match_end <= decisions.end
            AND NOT EXISTS (SELECT 1 FROM matches WHERE coding = codings.id
                AND NOT (start >= decisions.start AND end <= decisions.end))
            AND NOT EXISTS (SELECT 1 FROM applications AS beside
                CROSS JOIN run_applications ON run = {_LATEST} AND run_applications.application = beside.id
                CROSS JOIN codings AS other ON other.application = beside.id
                CROSS JOIN codes ON codes.id = other.code AND codes.code = decisions.code
                CROSS JOIN segments AS place ON place.id = other.segment
                    AND (place.start <> segments.start OR place.end <> segments.end)
                WHERE beside.version = segments.version AND (
                    place.start = decisions.start AND place.end = decisions.end
                    OR other.match_start < decisions.end AND other.match_end > decisions.start
                    OR EXISTS (SELECT 1 FROM matches WHERE coding = other.id
                        AND start < decisions.end AND end > decisions.start)))"""

# The last that people decided about a coding; a decision that was moved is as old as the one it comes from.
_STATUS = f"""ifnull(
            (SELECT decision FROM decisions
                WHERE text_sha256 = {_held("text_sha256")} AND undone = 0
                    AND decisions.code = {_of("codes", "code", "codings.code")}
                    AND (decisions.start = segments.start AND decisions.end = segments.end OR {_CARRIED})
                ORDER BY ifnull(origin, id) DESC, id DESC LIMIT 1),
            iif(codings.application IS NULL, 'accepted', 'proposed'))"""

_LABEL = """CASE segments.language WHEN 'fr' THEN ifnull(nullif(label_fr, ''), label_en)
        ELSE ifnull(nullif(label_en, ''), label_fr) END"""
_TURNS = "(SELECT count(*) FROM turn_spans WHERE version = documents.version AND speaker = voices.id)"
# A person's coding rests on the whole segment.
_MATCH_START, _MATCH_END = "ifnull(match_start, segments.start)", "ifnull(match_end, segments.end)"
_CODEBOOK = "codebooks JOIN codes ON codebook_sha256 = sha256 WHERE codes.id = codings.code"

VIEWS = (
    f"""CREATE VIEW coded_segments AS
    SELECT {_held("path")} AS document, {_held("case_id")} AS "case", {_held("date")} AS date,
        {_number("segments.turn + 1")} AS turn, {_said_by("segments")},
        {_excerpt("segments.version", "segments.start", "segments.end")} AS text,
        {_of("codes", "code", "codings.code")} AS code, {_of("codes", _LABEL, "codings.code")} AS label,
        {_excerpt("segments.version", _MATCH_START, _MATCH_END)} AS "match", {_STATUS} AS status,
        {_of("rules", "rule", "codings.rule")} AS rule, {_of("rules", "certainty", "codings.rule")} AS certainty,
        {_of("coders", "name", "codings.coder")} AS coder, negated, reported, matches,
        (SELECT codebooks.id FROM {_CODEBOOK}) AS codebook, (SELECT version FROM {_CODEBOOK}) AS codebook_version,
        segments.language, segments.kind, segments.unit, {_number("segments.ordinal + 1")} AS segment,
        segments.start, segments.end, {_number(_MATCH_START)} AS match_start,
        {_number(_MATCH_END)} AS match_end, held.run
    FROM {_HELD} AS held
    CROSS JOIN codings ON codings.application IS held.application
    CROSS JOIN segments ON segments.id = codings.segment
    WHERE codings.application IS NOT NULL OR codings.id IN ({_OF_PEOPLE})""",
    f"""CREATE VIEW turns AS
    SELECT path AS document, case_id AS "case", date, {_number("ordinal + 1")} AS turn,
        {_voice("speaker")},
        {_excerpt("turn_spans.version", "start", "end")} AS text, start, end, begin, end_time
    FROM documents
    CROSS JOIN turn_spans ON turn_spans.version = documents.version""",
    f"""CREATE VIEW speakers AS
    SELECT path AS document, case_id AS "case", voices.label, {_SPOKEN.replace("name", "voices.name")} AS speaker,
        role, side, organisation,
        {_number(_TURNS)} AS turns,
        voices.attributes, edited
    FROM voices
    JOIN documents ON documents.id = voices.document
    WHERE current""",
    # What the full-text index holds: the paragraphs of current versions, each under the id of its first sentence. By
    # the name `rowid` other programs find in here what the index finds.
    f"""CREATE VIEW paragraphs AS
    SELECT head.id AS rowid, path AS document, case_id AS "case", date, {_number("head.turn + 1")} AS turn,
        {_said_by("head")},
        substr(versions.text, head.start + 1, (SELECT tail.end FROM units
            JOIN segments AS tail ON tail.id = ifnull(
                (SELECT min(id) FROM segments WHERE id BETWEEN head.id + 1 AND units.first + units.count - 1
                    AND paragraph <> head.paragraph),
                units.first + units.count) - 1
            WHERE units.version = head.version AND units.unit = head.unit) - head.start) AS text,
        head.kind, head.language
    FROM segments AS head
    JOIN versions ON versions.id = head.version
    JOIN documents ON documents.id = versions.document AND documents.version = versions.id
    WHERE head.unit = 'sentence'
        AND (head.ordinal = 0 OR head.paragraph <> (SELECT paragraph FROM segments WHERE id = head.id - 1))""",
)

# Search forgives accents; without the sizes of columns (only ranking needs them) it is a tenth smaller. Datasette finds
# what an index is of by the double quotes.
FULL_TEXT = (
    """CREATE VIRTUAL TABLE paragraphs_fts USING fts5 (
        text, content="paragraphs", content_rowid="rowid", columnsize=0,
        tokenize="unicode61 remove_diacritics 2"
    )""",
    # Measured on 36 MB: few and large merges take two thirds of the time that the defaults take.
    "INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('automerge', 0)",
    "INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('crisismerge', 64)",
    "INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('rebuild')",
)
