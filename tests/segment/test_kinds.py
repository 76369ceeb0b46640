from __future__ import annotations

import numpy as np
import pytest

from partcode.model import Block, Kind, Span
from partcode.model.columns import KINDS
from partcode.segment.kinds import kinds

PROSE = "La confiance ne se décrète pas, elle se construit par des pratiques répétées et des risques partagés."


def judge(lines, *, spoken=False, blocks=()):
    text = "\n".join(lines)
    starts = np.cumsum([0, *[len(line) + 1 for line in lines[:-1]]]) if lines else np.array([])
    spans = np.array([[start, start + len(line)] for start, line in zip(starts.tolist(), lines, strict=True)], np.int32)
    found = kinds(text, spans.reshape(-1, 2), tuple(blocks), spoken)
    assert found.dtype == np.uint8
    return [KINDS[index] for index in found.tolist()]


def kind_of(line, before=(), after=(PROSE, PROSE)):
    return judge([*before, line, *after])[len(before)]


@pytest.mark.parametrize(
    "line",
    [
        "La confiance",
        "2.1 Les conditions du partenariat",
        "3. Résultats",
        "IV. Résultats",
        "# La confiance",
        "## 2. La confiance ?",
        "LE POUVOIR DE NÉGOCIER",
        "Leçon n°3 : la confiance se construit dans la durée",
        "Instaurer un climat de confiance",
        "Lesson 4: power has to be named before it can be shared",
        "Dvelopper le partenariat",
    ],
)
def test_headings(line):
    assert kind_of(line) is Kind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Oui.",
        "Les partenaires du Sud demandent davantage de transparence.",
        "Pourquoi négocier ?",
        "• Instaurer un climat de confiance",
        "- partager les risques",
        "et puis la suite",
        "Strauss, A. (1978) montre que tout ordre est négocié, ce que les ONG savent bien.",
        "Navarro-Flores (2009) montre que le partenariat est une relation de pouvoir.",
        "Au Sénégal, Marie a commencé en 2009. Elle a signé une convention avec la revue de l'université.",
        "Selon M. Dupont, la revue de l'université de Paris a publié en 2009 un rapport sur les ONG.",
        "Koudougou, Burkina Faso, 2009. Les femmes du groupement ont refusé le contrat.",
        "En savoir plus sur les bailleurs, c'est gagner en pouvoir.",
        "Le copyright des photos appartient aux communautés.",
        "Nous partageons sur le terrain ce que nous savons de Facebook.",
        "Il a mangé des cookies pendant toute la négociation, et nous aussi.",
        "Plainte > négociation > compromis.",
        "Accueil : ouvrir la porte, c'est déjà donner sa confiance.",
    ],
)
def test_what_is_said_stays_body(line):
    assert kind_of(line) is Kind.BODY


@pytest.mark.parametrize(
    "line",
    [
        "Pirotte, G. (2021). La notion de société civile. Paris : La Découverte.",
        "PIROTTE Gautier, 2007, La notion de société civile, Paris, La Découverte.",
        "NAVARRO-FLORES, Marie-Christine, 2009, Le partenariat en coopération internationale, Québec, PUQ.",
        "Navarro-Flores, Marie-Christine (2009). Le partenariat en coopération internationale. Presses de l'UQ.",
        "Suchman, M. C. (1995). Managing legitimacy: Strategic and institutional approaches. AMR, 20(3), 571-610.",
        "Suchman M. C. « Managing legitimacy », Academy of Management Review, vol. 20, n° 3, 1995, p. 571-610.",
        "Brett, J. M., Shapiro, D. L., & Lytle, A. L. (1998). Breaking the bonds of reciprocity in negotiations.",
        "[3] Strauss, A. (1978). Negotiations: Varieties, contexts, processes. San Francisco: Jossey-Bass.",
        "• French, J. R. P. and Raven, B. (1959). The bases of social power. In D. Cartwright (ed.).",
        "Crozier, M. et Friedberg, E. (1977), L'acteur et le système, Paris, Seuil.",
        "Coordination SUD (2015). Le partenariat dans tous ses états. Rapport d'étude.",
    ],
)
def test_references_are_known_by_their_look(line):
    assert kind_of(line) is Kind.REFERENCE


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "BIBLIOGRAPHIE",
        "7. Références bibliographiques",
        "Notes bibliographiques",
        "# Works cited",
        "Sources",
        "Références :",
        "Rfrences",
        "Références (extraits)",
        "VI. Bibliographie sélective",
        "Bibliography",
    ],
)
def test_a_bibliography_goes_from_its_heading_to_the_next(heading):
    lines = [
        PROSE,
        heading,
        "Ouvrages",
        "Pirotte, G. (2021). La notion de société civile. Paris : La Découverte.",
        "Articles",
        "Suchman, M. (1995). Managing legitimacy. Academy of Management Review.",
        "http://www.example.org/rapport",
        "Documents internes de l'ONG, 2019",
        "Annexe 1",
        PROSE,
    ]
    assert judge(lines) == [Kind.BODY, *[Kind.REFERENCE] * 7, Kind.HEADING, Kind.BODY]


