"""Any text and any settings: spans are exact and results say what the store says, or a mistake has its name."""

import csv
import io
import json
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import broken

from partcode.codebook.loader import loads
from partcode.config import parse
from partcode.errors import CodebookError, MetadataError, PartcodeError
from partcode.export.tables import write_table
from partcode.ingest.gold import read_gold
from partcode.ingest.metadata import load
from partcode.model.options import Options, Silent
from partcode.pipeline.coding import code
from partcode.pipeline.ingesting import ingest
from partcode.pipeline.results import write_results
from partcode.store import open_store
from partcode.table import Table

ROOT = Path(__file__).parents[2]
BOOKS = sorted((ROOT / "tests" / "small_codebooks").glob("*.yaml"))
PIECES = st.sampled_from(
    ["Anna: ", "\nPeter: ", "We never trusted the funder. ", "No audit, no money! ", "Le bailleur impose ", "confiance",
     *"\n\t\r\0\x1b\u2028\u202e\u0301\u200d\ufeff=+-@\",;'", "😀", "👩‍👩‍👧", "שלום ", "中文。", "İß"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join)


def check_flow(texts):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "corpus")
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_bytes(text.encode("utf-8", "replace"))
        (folder / "sure.txt").write_text("Peter: We never trusted the funder.\nAnna: Why?\nPeter: No trust.\n")
        options = Options(folders=(folder,), db=Path(name, "p.db"), out=Path(name, "r"), jobs=1, codebooks=tuple(BOOKS))
        report = ingest(options, Silent())
        assert not [file for file in report.files if "bug" in file.hint]
        code(options, Silent())
        write_results(options, Silent())
        with open_store(options.db, create=False) as store:
            stored = {version.path: store.text(version.id) for version in store.versions()}
        with (options.out / "segments.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        lines = (options.out / "codings.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert rows
    assert len(lines) == len(rows) == len([json.loads(line) for line in lines])
    for row in rows:
        text, at = stored[row["document"]], {key: int(row[key]) for key in ("start", "end", "match_start", "match_end")}
        assert text[at["start"] : at["end"]] == row["text"]
        assert text[at["match_start"] : at["match_end"]] == row["match"]
        assert at["start"] <= at["match_start"] < at["match_end"] <= at["end"]


@given(st.lists(TEXTS, min_size=4, max_size=8))
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_row_of_any_text_is_exact(texts):
    check_flow(texts)


@pytest.mark.slow
@given(st.lists(TEXTS, min_size=4, max_size=30))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_row_of_very_many_texts_is_exact(texts):
    check_flow(texts)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_tables_parse_back_to_the_same_cells(cells):
    table = Table(("number", "text"), [(number, cell) for number, cell in enumerate(cells)])
    with tempfile.TemporaryDirectory() as folder:
        for format, delimiter in (("csv", ","), ("tsv", "\t")):
            write_table(table, path := Path(folder, f"a.{format}"), format)
            parsed = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline=""), delimiter=delimiter))
            assert parsed == [["number", "text"], *([str(number), cell] for number, cell in table.rows)]


GOOD = {
    "corpus.yaml": b"cases:\n  k: {name: K, side: south}\nspeakers:\n  Anna: interviewer\ndocuments:\n"
    b"  'a/*.txt': {case: k, date: 2021-03, speakers: {Peter: {role: south_ngo}}}\n",
    "speakers.csv": b"label,name,role,side,documents\nAnna,B,interviewer,,\nP1,,south_ngo,south,a.txt\n",
    "cases.csv": b"case,name,side,documents\nk,Kesho,south,a.txt; b.txt\n",
    "partcode.yaml": b"folders: [a, b]\ndb: x.db\nunit: turn\njobs: 2\nencoding: utf-8\nexclude: ['*.md']\n",
    "gold.csv": b"document,start,end,text,codes\na.txt,0,12,They impose.,a.b; c.d\na.txt,13,20,We do.,\n",
    **{path.name: path.read_bytes() for path in BOOKS},
}  # fmt: skip


def read_settings(name, data, folder):
    (folder / name).write_bytes(data)
    if name == "gold.csv":
        read_gold(folder / name)
    elif name == "partcode.yaml":
        parse(data.decode(), folder / name)
    elif name in ("power.yaml", "trust.yaml"):
        loads(data.decode(), name)
    else:
        load(folder)


def check_settings(name, data):
    """Read, or refused by an error that says where."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            read_settings(name, data, Path(folder))
        except UnicodeDecodeError:
            assert name not in ("corpus.yaml", "speakers.csv", "cases.csv", "gold.csv")
        except CodebookError as error:
            assert error.findings
            assert all(one.where.line and one.where.column and one.code.startswith("PC") for one in error.findings)
        except PartcodeError as error:
            assert error.where is not None or isinstance(error, MetadataError)
            assert str(error).strip()


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("count", [40, pytest.param(500, marks=pytest.mark.slow)])
def test_broken_settings_are_read_or_named(name, count):
    for seed in range(count):
        data = broken(Random(f"{name} {seed}"), GOOD[name])
        try:
            check_settings(name, data)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {data!r}"[:3000]) from error
