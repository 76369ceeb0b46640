"""Sentences, by tables of cases: `|` marks where one ends; the bar and its spaces stand for one space."""

from __future__ import annotations

import numpy as np
import pytest

from partcode.segment.paragraphs import paragraphs
from partcode.segment.sentences import sentences


def split(text):
    chars = np.frombuffer(text.encode("utf-32-le"), "<u4")
    spans, paragraph = sentences(text, chars, paragraphs(text, chars))
    return [text[start:end] for start, end in spans.tolist()], paragraph.tolist()


ENDS = [
    "Il est venu. | Elle aussi.",
    "Vraiment ? | Oui ! | Bon.",
    "Vraiment\u00a0? | Oui\u202f! | Bon.",
    "Quoi ?! | Rien !!! | Ah bon ?… | Oui.",
    "He said no. | Then he left.",
    "Yes... | Maybe we can.",
    "Je ne sais pas… | On verra.",
    "On était loin...peut-être trop. | Voilà.",
    "C'était en 1996. | Je suis parti.",
    "Ils étaient 20. | Personne n'a parlé.",
    "We have 3.5 million. | That is all.",
    "Il y en a. | Donc on continue.",
    "On y va. | 20 personnes attendent.",
    "Well. | 2019 was hard.",
    "Fin.  | Début.",
    "Elle a dit. | À demain. | Ça ira. | Œuvrons. | Él vino.",
    "C’est fini. | « Non », dit-il.",
    "Il demande. | – Qui ? | – Moi.",
    "Premier point. | • Deuxième point. | • Troisième.",
    "It was 5 p.m. | We left.",
    "So do I. | Money talks.",
    "So I. | I think we stayed.",
    "Le prix est de 5 €. | Le reste suit.",
    "C'est 100 %. | Voilà.",
]

QUOTES = [
    "« Oui ! » | Il partit.",
    "«\u00a0Non\u00a0?\u00a0» | Elle rit.",
    "« Pourquoi ? » demanda-t-il.",
    "« Viens ! », dit-elle. | Il vint.",
    '"Why?" she said. | "Then go." | He left.',
    "“We will see.” | They left.",
    "‘Trust us.’ | So we did.",
    "(Il rit encore.) | Puis il part.",
    "Il a signé (en 2019). | Ensuite rien.",
    "He signed. | (He had no choice.) | Then he left.",
    "Il l'a dit (voir p. 4). | Bon.",
    "[Les ONG] ont signé. | [L]es bailleurs aussi.",
]

ASIDES = [
    "Oui. [laughs] | Then we left.",
    "Oui. (rires) | Et puis voilà.",
    "Oui. (rires) et puis voilà.",
    "Oui. [rires]",
    "Oui [rires]. | Non.",
    "It was hard. [inaudible 00:12:03] | We went on.",
    "C'est bien. 😀 | On continue.",
    "C'est bien 😀. | On continue.",
    "C'est bien.😀👍🏽 | On continue.",
    "Merci ! 🙏🏿 🎉 | À demain.",
    "Great. :) | See you.",
    "Le pouvoir circule.¹ | Il n'est pas détenu.",
    "Le pouvoir circule.[12] | Il n'est pas détenu.",
    "La confiance est calculée (Brett, 1998). | Elle se perd.",
    "La confiance est calculée. (Brett, 1998) | Elle se perd.",
]

ABBREVIATIONS = [
    "M. Dupont et Mme. Diallo sont là. | MM. Sow et Ba aussi.",
    "M. Le Goff parle. | Mgr. Tutu écoute.",
    "Dr. Smith met Mrs. Jones in St. Louis. | Prof. Lee left.",
    "Voir cf. Strauss et vs. Smith. | Bien.",
    "Voir p. 12 et pp. 12-14. | Puis vol. II, chap. 3, art. 5, n°. 4.",
    "Le n° 4. | Le nº 5.",
    "No. 5 is out. | No. | We said no. | I mean it.",
    "It is about art. | They paint.",
    "La loi (art. L. 121) le dit. | Bon.",
    "L'argent, le temps, etc. | Le reste suit.",
    "L'argent, etc., et le temps, etc. et le reste.",
    "Par exemple, p. ex. Marie, ou par ex. Jean. | Bon.",
    "C.-à-d. Paul, c.-à-d. Pierre. | Bon.",
    "We saw it, e.g. Kenya, i.e. Nairobi. | Good.",
    "Brett et al. (1998) le montrent. | Brett et al. 1998 aussi.",
    "They work for Ford Inc. and Smith Ltd. in Kenya. | Ok.",
    "She joined Ford Inc. | They paid well.",
    "The Acme Co. Foundation paid. | Good.",
    "They came from the U.S. | They stayed.",
    "The U.S. Agency and the U.N. Office paid. | Good.",
    "Les O.N.G. Nord-Sud négocient. | Les O.N.G. | Elles négocient.",
    "J. Dupont, J.-P. Sartre et T. C. Boyle écrivent. | Bon.",
    "C'est l'idée de J. Dupont. | A. Le Goff dit non.",
    "On a pris le plan B. | Ensuite on a attendu.",
    "En 52 av. J.-C. César arrive. | En 300 apr. J.-C. | Les autres partent.",
    "Environ env. 200 personnes, ca. 1900, approx. 30. | Bon.",
    "Appelez le tél. 01 02 03. | Merci.",
    "Le 3 sept. 2019 et le 4 Oct. 2020. | Bon.",
    "C'est ca. | Donc voilà.",
    "Publié aux éd. Karthala. | Lu.",
]