@pytest.mark.parametrize(
    "closing", ["8. Le questionnaire", "LE QUESTIONNAIRE", "Remerciements", "Ce que nous retenons"]
)
def test_the_next_heading_closes_a_bibliography(closing):
    found = judge(["Bibliographie", "Pirotte, G. (2021). La société civile. Paris : Seuil.", closing, PROSE, PROSE])
    assert found == [Kind.REFERENCE, Kind.REFERENCE, Kind.HEADING, Kind.BODY, Kind.BODY]


@pytest.mark.parametrize("inner", ["ARTICLES", "RAPPORTS ANNUELS 2019", "2. Articles"])
def test_headings_inside_a_bibliography_belong_to_it(inner):
    entry = "Pirotte, G. (2021). La société civile. Paris : Seuil."
    lines = ["Bibliographie", "Coordination SUD, archives, 2019", inner, entry, "Documents internes de l'ONG"]
    assert judge(lines) == [Kind.REFERENCE] * 5
    found = judge(lines, blocks=[block(lines, 2, 2, Kind.HEADING)])
    assert found[2:] == [Kind.HEADING, Kind.REFERENCE, Kind.REFERENCE]


def test_notes_after_a_bibliography_are_body():
    note = (
        "Les participant·e·s se sont exprimé·e·s à titre personnel et leurs propos sont rapportés de mémoire, sans nom."
    )
    entry = "Pirotte, G. (2021). La société civile. Paris : Seuil."
    assert judge(["Bibliographie", entry, note, "Archives de l'ONG"])[1:] == [
        Kind.REFERENCE,
        Kind.BODY,
        Kind.REFERENCE,
    ]


@pytest.mark.parametrize("heading", ["Notes", "Endnotes", "Notes de fin"])
def test_numbered_notes_that_cite_are_references(heading):
    entry = "Pirotte, G. (2021). La société civile. Paris : Seuil."
    notes = ['1 See Lewis (1998), "trust and coercion".', "2 Ibid."]
    told = "3 The mayor told us that the partners had signed without reading, and that nobody trusted him afterwards."
    expected = [Kind.REFERENCE, Kind.REFERENCE, Kind.REFERENCE, Kind.REFERENCE, Kind.REFERENCE, Kind.BODY]
    assert judge(["References", entry, heading, *notes, told]) == expected
    assert judge([PROSE, heading, *notes])[1:] == [Kind.REFERENCE, Kind.REFERENCE, Kind.REFERENCE]


def test_notes_of_a_meeting_are_no_references():
    lines = ["Notes", "1. The donor imposed an audit in 2015.", "2. We refused to sign it."]
    assert Kind.REFERENCE not in judge(lines)


def test_a_row_of_a_table_is_no_heading():
    assert kind_of("3\t1 September 2022\t800,000") is Kind.BODY


def test_a_dated_title_in_capitals_closes_no_bibliography():
    lines = ["Bibliographie", "Archives, 2019", "RAPPORT ANNUEL 2019", "Documents internes de l'ONG"]
    assert judge(lines) == [Kind.REFERENCE] * 4


def test_sources_without_a_year_or_an_address_are_no_bibliography():
    assert judge(["Sources", PROSE, PROSE]) == [Kind.HEADING, Kind.BODY, Kind.BODY]


MENU = ["Accueil", "Qui sommes-nous ?", "Nos projets", "Le Sahel", "Publications", "Contact"]


