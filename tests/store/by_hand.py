"""Documents put together by hand, as the stages before the store would: small, and every offset known."""

from __future__ import annotations

import hashlib
import re

import numpy as np

from partcode.errors import Location
from partcode.model import Code, Codebook, Document, DocumentInfo, Rule, Span, Speaker
from partcode.model.codebook import Move, Sequence, SequenceStep
from partcode.model.columns import NO_LABEL, NO_TURN, NOBODY, Prepared, Sentences, Stream, Turns
from partcode.store import CodingBatch, RunRow

WHERE = Location("power.yaml", 1, 1)
SETTINGS = "sentence;roles"


class Words:
    """Gives ids to words and adds the new ones to a store."""

    def __init__(self, store):
        self.store = store
        self.ids = {word: i for i, word in enumerate(store.vocabulary())}

    def stream(self, text):
        found = list(re.finditer(r"\w+", text))
        forms = [match.group().lower() for match in found]
        new = [form for form in dict.fromkeys(forms) if form not in self.ids]
        self.ids.update({form: len(self.ids) + i for i, form in enumerate(new)})
        self.store.add_words(new, new, [f"{form}_fr" for form in new])
        return Stream(
            ids=np.array([self.ids[form] for form in forms], dtype=np.uint32),
            start=np.array([match.start() for match in found], dtype=np.int32),
            clause=np.array([text[match.start() - 2 : match.start() - 1] == "," for match in found], dtype=bool),
        )


def prepare(store, path, paragraphs, *, info=None, warnings=(), kinds=None, extractor="txt 1", format="txt"):
    """`paragraphs` are (speaker, sentences, language); the speaker is None in a document without turns. Those of
    one speaker that follow each other are one turn."""
    text, rows, turns = "", [], []
    for number, (speaker, sentences, language) in enumerate(paragraphs):
        text += "\n" if text else ""
        label = None
        new_turn = speaker is not None and (not turns or turns[-1][0] != speaker)
        if new_turn:
            label = Span(len(text), len(text) + len(speaker)) if speaker else None
            text += f"{speaker}: " if speaker else ""
            turns.append((speaker, label, len(text)))
        for i, sentence in enumerate(sentences):
            text += " " if i else ""
            turn = NO_TURN if speaker is None else len(turns) - 1
            words = len(re.findall(r"\w+", sentence))
            kind = (kinds or {}).get(len(rows), 0)
            rows.append((len(text), len(text) + len(sentence), number, turn, kind, language, words))
            text += sentence
    ends = [max(row[1] for row in rows if row[3] == i) for i in range(len(turns))]
    columns = np.array(rows, dtype=np.int32).reshape(-1, 7)
    return Prepared(
        document=Document(
            path=path,
            text=text,
            format=format,
            encoding="utf-8",
            extractor=extractor,
            raw_sha256=hashlib.sha256(b"raw" + text.encode()).hexdigest(),
            size=len(text.encode()),
            warnings=tuple(warnings),
        ),
        info=info or DocumentInfo(),
        turns=columns_of(turns, ends),
        language="en",
        lossy=False,
        sentences=Sentences(
            *(columns[:, i].astype(np.int32) for i in range(4)),
            kind=columns[:, 4].astype(np.uint8),
            language=columns[:, 5].astype(np.uint8),
            words=columns[:, 6].astype(np.int32),
        ),
        citations={0: "(Pirotte, 2021)"} if "Pirotte" in text else {},
        stream=Words(store).stream(text),
    )


def columns_of(turns, ends):
    """The columns of (speaker, span of the label or None, start), and the ends; each turn begins at its number."""
    speakers = tuple(dict.fromkeys(speaker for speaker, _, _ in turns if speaker))
    labels = [label or (NO_LABEL, NO_LABEL) for _, label, _ in turns]
    numbers = [speakers.index(speaker) if speaker else NOBODY for speaker, _, _ in turns]
    return Turns(
        speakers,
        *(
            np.array(column, dtype=np.int32)
            for column in (
                [start for _, _, start in turns],
                ends,
                numbers,
                [start for start, _ in labels],
                [end for _, end in labels],
            )
        ),
        begin=np.arange(len(turns), dtype=np.float64),
        end_time=np.full(len(turns), np.nan),
    )


INTERVIEW = [
    ("INT", ["How do you work, with the fund?"], 0),
    ("P1", ["They cut the grant. [laughs]", "We trust them 🙂."], 0),
    ("P1", ["Ils ont coupé le fonds, sans nous."], 1),
    ("INT", ["Why?"], 0),
    ("", ["They cut it because they can."], 0),
]
REPORT = [(None, ["The fund trusts its partners (Pirotte, 2021).", "No cut was made."], 0), (None, ["Fin."], 1)]

