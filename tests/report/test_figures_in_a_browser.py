"""figures.js draws in a real browser, under the policy of the page, in both languages and themes."""

import base64
import hashlib
import json
import re
import shutil

import pytest

from partcode.report.figures import drawing, figures
from tests.charts.tables import NAMES, table

pytestmark = pytest.mark.slow
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'
STUDY = {
    "statuses": ["proposed", "accepted", "rejected"],
    "codes": [
        {"id": "arb.demand", "english": "Demand", "french": "Exigence"},
        {"id": "arb.appeal", "english": "Appeal", "french": "Appel"},
    ],
    "sequences": [{"english": "Mechanism", "french": "Mécanisme"}],
    "cases": [{"id": "lindara", "name": "Lindara"}, {"id": "silent", "name": "Silent"}],
    "documents": [
        {
            "path": "a.vtt", "title": HOSTILE, "case": 0, "turns": 3,
            "voices": [
                {"label": "H", "name": HOSTILE, "role": "north_funder", "side": "north"},
                {"label": "A", "name": "Amina", "role": "south_ngo", "side": "south"},
            ],
        }
    ],
    "chains": [
        {
            "document": 0, "sequence": 0, "found": 2, "needed": 2,
            "steps": [
                {"step": 1, "code": 0, "turn": 0, "start": 2, "end": 5},
                {"step": 2, "code": 1, "turn": 1, "start": 12, "end": 15},
            ],
        }
    ],
}  # fmt: skip
CODINGS = {"code": [0, 0, 1], "document": [0, 0, 0], "turn": [0, 0, 1], "status": [0, 0, 0]}
CODINGS |= {"start": [2, 6, 12], "end": [5, 8, 15]}
TURNS = {"start": [0, 10, 20], "end": [9, 19, 29], "voice": [0, 1, 0], "words": [30, 4, 9]}
PAGE = f"""
const text = {{ turns: {json.dumps(TURNS)}, excerpt: (start, end) => "x".repeat(end - start) }};
window.partcode = {{
  study: JSON.parse(document.getElementById("study").textContent),
  codings: {json.dumps(CODINGS)},
  textOf: () => text,
}};
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory, root):
    """A page with every figure, and all that it complained of or asked the network for."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no chromium on PATH")
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(_html((root / "partcode/report/page/figures.js").read_text(encoding="utf-8")), encoding="utf-8")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or page.complaints.append(request.url))
        page.goto(file.as_uri())
        yield page
        browser.close()


def _html(script):
    import vl_convert

    tables = {name: table(name) for name in NAMES}
    shown = [{"id": one.id, "title": dict(one.title), "spec": one.spec} for one in figures(tables)]
    scripts = [PAGE, script, vl_convert.javascript_bundle().replace("</script", "<\\/script")]
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in scripts)
    data = (("study", STUDY), ("figures", shown), ("drawing", drawing()))
    policy = f"default-src 'none'; script-src {hashes}; style-src 'none'"
    return "".join(
        (
            '<!doctype html><html lang="en"><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}"><body><div id="at"></div>',
            *(f'<script type="application/json" id="{id}">{_escaped(value)}</script>' for id, value in data),
            *(f'<script type="module">{one}</script>' for one in scripts),
        )
    )


def _escaped(value):
    return json.dumps(value).replace("<", "\\u003c")


SHOW = "([id, options]) => partcodeFigures.show(document.getElementById('at'), id, options).then(() => undefined)"
TIMELINE = """([id, options]) => {
  window.opened = [];
  const onStep = (step) => window.opened.push(step);
  return partcodeFigures.timeline(document.getElementById("at"), id, { ...options, onStep }).then(() => undefined);
}"""


def texts(page):
    return page.eval_on_selector_all("#at svg text", "all => all.map((one) => one.textContent)")


@pytest.mark.parametrize("options", [{"language": "en", "dark": False}, {"language": "fr", "dark": True}])
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_drawn_without_complaint(page, name, options):
    page.evaluate(SHOW, [name, options])
    assert len(texts(page)) > 5
    assert page.complaints == []


def test_a_timeline_opens_the_text_at_its_steps_and_tells_them(page):
    page.evaluate(TIMELINE, ["lindara", {"language": "fr", "dark": False}])
    shown = texts(page)
    assert {"Exigence", "Appel", "chaîne complète", "tour"} <= set(shown)
    assert f"{HOSTILE} (north_funder)" in shown
    step = page.locator("#at svg g.mark-text.role-mark text", has_text=re.compile("^2$")).first
    step.hover(force=True)
    assert (
        "Mécanisme" in page.locator("#figure-tip").inner_text() or "Appel" in page.locator("#figure-tip").inner_text()
    )
    step.click(force=True)
    assert page.evaluate("window.opened") == [{"document": 0, "start": 12, "end": 15}]
    assert page.complaints == []


def test_colours_follow_the_theme(page):
    colours = []
    for dark in (False, True):
        page.evaluate(SHOW, ["freq", {"language": "en", "dark": dark}])
        colours.append(page.eval_on_selector("#at svg g.mark-rect path", "one => one.getAttribute('fill')"))
    assert colours == [drawing()[name]["mark"]["color"] for name in ("light", "dark")]


def test_a_case_without_turns_says_so(page):
    page.evaluate(TIMELINE, ["silent", {"language": "en", "dark": False}])
    assert page.inner_text("#at") == "This case has no turns."


def test_what_was_asked_for_last_is_shown(page):
    page.evaluate("""() => {
      const at = document.getElementById("at");
      const options = { language: "en", dark: false };
      const both = ["map", "freq"].map((id) => partcodeFigures.show(at, id, options));
      return Promise.all(both).then(() => undefined);
    }""")
    assert "codings per 1,000 words" in texts(page)