NOT_ENDS = [
    "J'ai... comment dire... hésité.",
    "Le budget… ou plutôt le fonds.",
    "On était environ... 20 personnes.",
    "Le texte [...] continue.",
    "www.site.org et info@site.org sont là.",
    "La section 2.1 le dit, la version 1.0.0 aussi.",
    "fin.Le début",
    "les étudiant.e.s sont là",
    "les allié.e.s et partenaires présent·e·s",
    "like. is something weird going on",
    "l'argent ; le temps ; les gens",
    "le Nord donne Le Sud reçoit",
    "Il dit : Oui",
    "C'est bien. 😀Non",
    "She has a M.Sc. Degree",
    "T. I. Brown et J. I. Le Goff",
]

INCLUSIVE = ["Nous sommes allié.e.s. | Les étudiant.e.s sont là.", "Chaque étudiant.e. | Puis tous."]

LISTS = [
    "1. Introduction",
    "2.3. Les conditions du partenariat",
    "2.3. Les conditions. | Elles changent.",
    "IV. Résultats",
    "a. Premier point. | Suite.",
    "A. Le contexte",
    "(1) Premier. | Deuxième phrase.",
    "- 1. Point. | Suite.",
    "Leçon 3. La confiance se construit. | Elle dure.",
    "Article 5. Les parties s'engagent. | Elles signent.",
    "1. Écouter. | 2. Négocier. | 3. Signer.",
    "• Écouter les partenaires. | Négocier avec eux.",
    "- Oui. | Non.",
    "... Et puis on est partis. | Voilà.",
    "! Oui. | Non.",
    "89. Puis on est partis.",
]


@pytest.mark.parametrize(
    "marked", [*ENDS, *QUOTES, *ASIDES, *ABBREVIATIONS, *NOT_ENDS, *INCLUSIVE, *LISTS], ids=lambda marked: marked[:40]
)
def test_sentences_end_where_a_reader_ends_them(marked):
    expected = [part.strip(" ") for part in marked.split("|")]
    assert split(marked.replace(" | ", " "))[0] == expected


@pytest.mark.parametrize("marked", [*ENDS, *QUOTES, *ASIDES, *ABBREVIATIONS], ids=lambda marked: marked[:40])
def test_the_place_in_the_document_changes_nothing(marked):
    expected = [part.strip(" ") for part in marked.split("|")]
    plain = marked.replace(" | ", " ")
    found, paragraph = split(f"Avant\n{plain}\n\n{plain}\nAprès")
    assert found == ["Avant", *expected, *expected, "Après"]
    assert paragraph == [0, *[1] * len(expected), *[2] * len(expected), 3]


def test_a_newline_inside_a_paragraph_is_whitespace():
    text = "Il vient. Elle\npart. Nous\nrestons.\nVous aussi."
    chars = np.frombuffer(text.encode("utf-32-le"), "<u4")
    spans, _ = sentences(text, chars, np.array([[0, len(text)]], np.int32))
    assert [text[a:b] for a, b in spans.tolist()] == ["Il vient.", "Elle\npart.", "Nous\nrestons.", "Vous aussi."]


def test_no_sentence_crosses_a_gap_between_paragraphs():
    text = "Bon. Dr. Awa Puis on part."
    chars = np.frombuffer(text.encode("utf-32-le"), "<u4")
    spans, paragraph = sentences(text, chars, np.array([[0, 4], [13, 26]], np.int32))
    assert [text[a:b] for a, b in spans.tolist()] == ["Bon.", "Puis on part."]
    assert paragraph.tolist() == [0, 1]


@pytest.mark.parametrize("tail", [".", "!)", '."', "?”", " ! »", "…»", ". 😀", ". [laughs]"])
def test_what_closes_a_paragraph_cuts_nothing(tail):
    assert split(f"Oui{tail}\nNon{tail}\n Peut-être")[0] == [f"Oui{tail}", f"Non{tail}", "Peut-être"]


def test_no_paragraphs_have_no_sentences():
    assert split("") == ([], [])
    assert split(" \n\n ") == ([], [])


def test_columns_are_int32():
    text = "Oui. Non."
    chars = np.frombuffer(text.encode("utf-32-le"), "<u4")
    spans, paragraph = sentences(text, chars, paragraphs(text, chars))
    assert spans.dtype == paragraph.dtype == np.int32
    assert spans.tolist() == [[0, 4], [5, 9]]


def test_hostile_text_takes_linear_time():
    for text in ("(" * 60_000 + ". A", "A. " * 20_000, "." * 60_000 + " A", "a." + " " * 60_000 + "B", "! [a" * 15_000):
        split(text)