INTERVIEW_INFO = DocumentInfo(
    case="ngo-1",
    date="2024-05-01",
    kind="interview",
    title="Interview 1",
    speakers={
        "INT": Speaker("INT", role="interviewer"),
        "P1": Speaker("P1", name="Awa", role="south_ngo", side="south", attributes={"age": "40"}),
    },
    attributes={"place": "Dakar"},
)
REPORT_INFO = DocumentInfo(kind="document", voice=Speaker("", name="Fund", role="north_funder"))


def add_corpus(store):
    """An interview and a report; version ids in that order."""
    one = prepare(store, "interviews/one.txt", INTERVIEW, info=INTERVIEW_INFO, warnings=["odd", "old"])
    two = prepare(store, "report.md", REPORT, info=REPORT_INFO, format="md")
    return add(store, one, two)


def add(store, *prepared, settings=SETTINGS):
    """The ids of the versions that the documents become."""
    return [stored.version for stored in store.add_versions(prepared, settings)]


def power(version="1.0.0"):
    """A codebook of three codes, one of which is never found, and a sequence of the two others."""
    return Codebook(
        id="power",
        version=version,
        path="power.yaml",
        sha256=hashlib.sha256(version.encode()).hexdigest(),
        source=f"codebook: power\nversion: {version}\n",
        title={"en": "Power"},
        codes=(
            Code(
                "power.cut",
                WHERE,
                {"en": "Cut", "fr": "Coupe"},
                "Money is cut.",
                rules=(Rule("verb", WHERE, certainty="high"),),
            ),
            Code("trust", WHERE, {"en": "Trust"}, rules=(Rule("word", WHERE), Rule("other", WHERE, certainty="low"))),
            Code("absent", WHERE, {"en": "Absent"}),
        ),
        sequences=(
            Sequence(
                "cut.then_trust",
                WHERE,
                steps=(SequenceStep((Move("power.cut"),)), SequenceStep((Move("trust"),))),
                within=6,
                gap=5,
                label={"en": "Cut, then trust", "fr": "Coupe, puis confiance"},
            ),
        ),
    )


def code_by_regex(store, versions, rules=(("power.cut", "verb", r"cut|coupé"), ("trust", "word", r"[Tt]rust\w*"))):
    """Code sentences of `versions` as a rule would, and store that as a run; the run's id."""
    book = store.add_codebook(power())
    settings = dict.fromkeys(versions, SETTINGS)
    codings, matches = [], []
    with store.transaction():
        applications = store.add_applications(book.sha256, settings)
        for document in (one for batch in store.streams(versions) for one in batch):
            text = store.text(document.version_id)
            spans = zip(document.sentences.start.tolist(), document.sentences.end.tolist(), strict=True)
            for i, (start, end) in enumerate(spans):
                for code, rule, pattern in rules:
                    hits = [match.span() for match in re.compile(pattern).finditer(text, start, end)]
                    if not hits:
                        continue
                    application = applications[document.version_id]
                    coding = (application, document.first_segment + i, book.codes[code], book.coder)
                    codings.append((*coding, "No" in text[start:end], i % 3 - 1, len(hits)))
                    matches += [(book.rules[code, rule], *hit, False, -1) for hit in hits]
        store.add_codings(batch_of(codings, matches))
        run = RunRow.derive(
            "0.1.0",
            {"unit": "sentence"},
            [{"id": "power", "version": "1.0.0", "sha256": book.sha256}],
            {"numpy": "2"},
            [{"path": row.path, "text_sha256": row.text_sha256} for row in store.versions()],
        )
        store.add_run(run, applications.values())
    return run.id


def in_both(store):
    """The coded segments of the latest run as the table has them and as the view has them, in the same order."""
    table = store.table("segments")
    cursor = store._connection.execute("SELECT * FROM coded_segments")
    shared = [name for name in table.columns if name in {column[0] for column in cursor.description}]
    listed = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    viewed = [dict(zip([column[0] for column in cursor.description], row, strict=True)) for row in cursor]
    return shared, *(
        sorted([["" if row[name] is None else row[name] for name in shared] for row in rows], key=str)
        for rows in (listed, viewed)
    )


def batch_of(codings, matches):
    """Columns of rows: (application, segment, code, coder, negated, reported, matches) and (rule, start, end,
    negated, reported)."""
    left = list(zip(*codings, strict=True)) or [[]] * 7
    right = list(zip(*matches, strict=True)) or [[]] * 5
    return CodingBatch(
        *(np.array(column, dtype=np.int64) for column in left[:4]),
        negated=np.array(left[4], dtype=bool),
        reported=np.array(left[5], dtype=np.int8),
        first_match=np.concatenate(([0], np.cumsum(left[6], dtype=np.int64))).astype(np.int64),
        rule=np.array(right[0], dtype=np.int64),
        start=np.array(right[1], dtype=np.int32),
        end=np.array(right[2], dtype=np.int32),
        match_negated=np.array(right[3], dtype=bool),
        match_reported=np.array(right[4], dtype=np.int8),
        match_lossy=np.zeros(len(right[0]), dtype=bool),
    )
