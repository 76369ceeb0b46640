"""A report in a real browser: filters, keys, evidence, three clicks to a chain, and nothing that leaves the page."""

import pytest

from partcode.report.assembling import page
from partcode.report.contents import Paragraph
from tests.report.conftest import FILE, IMAGE, SCRIPT, TITLE, call

pytestmark = pytest.mark.slow

CONTRAST = """() => {
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = parts(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter((one) =>
    one.checkVisibility() && !one.closest(":disabled, .off") &&
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  return texts.map((one) => {
    const [a, b] = [light(parts(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), one.className || one.tagName, one.textContent.slice(0, 40)];
  }).filter(([ratio]) => ratio < 4.5);
}"""


ARRIVED = "[...document.querySelectorAll('.arrived')].some((one) => one.textContent.includes('{}'))"
VERDICTS = ("rule:talks@1.0.0", "confiance", "rule trust", "low certainty", "negated", "proposed")


@pytest.fixture(scope="module")
def file(shown, tmp_path_factory):
    """The report of the study, with all of its scripts."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(shown), encoding="utf-8", newline="")
    return path


@pytest.fixture
def opened(file, window):
    """A window on the report, in English and light; it must have said nothing and asked for nothing but itself."""
    found = window(file)
    yield found
    assert found.said == []
    assert [url for url in found.asked if url.split("#")[0] != file.as_uri()] == []
    assert found.page.evaluate("window.pwned") is None


def texts(page, selector):
    return page.locator(selector).all_inner_texts()


def until(page, holds):
    """Wait until an expression holds: the page allows no waiting that needs eval."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never: {holds}")


def choose(page, facet, name):
    page.locator(f"[data-group={facet}] label", has_text=name).locator("input").check()


def test_a_text_has_its_codings_in_the_line_and_in_the_margin(opened):
    page = opened.open("#/texts/0")
    assert [one for one in texts(page, ".said .match") if one] == ["demand", "impose", "compromise", "trust"]
    assert texts(page, ".said .read") == ["And then?"]
    assert [name.split()[0] for name in texts(page, ".mark")] == ["Demand", "Agreement", "Demand", "Trust", "Agreement"]
    bars = page.locator(".bar").count()
    assert bars == 4
    first = page.locator(".mark").first.bounding_box()
    line = page.locator(".said .match").first.bounding_box()
    assert abs(first["y"] - line["y"]) < 12
    assert first["x"] > line["x"]


def test_what_was_rejected_is_hidden_until_it_is_asked_for(opened):
    page = opened.open("#/texts/0")
    assert page.locator(".mark.rejected").count() == 0
    choose(page, "status", "rejected")
    assert page.locator(".mark.rejected").count() == 1
    assert page.locator("#clear").is_visible()


@pytest.mark.parametrize(
    ("facet", "name", "left"),
    [
        ("role", "northern funder", ["Demand"]),
        ("role", "southern NGO", ["Demand", "Trust", "Agreement"]),
        ("certainty", "low", ["Trust"]),
        ("certainty", "by a person", ["Agreement"]),
        ("case", "no case", []),
    ],
)
def test_a_filter_leaves_the_codings_that_pass(opened, facet, name, left):
    page = opened.open("#/texts/0")
    if facet == "certainty":
        page.locator("[data-group=certainty] summary").click()
    choose(page, facet, name)
    assert [mark.split()[0] for mark in texts(page, ".mark")] == left


def test_codes_are_chosen_one_by_one_or_by_their_codebook(opened):
    page = opened.open("#/texts/0")
    page.locator(".book summary").click()
    choose(page, "code", "Trust")
    assert texts(page, ".mark") == ["Trust"]
    assert page.inner_text("#shown").startswith("3 of 9")
    page.locator(".book > label input").check()
    assert page.locator(".mark").count() == 5
    page.locator("#clear").click()
    assert page.locator(".mark").count() == 5
    assert not page.locator("#clear").is_visible()


def test_the_full_text_filter_forgives_accents_and_marks_what_it_found(opened):
    page = opened.open("#/texts/0")
    page.fill("#search", "decide")
    until(page, "document.querySelectorAll('#documents li').length === 1")
    assert "fr.txt" in page.locator("#documents a").get_attribute("title")
    page.locator("#documents a").click()
    until(page, "[...document.querySelectorAll('.hit')].map((one) => one.textContent).join() === 'décide'")
    page.fill("#search", '"nine villages"')
    until(page, "document.querySelector('#documents a').title.includes('svg')")
    page.locator("#documents a").click()
    until(page, "[...document.querySelectorAll('.hit')].map((one) => one.textContent).join() === 'nine villages'")
    page.fill("#search", "illages")
    until(page, "!document.querySelector('#documents a')")
    assert "Nothing" in page.inner_text("#documents")


