from __future__ import annotations

import numpy as np
import pytest

from partcode.model import Span
from partcode.segment.paragraphs import paragraphs

WRAPPED_FR = """\
Le partenariat entre organisations du Nord et du Sud se négocie à chaque étape, et la
confiance y tient une place que les bailleurs mesurent rarement. Les ONG du Sud disent
qu'elles rendent des comptes sans cesse, alors que les comptes ne leur sont jamais
rendus. C'est ce que nous avons entendu à Dakar, à Ouagadougou et à Bamako auprès de
J. Dupont et de ses collègues.
Un deuxième paragraphe commence ici, parce que la ligne précédente s'arrête bien avant
la marge. Il continue sur une deuxième ligne.

- un premier point, assez long pour passer à la ligne suivante parce que la marge est
  étroite
- un deuxième point
2. Une liste numérotée qui est elle aussi assez longue pour aller jusqu'à la ligne sui-
vante
Facilitatrice : une personne prend la parole et dit quelque chose d'assez long pour que
la ligne soit coupée
[Marie] et une autre répond
"""


def split(text, **options):
    chars = np.frombuffer(text.encode("utf-32-le"), "<u4")
    spans = paragraphs(text, chars, **options)
    assert spans.dtype == np.int32
    assert spans.shape == (len(spans), 2)
    return [text[start:end] for start, end in spans.tolist()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n\u00a0\n", []),
        ("Un", ["Un"]),
        ("Un\nDeux\n\n\nTrois\n", ["Un", "Deux", "Trois"]),
        ("  Un \u00a0\n\t\u3000Deux\u2003 \n", ["Un", "Deux"]),
        (" " * 5000 + "Un" + " " * 5000 + "\n" + "\u00a0" * 5000 + "Deux", ["Un", "Deux"]),
        ("minuscule\nsuite en minuscule\nencore\nencore", ["minuscule", "suite en minuscule", "encore", "encore"]),
        ("😀 oui\ne\u0301t\u0327e", ["😀 oui", "e\u0301t\u0327e"]),
    ],
)
def test_each_line_is_a_paragraph(text, expected):
    assert split(text) == expected


def test_a_paragraph_begins_at_every_cut():
    text = "Bonjour. Oui. Non.\nFin"
    assert split(text, cuts=[14, 9]) == ["Bonjour.", "Oui.", "Non.", "Fin"]
    assert split(text, cuts=[0, len(text), 18, 19]) == ["Bonjour. Oui. Non.", "Fin"]


def test_a_gap_belongs_to_no_paragraph():
    text = "INT: Bonjour.\nP1 [00:01]:\nOui.\nNon.\nINT: Merci."
    gaps = [Span(start, start + len(label)) for label in ("P1 [00:01]:", "INT:") for start in [text.find(label)]]
    gaps.append(Span(text.rfind("INT:"), text.rfind("INT:") + 4))
    assert split(text, gaps=gaps) == ["Bonjour.", "Oui.", "Non.", "Merci."]


def test_gaps_may_overlap_touch_and_be_all_there_is():
    assert split("abc def ghi", gaps=[Span(0, 6), Span(2, 4), Span(6, 7)]) == ["ghi"]
    assert split("abc", gaps=[Span(0, 3)]) == []
    assert split("abc\ndef", gaps=[Span(1, 2)]) == ["a", "c", "def"]


def test_lines_wrapped_by_hand_are_put_together():
    assert [paragraph.split("\n")[0][:20] for paragraph in split(WRAPPED_FR)] == [
        "Le partenariat entre",
        "Un deuxième paragrap",
        "- un premier point, ",
        "- un deuxième point",
        "2. Une liste numérot",
        "Facilitatrice : une ",
        "[Marie] et une autre",
    ]
    assert split(WRAPPED_FR)[0].endswith("à Bamako auprès de\nJ. Dupont et de ses collègues.")


def test_a_wrapped_line_goes_on_before_a_capital():
    text = (
        "Ah, yeah. Not all the time, so it is not the main thing, but we tend to use\nICE plots. And in our initial"
        " explorations, with many features, we\nlook at others, which are easier to read for the people who asked"
        " for\nthem in the first place, and we say so in the report that is sent to\nthem.\n"
    )
    assert split(text) == [text.strip()]


