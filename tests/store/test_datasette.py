"""The database opens in Datasette as it is: no configuration, no plugin, no page that fails."""

import asyncio
import re
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
import yaml
from by_hand import add_corpus, code_by_regex

from partcode.model import Case, Span
from partcode.store import open_store
from partcode.store.coded.applications import add_chains
from partcode.store.rows import ChainRow

datasette = pytest.importorskip("datasette.app")
pytestmark = pytest.mark.slow

DOCUMENT = Path(__file__).parents[2] / "docs/datasette.md"
SEARCH = '<input id="_search" type="search"'


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A small study: two documents, codings, a chain, a decision, a person's coding, a dismissed entry."""
    path = tmp_path_factory.mktemp("study") / "partcode.db"
    with open_store(path, create=True) as store:
        code_by_regex(store, add_corpus(store))
        store.set_cases([Case("ngo-1", "Kesho Trust", "south", {})])
        table = store.table("segments")
        row = dict(zip(table.columns, next(iter(table.rows)), strict=True))
        digest = store.known()[row["document"]].text_sha256
        store.reviews.decide(digest, Span(row["start"], row["end"]), row["code"], "rejected", "Ana")
        store.reviews.add_coding("Ana", 1, 3)
        with store.transaction():
            add_chains(store._connection, [ChainRow(1, 1, 1, 2, ((0, 0, 2, 1, 9, 12),))])
            store._connection.execute(
                "INSERT INTO journal (command, summary, detail, at) VALUES ('decide', 'decisions reject', '{}', '2026')"
            )
    return path


@pytest.fixture(scope="module")
def get(study):
    """The page of a path below the database."""
    app = datasette.Datasette([str(study)])
    threads = ThreadPoolExecutor(1)

    def page(path, **arguments):
        query = "&".join(f"{name}={quote(str(value))}" for name, value in arguments.items())
        # In a thread of its own: a browser that another test has open runs a loop in this one.
        return threads.submit(asyncio.run, app.client.get(f"/partcode{path}?{query}")).result()

    return page


def names(study, *types):
    with closing(sqlite3.connect(study)) as connection:
        rows = connection.execute("SELECT name, type FROM sqlite_master").fetchall()
    return sorted(name for name, type in rows if type in types and not name.startswith("sqlite_"))


def labels(page):
    """Of each column that refers to another table, what its first cell is called."""
    found = re.findall(r'class="col-(\w+)[^"]*"><a href="/partcode/\w+/[^"]+">([^<]*)</a>&nbsp;<em>', page.text)
    return dict(reversed(found))


def test_no_table_and_no_view_has_a_page_that_fails(get, study):
    for name in names(study, "table", "view"):
        for page in (get(f"/{name}"), get(f"/{name}.json", _labels="on")):
            assert page.status_code == 200, (name, page.text)
    for row in ("codings/1", "codes/1", "segments/1", "documents/1", "voices/1", "chain_steps/1,0"):
        assert get(f"/{row}").status_code == 200, row


def test_the_views_have_readable_names_and_columns(get, study):
    assert names(study, "view") == ["coded_segments", "paragraphs", "speakers", "turns"]
    (turn,) = get("/turns.json", _shape="array", turn=2).json()
    assert turn | {"text": ""} == {
        "document": "interviews/one.txt", "case": "ngo-1", "date": "2024-05-01", "turn": 2, "speaker": "Awa",
        "role": "south_ngo", "side": "south", "organisation": "", "text": "", "start": turn["start"],
        "end": turn["end"], "begin": 1.0, "end_time": None,
    }  # fmt: skip
    assert turn["text"].startswith("They cut the grant. [laughs] We trust them 🙂.\n")
    speakers = get("/speakers.json", _shape="array").json()
    assert [(row["document"], row["label"], row["speaker"], row["role"], row["turns"]) for row in speakers] == [
        ("interviews/one.txt", "INT", "INT", "interviewer", 2),
        ("interviews/one.txt", "P1", "Awa", "south_ngo", 1),
        ("report.md", "", "Fund", "north_funder", 0),
    ]
    rows = get("/coded_segments.json", _shape="array", document="report.md").json()
    assert [(row["speaker"], row["role"], row["code"], row["match"], row["status"]) for row in rows] == [
        ("Fund", "north_funder", "trust", "trusts", "proposed"),
        ("Fund", "north_funder", "power.cut", "cut", "proposed"),
    ]
    rejected = get("/coded_segments.json", _shape="array", status="rejected").json()
    assert [(row["code"], row["text"]) for row in rejected] == [("power.cut", "They cut the grant. [laughs]")]


