"""A small study full of traps, its report, and a browser to open that in."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from partcode.analysis.selection import Selection
from partcode.cli import app
from partcode.pipeline.reporting import contents
from partcode.store import open_store

SCRIPT = "<script>window.pwned = 1</script>"
IMAGE = '"><img src=x onerror="window.pwned = 2">'
FILE = "'><svg onload=window.pwned=3>.txt"
TITLE = f"Grant talks {IMAGE} </title>{SCRIPT} {{{{scripts}}}}"
MEETING = f"""Ruth: Let us begin. {SCRIPT} Nobody is late. 😀😀
Odd: We demand an audit of every partner this year. {IMAGE}
Ruth: And then?
Abla: We never impose the budget on anybody. We speak for nine villages 😀 and they trust us. </script><!--
Odd: I can live with a shorter audit.
Abla: Then it is a compromise, and we trust you.
"""
FRENCH = """Claire : Qui décide du budget ?
Moussa : Le bailleur exige un audit, et nous n'avons pas confiance.
Claire : Vraiment ?
Moussa : Oui, vraiment. La confiance, ça se construit.
"""
BOOK = f"""codebook: talks
version: 1.0.0
title: {{en: Talks, fr: Pourparlers}}
codes:
  - id: talk.demand
    label: {{en: {json.dumps("Demand " + IMAGE)}, fr: {json.dumps("Exigence " + SCRIPT)}}}
    definition: {json.dumps("What is asked for " + SCRIPT)}
    who: {{exerted_by: [north_funder]}}
    rules:
      - {{id: demand, certainty: high, en: [demand, impose], fr: [exiger]}}
  - id: talk.trust
    label: {{en: Trust, fr: Confiance}}
    definition: Trust that is given or refused
    rules:
      - {{id: trust, certainty: low, en: [trust], fr: [confiance]}}
  - id: talk.agreement
    label: {{en: Agreement, fr: Accord}}
    rules:
      - {{id: agree, en: [compromise], fr: [compromis]}}
sequences:
  - id: talk.bargain
    label: {{en: Bargain, fr: Marchandage}}
    steps: [talk.demand@north_funder, talk.agreement@south_ngo]
    within: 8 turns
    gap: 6 turns
"""
CORPUS = {
    "cases": {"nine": {"name": f"Nine villages {IMAGE}", "side": "south", "attributes": {"country": SCRIPT}}},
    "speakers": {
        "Ruth": "interviewer",
        "Claire": "interviewer",
        "Odd": {"name": f"Odd {IMAGE}", "role": "north_funder", "organisation": SCRIPT, "side": "north"},
        "Abla": {"role": "south_ngo", "side": "south"},
        "Moussa": {"role": "grassroots", "side": "south"},
    },
    "documents": {FILE: {"case": "nine", "title": TITLE, "date": "2024-05-01", "kind": "interview"}},
}


def call(*arguments):
    done = CliRunner().invoke(app, [str(one) for one in arguments], prog_name="partcode")
    assert done.exit_code == 0, done.output
    return done


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