def test_cuts_hold_inside_wrapped_text():
    text = WRAPPED_FR
    at = text.index("qu'elles rendent")
    label = text.index("rendus.")
    found = split(text, cuts=[at], gaps=[Span(label, label + len("rendus."))])
    assert found[0].endswith("Les ONG du Sud disent")
    assert found[1].startswith("qu'elles rendent")
    assert found[1].endswith("ne leur sont jamais")
    assert found[2].startswith("C'est ce que nous")


def test_headings_and_page_numbers_stand_apart_in_wrapped_text():
    body = WRAPPED_FR.split("\n\n")[0]
    text = f"{body}\nLa confiance\n{body}\n3/12\n{body}\n2.1 Les conditions\n{body}"
    found = split(text)
    assert [found.count(line) for line in ("La confiance", "3/12", "2.1 Les conditions")] == [1, 1, 1]


def test_long_lines_and_lists_in_lower_case_are_not_wrapped_text():
    items = [
        "améliorer la communication entre les partenaires du Nord et du Sud",
        "réduire la dépendance envers un seul bailleur",
        "renforcer la capacité des organisations locales à négocier leurs budgets et leurs délais avec les bailleurs",
        "partager le pouvoir de décision",
        "rendre des comptes aux communautés et non aux seuls bailleurs",
        "écouter d'abord",
    ]
    assert split("\n".join(items)) == items
    spoken = ["et puis " + "on continue " * 30, "mais " + "on attend " * 40, "donc " + "on signe " * 20] * 5
    assert split("\n".join(spoken)) == [line.strip() for line in spoken]


def test_a_transcript_of_many_short_turns_is_not_wrapped_text():
    lines = ["Oui.", "Et donc aujourd'hui, comment vous travaillez avec les bailleurs du Nord ?", "ça va"] * 40
    assert split("\n".join(lines)) == lines


FULL = "une ligne pleine qui va jusqu'à la marge et qui continue à la ligne d'après sans poin"
ENDED = "Une ligne pleine qui va jusqu'à la marge et qui finit là, par un point, avec sa phrase."
PLAIN = "\n".join([FULL] * 6)


@pytest.mark.parametrize("end", [FULL, ENDED])
@pytest.mark.parametrize(
    "start",
    [
        *["- un point", "• Un point", "2. Un point", "a) un point", "(iv) un point", "2.1 Un titre", "# Un titre"],
        *["[Marie] oui", "Marie : oui", "INT: oui", "[00:12] oui", "3/12", "12"],
    ],
)
def test_these_starts_begin_a_paragraph_even_after_a_full_line(end, start):
    assert split(f"{PLAIN}\n{end}\n{start}\n\n{FULL}") == [f"{PLAIN}\n{end}", start, FULL]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{PLAIN}\nfin.", "minuscule après une ligne courte et finie"),
        (PLAIN + " " + FULL, "Une suite après une ligne qui dépasse la marge"),
        (f"{PLAIN}\n{ENDED}", "Un titre court\n\nUn autre"),
        (f"{PLAIN}\n{ENDED}", "\nUn paragraphe après une ligne blanche."),
        ("3/12", "suite en minuscule d'une page à l'autre"),
        (f"{PLAIN}\nfin", "Majuscule après une ligne courte"),
    ],
)
def test_wrapped_paragraphs_end(first, second):
    found = split(f"{PLAIN}\n\n{first}\n{second}\n\n{PLAIN}")
    assert found == [PLAIN, first, *[part for part in second.strip().split("\n") if part], PLAIN]


@pytest.mark.parametrize("start", ["minuscule", "Majuscule", "J. Dupont et d'autres", "ONG du Sud"])
def test_wrapped_paragraphs_go_on_after_a_full_line(start):
    assert split(f"{PLAIN}\n{start}") == [f"{PLAIN}\n{start}"]
    assert split(f"{PLAIN}\n{ENDED}\n{start} et la suite.\n{PLAIN}")[0].startswith(f"{PLAIN}\n{ENDED}\n{start}")


def test_a_label_counts_in_the_width_of_its_line():
    label = "Facilitatrice du groupe de Dakar :"
    line = f"{label} {FULL[: len(FULL) - len(label)]}"
    text = f"{PLAIN}\n\n{line}\nONG du Sud. Et la suite de ce qu'elle dit."
    at = text.index(label)
    assert len(split(text, gaps=[Span(at, at + len(label))])) == 2


def test_statements_of_equal_length_are_not_wrapped_text():
    statement = ENDED.removesuffix(".")
    lines = [*[statement] * 12, *[FULL] * 4]
    assert split("\n".join(lines)) == lines