def test_a_reference_shows_what_it_refers_to(get):
    expected = {
        "documents": {"case_id": "Kesho Trust", "version": "document 1, version 1"},
        "versions": {"document": "interviews/one.txt"},
        "voices": {"document": "interviews/one.txt"},
        "turn_spans": {"version": "document 1, version 1", "speaker": "INT"},
        "segments": {"version": "document 1, version 1"},
        "codes": {"codebook_sha256": "power@1.0.0"},
        "rules": {"code_id": "power.cut"},
        "codings": {"code": "power.cut", "coder": "rule:power@1.0.0", "rule": "verb"},
        "chains": {"sequence": "cut.then_trust"},
        "chain_steps": {"rule": "verb"},
        "decisions": {"coder": "Ana"},
    }
    for table, wanted in expected.items():
        found = labels(get(f"/{table}"))
        assert {column: found.get(column) for column in wanted} == wanted, table
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", labels(get("/run_applications"))["run"])


def test_paragraphs_are_searched_without_any_configuration(get):
    page = get("/paragraphs")
    assert page.status_code == 200 and SEARCH in page.text
    found = get("/paragraphs.json", _shape="array", _search="coupe").json()  # accents are forgiven
    assert [(row["document"], row["turn"], row["speaker"], row["text"]) for row in found] == [
        ("interviews/one.txt", 2, "Awa", "Ils ont coupé le fonds, sans nous.")
    ]
    assert "1 row" in get("/paragraphs", _search="partners").text
    assert get("/paragraphs.json", _shape="array", _search="absent").json() == []


def test_search_can_be_told_in_the_language_of_the_index(get):
    rows = get("/paragraphs.json", _shape="array", _search='"the grant" OR coup*', _searchmode="raw").json()
    assert [row["language"] for row in rows] == ["en", "fr"]


def test_codes_and_roles_are_facets(get):
    found = get("/coded_segments.json", _facet="role").json()["facet_results"]["role"]["results"]
    assert {one["value"]: one["count"] for one in found} == {
        "interviewer": 1, "south_ngo": 3, "north_funder": 2, "": 1,
    }  # fmt: skip


def test_the_questions_in_the_documents_have_answers(study):
    text = DOCUMENT.read_text(encoding="utf-8")
    with closing(sqlite3.connect(f"file:{study}?mode=ro", uri=True)) as connection:
        exerted, words, told, chains, answers, rejected = (
            connection.execute(question).fetchall() for question in re.findall(r"```sql\n(.+?)```", text, re.DOTALL)
        )
    assert exerted == [
        ("absent", "interviewer", 1, 1), ("power.cut", "south_ngo", 1, 1), ("power.cut", "", 1, 1),
        ("trust", "south_ngo", 1, 1), ("trust", "north_funder", 1, 1),
    ]  # fmt: skip
    assert dict(words) == {"south_ngo": 15, "north_funder": 12, "interviewer": 8, "": 6}
    assert {row[4] for row in told} == {"trust", "power.cut"}
    assert [row[1:8] for row in chains] == [("cut.then_trust", 1, 0, 1, "power.cut", 2, "Awa")]
    assert [row[:3] for row in answers] == [("interviews/one.txt", 3, "INT")]
    assert rejected == [("verb", "power.cut", 4, 1)]


def test_a_question_with_a_name_is_asked_as_the_document_says(study):
    (text,) = re.findall(r"```yaml\n(.+?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    app = datasette.Datasette([str(study)], metadata=yaml.safe_load(text))
    asked = app.client.get("/partcode/turns_of_a_role.json?_shape=array&role=south_ngo")
    page = ThreadPoolExecutor(1).submit(asyncio.run, asked).result()
    assert [row["speaker"] for row in page.json()] == ["Awa"]


def test_the_program_itself_starts_and_serves_an_immutable_file(study, tmp_path):
    command = [sys.executable, "-m", "datasette", "-i", str(study), "--port", "0"]
    with (tmp_path / "log").open("w+") as log, subprocess.Popen(command, stderr=log, stdout=log) as program:
        try:
            address = _address(tmp_path / "log", program)
            assert address.startswith("http://127.0.0.1:")
            with urlopen(f"{address}/partcode/paragraphs?_search=grant", timeout=30) as page:
                text = page.read().decode()
        finally:
            program.terminate()
    assert SEARCH in text and "They cut the grant" in text


def _address(log, program):
    """Where Datasette says that it listens."""
    for _ in range(300):
        if found := re.search(r"running on (http://\S+)", log.read_text()):
            return found[1]
        assert program.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError(log.read_text())