def test_passages_are_those_that_the_filters_leave(opened):
    page = opened.open("#/passages")
    assert page.locator(".passages > li").count() == 6
    assert "false" not in page.inner_text("#section-passages")
    choose(page, "role", "grassroots")
    assert page.locator(".passages > li").count() == 2
    assert texts(page, ".passages .match")[0] == "exige"
    page.locator(".passages a").first.click()
    page.wait_for_selector(".arrived")
    assert "exige" in "".join(texts(page, ".arrived"))


def test_keys_go_from_coding_to_coding_and_from_document_to_document(opened):
    page = opened.open("#/texts/0")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "mark-0"
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "mark-0"
    assert page.locator("#evidence").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#evidence").is_visible()
    page.keyboard.press("n")
    until(page, "location.hash.startsWith('#/texts/1')")
    page.keyboard.press("p")
    until(page, "location.hash.startsWith('#/texts/0')")
    page.keyboard.press("/")
    until(page, "document.activeElement.id === 'search'")
    page.keyboard.type("jnk")
    assert page.evaluate("location.hash") == "#/texts/0"


def test_a_question_mark_shows_the_keys_and_letters_can_be_switched_off(opened):
    page = opened.open("#/texts/0")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert {"j", "k", "n", "p", "/", "?"} <= set(texts(page, "#keys kbd"))
    page.locator("#letters").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != "mark-0"


def test_all_that_can_be_pressed_is_reached_with_the_tab_key_and_is_named(opened):
    page = opened.open("#/texts/0")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"skip", "language", "theme", "help", "search", "mark-0", "mark-4"} <= seen
    nameless = page.evaluate(
        """[...document.querySelectorAll('a, button, input, select')].filter((one) => one.checkVisibility() &&
           !(one.textContent.trim() || one.getAttribute('aria-label') || (one.labels && one.labels.length))).length"""
    )
    assert nameless == 0
    assert {"HEADER", "NAV", "MAIN", "ASIDE"} <= set(
        page.evaluate("[...document.querySelectorAll('header, nav, main, aside')].map((one) => one.tagName)")
    )


@pytest.mark.parametrize("way", ["hover", "focus", "click"])
def test_evidence_says_rule_words_verdicts_and_coder(opened, way):
    page = opened.open("#/texts/1")
    mark = page.locator(".mark", has_text="Trust").first
    getattr(mark, way)()
    card = page.locator("#evidence")
    card.wait_for()
    said = card.inner_text()
    for words in ("Trust", "talk.trust", *VERDICTS):
        assert words in said
    assert mark.get_attribute("aria-describedby") == "evidence"
    page.mouse.move(400, 870)
    assert card.is_visible() == (way != "hover")
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_evidence_of_a_person_names_the_person(opened):
    page = opened.open("#/texts/0")
    page.locator(".said .read").hover()
    assert "Ana" in page.inner_text("#evidence")
    assert "accepted" in page.inner_text("#evidence")


def test_a_chain_and_its_steps_in_context_are_three_clicks_away(opened):
    page = opened.open()
    page.locator("#sections a", has_text="Chains").click()
    page.locator(".chain.complete h2 a").first.click()
    bar = page.locator(".chain-bar")
    bar.wait_for()
    assert "".join(texts(page, ".arrived")).startswith("We demand an audit")
    page.locator(".chain-bar .steps a").nth(1).click()
    until(page, "[...document.querySelectorAll('.arrived')].some((one) => one.textContent.includes('compromise'))")
    assert "Abla" in page.locator(".chain-bar li", has=page.locator("[aria-current=step]")).inner_text()
    page.keyboard.press("[")
    until(page, "[...document.querySelectorAll('.arrived')].some((one) => one.textContent.includes('demand'))")


def test_hostile_words_stay_words(opened):
    page = opened.open()
    assert page.inner_text("h1") == TITLE
    assert page.title() == TITLE
    for section in ("summary", "corpus", "texts", "passages", "chains", "figures", "timeline", "methods"):
        page.goto(f"{opened.file.as_uri()}#/{section}")
        page.wait_for_timeout(50)
        assert page.evaluate("document.querySelectorAll('main img, main svg[onload], main script').length") == 0
    page.goto(f"{opened.file.as_uri()}#/texts/0")
    text = page.inner_text(".document")
    for words in (SCRIPT, IMAGE, "</script><!--"):
        assert words in text
    assert FILE in page.inner_text(".about .path")
    page.locator(".mark").first.focus()
    assert SCRIPT in page.inner_text("#evidence")


def test_words_behind_signs_beyond_the_first_plane_are_the_right_ones(opened):
    page = opened.open("#/texts/0")
    page.locator(".mark").nth(2).focus()
    assert page.inner_text("#evidence q").strip('"“”') == "impose"
    assert "".join(texts(page, ".lit")) == "We never impose the budget on anybody."


