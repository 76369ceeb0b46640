"""What is in a report: places that hold, and nothing that could be taken for markup."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from partcode.report import assembling, encoding


@pytest.fixture(scope="module")
def html(shown):
    """The page without what draws pictures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembling, "_drawing", lambda: "")
        return assembling.page(shown)


class Elements(HTMLParser):
    """Elements with their attributes, and what stands in each script."""

    def __init__(self, html):
        super().__init__()
        self.found, self.scripts = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_data(self, data):
        if self.found and self.found[-1][0] == "script" and data.strip():
            self.scripts.append((self.found[-1][1], data))


def data(html, id):
    return next(json.loads(text) for about, text in Elements(html).scripts if about.get("id") == id)


def test_every_span_is_what_it_says(shown):
    for document in shown.documents:
        for coding in document.codings:
            said = document.text[coding.start : coding.end]
            assert said == said.strip() != ""
            for match in coding.evidence:
                assert coding.start <= match.start < match.end <= coding.end
        for turn in document.turns:
            assert document.text[turn.label_start : turn.label_end].strip().endswith(":")
            assert document.voices[turn.voice].label in document.text[turn.label_start : turn.label_end]
    words = {
        document.text[m.start : m.end] for document in shown.documents for c in document.codings for m in c.evidence
    }
    assert {"demand", "impose", "trust", "compromise", "exige", "confiance"} <= words


def test_paragraphs_and_labels_are_the_whole_text(shown):
    for document in shown.documents:
        kept = [(one.start, one.end) for one in document.paragraphs]
        kept += [(one.label_start, one.label_end) for one in document.turns]
        rest = list(document.text)
        for start, end in kept:
            rest[start:end] = " " * (end - start)
        assert "".join(rest).strip() == ""


def test_codings_come_with_what_people_decided(shown):
    status = {(one.status, one.coder) for document in shown.documents for one in document.codings}
    assert status == {("proposed", "rule:talks@1.0.0"), ("rejected", "rule:talks@1.0.0"), ("accepted", "Ana")}
    person = next(one for document in shown.documents for one in document.codings if one.coder == "Ana")
    assert person.evidence == ()
    assert person.certainty == ""


def test_a_negated_coding_is_negated(shown):
    french = shown.documents[1]
    trust = [one for one in french.codings if shown.codes[one.code].id == "talk.trust"]
    assert [one.negated for one in trust] == [1, 0]
    assert [match.negated for one in trust for match in one.evidence] == [1, 0]


def test_a_chain_names_its_steps_and_their_outcome(shown):
    (chain,) = shown.documents[0].chains
    assert (chain.found, chain.needed) == (2, 2)
    assert [shown.codes[step.code].id for step in chain.steps] == ["talk.demand", "talk.agreement"]
    assert chain.outcome == chain.steps[-1].code
    assert [step.role for step in chain.steps] == ["north_funder", "south_ngo"]


def test_columns_say_what_the_contents_say(shown, html):
    study = data(html, "study")
    codings = study["codings"]
    flat = [(i, one) for i, document in enumerate(shown.documents) for one in document.codings]
    assert len(codings["code"]) == len(flat)
    for i, (document, one) in enumerate(flat):
        assert (codings["document"][i], codings["start"][i], codings["end"][i]) == (document, one.start, one.end)
        assert study["coders"][codings["coder"][i]] == one.coder
        assert study["roles"][codings["role"][i]] == one.role
        assert study["statuses"][codings["status"][i]] == one.status
        rules = study["evidence"]["rule"][codings["first"][i] : codings["first"][i + 1]]
        assert [study["rules"][rule] for rule in rules] == [match.rule for match in one.evidence]
    for i, document in enumerate(shown.documents):
        assert data(html, f"document-{i}")["text"] == document.text


def test_nothing_of_a_study_is_markup(html):
    elements = Elements(html).found
    assert not [tag for tag, _ in elements if tag in ("img", "svg", "iframe", "object", "link")]
    assert not [about for _, about in elements if any(name.startswith("on") for name in about)]
    scripts = [about for tag, about in elements if tag == "script"]
    assert all(about["type"] in ("module", "application/json") for about in scripts)
    assert "window.pwned" not in "".join(text for about, text in Elements(html).scripts if about["type"] == "module")


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_no_others(html):
    policy = next(about["content"] for tag, about in Elements(html).found if about.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    scripts = re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts]
    assert re.search(r"script-src ([^;]*)", policy)[1].split() == hashes
    assert "unsafe" not in policy
    assert "http:" not in policy and "https:" not in policy


WAYS = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(",
    "XMLHttpRequest", "import(",
)  # fmt: skip


def test_the_page_is_made_of_text_not_of_markup(root):
    for script in (root / "partcode/report/page").glob("*.js"):
        source = script.read_text(encoding="utf-8")
        assert not [way for way in WAYS if way in source], script.name


def test_every_word_of_the_page_is_there_in_both_languages(root):
    folder = root / "partcode/report/page"
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    assert all(set(both) == {"en", "fr"} and all(both.values()) for both in words.values())
    for key, both in words.items():
        assert sorted(re.findall(r"\{\w+\}", both["en"])) == sorted(re.findall(r"\{\w+\}", both["fr"])), key
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    source += (folder / "page.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'\bword\("([\w.]+)"', source)) | set(re.findall(r'data-(?:word|label)="([\w.]+)"', source))
    assert asked - set(words) == set()


def test_the_same_study_is_the_same_page(shown, html, monkeypatch):
    monkeypatch.setattr(assembling, "_drawing", lambda: "")
    assert assembling.page(shown) == html


def test_what_ends_a_script_is_written_otherwise():
    written = encoding.to_script({"a": "</script><!--\u2028"})
    assert not set("<>\u2028") & set(written)
    assert json.loads(written) == {"a": "</script><!--\u2028"}


def test_what_is_undefined_is_null():
    from partcode.table import UNDEFINED, Table

    assert encoding.table(Table(("q",), [(UNDEFINED,), (0.5,)]))["rows"] == [[None], [0.5]]


def test_what_follows_is_asked_of_the_steps_of_chains_alone(shown):
    (figure,) = [one for one in shown.figures if one.id == "sequence"]
    given, target = (figure.table.columns.index(name) for name in ("given", "target"))
    events = {row[place].partition("@")[0] for row in figure.table.rows for place in (given, target)}
    assert events == {"talk.demand", "talk.agreement"}
    assert "steps of a chain" in figure.notes[-1]


def test_there_is_a_figure_for_every_question(shown):
    from partcode.pipeline.answers import QUESTIONS

    assert [one.id for one in shown.figures] == list(QUESTIONS)
