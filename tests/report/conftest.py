"""A small study full of traps, its report, and a browser to open that in."""

import json
import shutil
from pathlib import Path

import pytest

from partcode.analysis.selection import Selection
from partcode.pipeline.reporting import contents
from partcode.store import open_store
from tests.report.traps import BOOK, CORPUS, FILE, FRENCH, MEETING, TITLE, call


@pytest.fixture(scope="session")
def study(tmp_path_factory):
    """The database of two interviews: one coding is rejected, one is a person's."""
    here = tmp_path_factory.mktemp("study")
    texts = here / "texts"
    texts.mkdir()
    (texts / FILE).write_text(MEETING, encoding="utf-8")
    (texts / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (texts / "corpus.yaml").write_text(json.dumps(CORPUS), encoding="utf-8")
    (here / "talks.yaml").write_text(BOOK, encoding="utf-8")
    db = here / "study.db"
    call("run", texts, "-c", here / "talks.yaml", "--db", db, "--no-tables", "-q", "-j", "1")
    with open_store(db, create=False) as store:
        text = store.text(store.versions([FILE])[0].id)
        segments = list(store.table("segments").rows)
    trust = next(row for row in segments if row[0] == FILE and row[12] == "talk.trust")
    begin = text.index("And then?")
    (here / "decided.csv").write_text(
        "document,start,end,code,status,coder\n"
        f'"{FILE}",{trust[6]},{trust[7]},talk.trust,rejected,Ana\n'
        f'"{FILE}",{begin},{begin + 9},talk.agreement,accepted,Ana\n',
        encoding="utf-8",
    )
    call("decisions", "import", here / "decided.csv", "--db", db, "-q")
    return db


@pytest.fixture(scope="session")
def shown(study):
    """What the report of the study shows."""
    with open_store(study, create=False) as store:
        return contents(store, study, Selection(), TITLE)


@pytest.fixture(scope="session")
def browser():
    """Chromium without a network."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on PATH")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=flags)
        yield opened
        opened.close()


class Page:
    """A report in a window: its page, what it said to the console, and what it asked of the network."""

    def __init__(self, browser, file, **window):
        self.context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1400, "height": 900}, **window})
        self.page = self.context.new_page()
        self.file = Path(file)
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, place=""):
        self.page.goto("about:blank")
        self.asked.clear()
        self.page.goto(f"{self.file.as_uri()}{place}")
        return self.page


@pytest.fixture
def window(browser):
    """Opens a report in a window of its own."""
    opened = []

    def make(file, **about):
        opened.append(Page(browser, file, **about))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()