def test_a_menu_is_navigation_and_the_title_after_it_is_not():
    assert judge([*MENU, "Notre partenariat", PROSE]) == [*[Kind.NAVIGATION] * 6, Kind.HEADING, Kind.BODY]
    assert judge([PROSE, *MENU]) == [Kind.BODY, *[Kind.NAVIGATION] * 6]


def test_short_lines_of_slides_are_no_menu():
    slides = ["Instaurer la confiance", "Partager le pouvoir", "Négocier les délais", "Écouter", "Rendre compte"]
    assert set(judge(slides)) == {Kind.BODY}
    assert Kind.NAVIGATION not in judge([*slides, "Contact", "Décider ensemble", PROSE])


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Aller au contenu principal",
        "Share on Facebook",
        "Partager sur Twitter",
        "Read more »",
        "Lire la suite →",
        "En savoir plus",
        "Accueil > Nos projets > Partenariat",
        "Vous êtes ici : Accueil » Publications",
        "Accueil | Nos projets | Publications | Contact",
        "© 2021 Coordination SUD",
        "Copyright 2019 Partners in Health. All rights reserved.",
        "Coordination SUD – Tous droits réservés",
        "We use cookies to improve your experience. By continuing you accept them.",
        "Ce site utilise des cookies.",
        "Mentions légales",
        "Page 3 of 12",
        "4.1 Introduction......................................8",
        "1 Scope " + "." * 180 + " 6",
        "La confiance . . . . . . . . . . 12",
        "Related articles: Trust and power · A guide to mediation",
        "À lire aussi : La confiance, mode d'emploi",
        "Mots-clés : pouvoir, légitimité, compromis",
        "Contents – Introduction – Trust – Annexes",
        "1. Observer – 2. Se faire confiance – 3. Décider",
    ],
)
def test_furniture_of_sites_is_navigation(line):
    assert kind_of(line) is Kind.NAVIGATION


@pytest.mark.parametrize(
    "line",
    [
        "See also how the committee settled its disagreements the year after.",
        "Mots-clés : personne ne sait plus ce qu'ils veulent dire.",
        "1. Les partenaires décident ensemble – et le disent",
        "The contents of the agreement: who decides, and on what",
    ],
)
def test_what_points_nowhere_is_not(line):
    assert kind_of(line) is not Kind.NAVIGATION


@pytest.mark.parametrize("line", ["3", "3/12", "- 3 -", "Page 3", "Slide 4", "| 12 |"])
def test_page_numbers_are_headers(line):
    assert kind_of(line, before=[PROSE]) is Kind.HEADER


def test_a_short_line_that_comes_back_is_a_header():
    lines = [*["Partenariats Nord-Sud – atelier 2", PROSE] * 3, "Partenariats Nord-Sud"]
    assert judge(lines) == [*[Kind.HEADER, Kind.BODY] * 3, Kind.BODY]
    assert judge(lines[:4]) == [Kind.HEADING, Kind.BODY] * 2


@pytest.mark.parametrize("footer", ["Atelier de Dakar - {}", "Atelier de Dakar | page {}", "{} – Atelier de Dakar"])
def test_a_footer_comes_back_under_another_page_number(footer):
    lines = [line for page in (8, 9, 10) for line in (PROSE, footer.format(page))]
    assert judge(lines) == [Kind.BODY, Kind.HEADER] * 3


def test_beside_page_numbers_two_times_make_a_header():
    title = "Partenariats Nord-Sud, recueil des résumés"
    assert judge([title, "41", PROSE, title, "42", PROSE]) == [*[Kind.HEADER] * 2, Kind.BODY] * 2
    assert judge([title, "41", PROSE, title, PROSE, PROSE])[3] is Kind.HEADING


def test_a_line_over_bullets_is_their_heading():
    lines = ["Bonnes pratiques", "• Payer le temps de la traduction", "• Annoncer ce qui n'est pas négociable"]
    assert judge(lines) == [Kind.HEADING, Kind.BODY, Kind.BODY]


def test_sentences_that_come_back_and_numbered_lessons_are_no_headers():
    lessons = [f"Leçon n°{number} : la confiance se construit" for number in range(1, 5)]
    found = judge([*lessons, "Oui.", PROSE, "Oui.", PROSE, "Oui.", PROSE])
    assert set(found) <= {Kind.BODY, Kind.HEADING}


