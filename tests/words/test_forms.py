"""What counts as a word, in both languages."""

import pytest

from partcode.words.forms import fold, fold_chars, words_of


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("L’État, d'une part", ["l'", "état", "d'", "une", "part"]),
        ("qu'il a dit-il, a-t-il", ["qu'", "il", "a", "dit", "il", "a", "il"]),
        ("aujourd’hui quelqu'un peut-être", ["aujourd'hui", "quelqu'un", "peut-être"]),
        ("la vice-présidente du rendez-vous", ["la", "vice-présidente", "du", "rendez-vous"]),
        ("c'est-à-dire est-ce vas-y", ["c'", "est-à-dire", "est", "ce", "vas", "y"]),
        ("don't can't long-term hands-on", ["don't", "can't", "long-term", "hands-on"]),
        ("the partner's plan, we're late", ["the", "partner", "'s", "plan", "we", "'re", "late"]),
        ("allié.e.s présent·e acteur·rice·s", ["allié", "présent", "acteur"]),
        ("bailleur(e)s, acteur/rice, l'allié(e)", ["bailleur", "acteur", "l'", "allié"]),
        ("et/ou North/South mot(autre mot)", ["et", "ou", "north", "south", "mot", "autre", "mot"]),
        ("chercheur-euse-s tous·tes appelle-le", ["chercheur", "tous", "appelle", "le"]),
        ("acteur·ice·s égaux·ales chef·fe·s bailleur·se·s", ["acteur", "égaux", "chef", "bailleur"]),
        ("sous-traitant·e·s vice-président-e-s", ["sous-traitant", "vice-président"]),
        ("étudiant-e-s et citoyen.ne.s", ["étudiant", "et", "citoyen"]),
        ("la fin.Le début", ["la", "fin", "le", "début"]),
        ("3.5 % e.g. U.S. www.site.org", ["3.5", "e.g", "u.s", "www.site.org"]),
        ("Œuvre, ﬁnance, dévelop\u00adpement", ["oeuvre", "finance", "développement"]),
        ("co\u2011operation", ["co-operation"]),
        ("[laughs] — non !", ["laughs", "non"]),
        ("", []),
        ("… 😀 —", []),
    ],
)
def test_words_are_split_and_folded(text, forms):
    assert [word.form for word in words_of(text)] == forms


def test_spans_are_those_of_the_text():
    text = "Qu’est-ce que l’ONG\u00a0exige\u202f? 𠀀𠀁 café"
    for word in words_of(text):
        assert fold(text[word.start : word.end]) == word.form


def test_a_fold_never_moves_an_offset():
    text = "İSTANBUL ẞ Straße"
    assert [text[word.start : word.end] for word in words_of(text)] == ["İSTANBUL", "ẞ", "Straße"]


@pytest.mark.parametrize(
    ("text", "folded"), [("ΣΑΣ", "σασ"), ("İ Œ ǅ", "İ œ ǆ"), ("A ʼ’＇‘ \u2010\u2011", "a '''' --")]
)
def test_folding_goes_character_by_character(text, folded):
    assert fold_chars(text) == "".join(map(fold_chars, text)) == folded
