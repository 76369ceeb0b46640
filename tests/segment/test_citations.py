from __future__ import annotations

import pytest

from partcode.segment.citations import citations, find_citations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La société civile (Pirotte, 2021) négocie.", ["(Pirotte, 2021)"]),
        ("légitimité (Suchman, 1995 : 574).", ["(Suchman, 1995 : 574)"]),
        ("légitimité (Suchman,\u00a01995\u00a0:\u00a0574).", ["(Suchman,\u00a01995\u00a0:\u00a0574)"]),
        ("(cf. Strauss 1978; Brett et al., 1998)", ["(cf. Strauss 1978; Brett et al., 1998)"]),
        ("comme Navarro-Flores (2009) le dit", ["Navarro-Flores (2009)"]),
        ("Crozier et Friedberg (1977 : 45) disent", ["Crozier et Friedberg (1977 : 45)"]),
        ("by Brett, Shapiro and Lytle (1998).", ["Brett, Shapiro and Lytle (1998)"]),
        ("Brett et al. (1998, p. 12)", ["Brett et al. (1998, p. 12)"]),
        ("French & Raven (1959) and Strauss (1978; 1993)", ["French & Raven (1959)", "Strauss (1978; 1993)"]),
        ("(voir aussi d'Aspremont, 2012a)", ["(voir aussi d'Aspremont, 2012a)"]),
        ("(Olivier de Sardan, 1995)", ["(Olivier de Sardan, 1995)"]),
        ("une étude (PNUD, 2015)", ["(PNUD, 2015)"]),
        ("(voir Suchman (1995) et Strauss (1978))", ["Suchman (1995)", "Strauss (1978)"]),
        ("D’après Suchman (1995) et Le Roy (2001)", ["Suchman (1995)", "Le Roy (2001)"]),
        ("(Pirotte,\n2021)", ["(Pirotte,\n2021)"]),
        ("(see e.g. Knorr-Cetina 1981, 12–15)", ["(see e.g. Knorr-Cetina 1981, 12–15)"]),
    ],
)
def test_citations_are_kept_as_written(text, expected):
    spans = find_citations(text)
    assert [text[start:end] for start, end in spans] == expected
    assert list(citations(f"Avant. {text} Après.", 7, 7 + len(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "En 1995, Suchman a écrit.",
        "(rires) (depuis 1995) (1998) [12]",
        "en mars (Mars 2015) et après (Septembre 2019)",
        "la Déclaration de Paris (2005)",
        "(Agenda 2030) (Loi 1901) (COVID 2020)",
        "il a reçu 2000 euros (Marie dit 2000)",
        "(entre 1995 et 1998)",
        "un appel (01 2019 4455)",
        "(Pirotte, 20215) (Pirotte, 921)",
        "(Pirotte, 2021",
    ],
)
def test_years_that_cite_nobody_are_left_alone(text):
    assert find_citations(text) == []


def test_only_citations_inside_the_stretch_count():
    text = "Un (Pirotte, 2021). Selon Suchman (1995), oui."
    second = text.index("Selon")
    assert citations(text, 0, second) == ("(Pirotte, 2021)",)
    assert citations(text, second, len(text)) == ("Suchman (1995)",)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000 + "1995)",
        ("A & " * 50 + "1995) ") * 200,
        "(" + "Aa, " * 59 + "1995)" + ("(Aa & " * 30 + "1995)") * 300,
        "(" + "A" * 200 + " 1995)" + "de la " * 40 + "(1995)",
        "(1995)" * 5_000,
    ],
)
def test_hostile_text_is_quick(text):
    find_citations(text)