def block(lines, first, last, kind):
    starts = np.cumsum([0, *[len(line) + 1 for line in lines]]).tolist()
    return Block(Span(starts[first], starts[last + 1] - 1), kind)


def test_a_heading_is_followed_by_what_it_heads():
    line = "Une ligne assez longue sans point à la fin"
    assert judge([line, "Oui."]) == [Kind.BODY, Kind.BODY]
    assert judge([line, "Une autre"]) == [Kind.BODY, Kind.BODY]
    assert judge([line, "Ce site utilise des cookies pour améliorer votre expérience et la nôtre."])[0] is Kind.BODY
    assert judge([line, PROSE])[0] is Kind.HEADING


def test_two_words_of_menus_are_no_menu():
    assert judge([PROSE, "Accueil", "Contact", PROSE])[1] is Kind.BODY


def test_what_the_reader_knew_comes_first():
    lines = ["Un titre", PROSE, "Skip to content", "Menu", PROSE]
    blocks = [block(lines, 0, 1, Kind.HEADER), block(lines, 2, 2, Kind.BODY), block(lines, 3, 3, Kind.NAVIGATION)]
    expected = [Kind.HEADER, Kind.HEADER, Kind.BODY, Kind.NAVIGATION, Kind.BODY]
    assert judge(lines, blocks=blocks) == expected
    assert judge(lines, blocks=blocks, spoken=True) == expected


def test_a_block_must_cover_most_of_a_paragraph():
    half = Block(Span(0, len(PROSE) // 2), Kind.NAVIGATION)
    most = Block(Span(0, len(PROSE) - 5), Kind.HEADER)
    sixty = Block(Span(0, int(0.6 * len(PROSE))), Kind.NAVIGATION)
    assert judge([PROSE], blocks=[most, sixty]) == judge([PROSE], blocks=[sixty, most]) == [Kind.HEADER]
    assert judge([PROSE], blocks=[half]) == [Kind.BODY]
    assert judge([PROSE], blocks=[half, most]) == judge([PROSE], blocks=[most, half]) == [Kind.HEADER]


def test_a_bibliography_under_a_readers_heading_is_found():
    lines = [PROSE, "Références", "Rapport interne, 2019", "La suite", PROSE]
    blocks = [block(lines, 1, 1, Kind.HEADING), block(lines, 3, 3, Kind.HEADING)]
    assert judge(lines, blocks=blocks) == [Kind.BODY, Kind.REFERENCE, Kind.REFERENCE, Kind.HEADING, Kind.BODY]


def test_in_a_spoken_document_everything_said_is_body():
    lines = ["Accueil", "Contact", "Menu", "Références", "2019", "3", "Oui", "Oui", "Oui", "Read more", "LE POUVOIR"]
    assert set(judge(lines, spoken=True)) == {Kind.BODY}


def test_numbers_of_lines_and_pages_of_a_transcript_are_headers():
    lines = ["1/8", "Oui.", *map(str, range(1, 9)), "2/8", "Non.", "8", "1/2", PROSE]
    expected = [Kind.HEADER, Kind.BODY, *[Kind.HEADER] * 9, Kind.BODY, Kind.BODY, Kind.BODY, Kind.BODY]
    assert judge(lines, spoken=True) == expected


def test_numbers_that_answer_are_body():
    lines = ["1", PROSE, "2", PROSE, "3", PROSE, "4", PROSE, "5", PROSE, "6", "1/2"]
    assert set(judge(lines, spoken=True)) == {Kind.BODY}
    numbers = list("12345")
    told = [block(numbers, 0, 4, Kind.BODY)]
    assert set(judge(numbers, spoken=True)) == {Kind.HEADER}
    assert set(judge(numbers, spoken=True, blocks=told)) == {Kind.BODY}


def test_no_paragraphs_have_no_kinds():
    assert judge([]) == []
    assert judge([], spoken=True) == []


@pytest.mark.parametrize(
    "line",
    [
        "Pirotte, G. " + "A, " * 200 + "x",
        "PIROTTE, " * 70,
        "Accueil > " * 30,
        "A" * 650 + ", 2009",
        "Aa, Bb " + ". " * 300 + "2009",
        "we use " * 50 + "©",
        "Titre " + ". " * 70 + "x1",
        "« a » " * 100 + "1995",
    ],
)
def test_hostile_lines_are_quick(line):
    judge([line] * 50)
