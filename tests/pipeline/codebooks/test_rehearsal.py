"""Codebooks tried out on what is stored: the same codings as a run makes, in every unit, and nothing written."""

import pytest

from partcode.codebook.loader import loads
from partcode.errors import StoreError
from partcode.model import Unit
from partcode.model.options import Options, Silent
from partcode.pipeline.applying import coder_for
from partcode.pipeline.codebooks.readings import APART, ELSEWHERE, HERE, Reading
from partcode.pipeline.codebooks.rehearsal import rehearse
from partcode.pipeline.coding import code
from partcode.pipeline.ingesting import ingest
from partcode.store import open_store

BOOK = loads(
    """codebook: small
version: 1.0.0
codes:
  - id: cut
    rules: [{id: stop, en: stop, negation: flag}]
  - id: both
    rules: [{id: taken, codes: [cut]}, {id: own, en: halt}]
""",
    "small.yaml",
)
TEXTS = {
    "one.txt": "Ana: Why?\nBob: They stopped. They did not stop us.\n\nThey halted.\nAna: I see.\nBob: Stop.\n",
    "two.txt": "They never stop. They halt.\n\nThe end.\n",
}


@pytest.fixture
def options(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    found = Options(folders=(folder,), db=tmp_path / "p.db", language="en", jobs=1)
    ingest(found, Silent())
    return found


@pytest.mark.parametrize("unit", Unit)
def test_a_rehearsal_codes_as_a_run_does(options, unit):
    found = set()
    with open_store(options.db, create=False) as store:
        coder = coder_for(store, [BOOK])
        for batch in rehearse(store, [coder], Silent(), unit):
            codings = batch.codings[0]
            for number, segment, one, negated in zip(
                codings.document.tolist(),
                codings.segment.tolist(),
                codings.code.tolist(),
                codings.negated.tolist(),
                strict=True,
            ):
                columns, place = batch.segments[number], segment - int(batch.first[number])
                span = (int(columns.start[place]), int(columns.end[place]))
                found.add((batch.documents[number].path, *span, coder.plan.codes[one].code.id, negated))
    run = code(Options(db=options.db, unit=unit), Silent(), [BOOK])
    with open_store(options.db, create=False) as store:
        stored = {
            (document.path, one.start, one.end, one.code, bool(one.negated))
            for document in store.coded_documents(run.run)
            for one in document.codings
        }
    assert found == stored
    assert len(found) > 4


def test_only_some_documents_are_rehearsed_when_asked(options):
    with open_store(options.db, create=False) as store:
        (wanted,) = (version.id for version in store.versions() if version.path == "two.txt")
        (batch,) = rehearse(store, [coder_for(store, [BOOK])], Silent(), only={wanted})
        assert [one.path for one in batch.documents] == ["two.txt"]
        assert batch.text(0) == store.text(wanted)


def test_a_store_without_documents_says_so(tmp_path):
    with open_store(tmp_path / "p.db", create=True) as store, pytest.raises(StoreError, match="no documents"):
        list(rehearse(store, [], Silent()))


def test_a_sentence_is_where_the_segment_is_that_it_begins_in(options):
    with open_store(options.db, create=False) as store:
        (batch,) = rehearse(store, [], Silent())
        number = next(i for i, one in enumerate(batch.documents) if one.path == "two.txt")
        document = batch.documents[number]
        version, columns = document.version_id, document.sentences
    # Two readers: what is here for one of them is here.
    spans = {version: [(0, 40, HERE), (0, 16, ELSEWHERE), (100, 120, HERE)]}
    reading = Reading("told", 1, spans, APART)
    assert reading.versions == {version}
    assert reading.sides(version, columns).tolist() == [HERE, HERE, HERE]
    assert Reading("told", 1, {version: [(17, 27, HERE)]}, APART).sides(version, columns).tolist() == [
        APART,
        HERE,
        APART,
    ]
    assert Reading("told", 0, {}, ELSEWHERE).sides(version, columns).tolist() == [ELSEWHERE] * 3