def test_a_long_text_is_drawn_in_pieces_and_opens_at_its_end(shown, window, tmp_path):
    lines = [f"Paragraph {number} says something about the budget." for number in range(3000)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    paragraphs = tuple(
        Paragraph(start, start + len(line), -1, "body", "en") for start, line in zip(starts, lines, strict=False)
    )
    first = shown.documents[0]
    long = first._replace(text="\n".join(lines), turns=(), voices=(), paragraphs=paragraphs, codings=(), chains=())
    file = tmp_path / "long.html"
    file.write_text(page(shown._replace(documents=(long,), figures=())), encoding="utf-8", newline="")
    opened = window(file).open("#/texts/0")
    assert 0 < opened.locator(".row").count() < 600
    start, end = paragraphs[2990].start, paragraphs[2990].end
    opened.evaluate(f"location.hash = '#/texts/0/{start}-{end}'")
    until(opened, ARRIVED.format("Paragraph 2990"))
    box = opened.locator(".arrived").first.bounding_box()
    assert 0 < box["y"] < 900


def test_figures_are_drawn_with_their_tables(opened):
    page = opened.open("#/figures")
    until(page, "document.querySelectorAll('.figure svg').length >= 3")
    assert page.locator(".block").count() >= 5
    block = page.locator(".block", has=page.locator("[data-figure=crosstab]"))
    block.locator("summary").click()
    assert "north_funder" in block.locator("tbody").inner_text()
    page.locator("#theme").click()
    page.locator("#language").click()
    until(page, "document.querySelectorAll('.figure svg').length >= 3")
    assert "Codes par rôle" in texts(page, "figcaption h2")


def test_a_figure_that_cannot_be_made_says_why(opened, shown):
    (map,) = [one for one in shown.figures if one.id == "map"]
    assert map.spec is None
    page = opened.open("#/figures")
    block = page.locator(".block", has=page.locator("[data-figure=map]"))
    assert block.locator(".note").all_inner_texts() == list(map.notes)


def test_a_turn_of_the_timeline_opens_the_text_there(opened):
    page = opened.open("#/timeline")
    until(page, "document.querySelectorAll('#section-timeline svg').length === 1")
    assert page.locator("#case option").count() == 1
    page.locator("#section-timeline svg [aria-roledescription=bar]").first.click()
    until(page, "location.hash.startsWith('#/texts/0/')")
    assert page.locator(".arrived").count() > 0


def test_the_methods_appendix_is_there_in_both_languages(opened):
    page = opened.open("#/methods")
    assert page.inner_text("#section-methods h1") == "Methods appendix"
    assert "sha256" in page.inner_text("#section-methods")
    page.locator("#language").click()
    assert page.inner_text("#section-methods h1") == "Annexe méthodologique"


def test_the_page_speaks_french(opened):
    page = opened.open("#/texts/1")
    page.locator("#language").click()
    assert page.get_attribute("html", "lang") == "fr"
    assert texts(page, "#sections a")[:3] == ["Résumé", "Corpus", "Textes"]
    assert "Confiance" in texts(page, ".mark")
    assert page.locator(".said[lang=fr]").count() == 4
    assert page.inner_text("#language") == "English"


def test_a_reader_of_french_is_met_in_french(file, window):
    assert window(file, locale="fr-FR").open().inner_text("#sections a >> nth=0") == "Résumé"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "#/corpus", "#/texts/0", "#/passages", "#/chains", "#/figures", "#/methods"])
def test_all_text_stands_out_from_its_ground(file, window, scheme, place):
    page = window(file, color_scheme=scheme).open(place)
    if place == "#/texts/0":
        page.locator(".mark").first.click()
    assert page.get_attribute("html", "data-theme") == scheme
    assert page.evaluate(CONTRAST) == []


def test_the_theme_can_be_chosen(opened):
    page = opened.open()
    for theme in ("light", "dark"):
        page.locator("#theme").click()
        assert page.get_attribute("html", "data-theme") == theme
        assert page.inner_text("#theme").lower() == theme


def test_on_paper_there_is_the_text_with_its_labels_and_no_buttons(opened):
    page = opened.open("#/texts/0")
    page.emulate_media(media="print")
    assert not page.locator("#panel").is_visible()
    assert not page.locator("#sections").is_visible()
    assert page.locator(".mark").first.is_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_a_narrow_window_has_no_sideways_scrolling(file, window):
    page = window(file, viewport={"width": 390, "height": 800}).open("#/texts/0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_command_writes_what_a_browser_opens(study, tmp_path, window):
    file = tmp_path / "study.html"
    call("report", "--db", study, "-o", file, "--case", "nine", "-q")
    page = window(file).open("#/corpus")
    assert page.locator("#corpus-documents tbody tr").count() == 1
