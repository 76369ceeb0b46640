"""Words of codes that mean something else: no shipped code is given to them."""

from partcode.codebook.collection import collect, shipped_paths
from partcode.coding.trial import Trial, code_sentences

BOOKS = {book.id: book for book in collect(shipped_paths())}

SENTENCES = [
    ("en", "The trust fund was set up in 2014."),
    ("en", "The training gave the young women more self-confidence."),
    ("en", "The association received a grant of 40,000 euros."),
    ("en", "The partnership has four partners in two countries."),
    ("en", "She has worked in international solidarity for ten years."),
    ("fr", "Le fonds fiduciaire a été créé en 2014."),
    ("fr", "La formation a redonné aux jeunes femmes confiance en elles."),
    ("fr", "L'association a reçu une subvention de 40 000 euros."),
    ("fr", "Le partenariat réunit quatre partenaires de deux pays."),
    ("fr", "Elle travaille depuis dix ans dans la solidarité internationale."),
]


def test_what_only_sounds_like_a_code_is_not_coded():
    books = [book for name, book in BOOKS.items() if name != "actors"]  # who is named is always coded
    found = code_sentences(books, [Trial(text, language) for language, text in SENTENCES])
    coded = {text: [one.code for one in verdicts] for (_, text), verdicts in zip(SENTENCES, found, strict=True)}
    assert {text: codes for text, codes in coded.items() if codes} == {}


def test_what_a_southern_partner_tells_of_coercion_is_reported():
    text = "If the report is late, the funder withholds the grant."
    southern = ("south_ngo", "grassroots", "association")
    books = [BOOKS["power"], BOOKS["core"]]
    *told, said = code_sentences(books, [Trial(text, "en", role) for role in (*southern, "north_funder")])
    for code in ("power.coercive", "core.coercive_power"):
        assert [one.reported for found in told for one in found if one.code == code] == [True] * len(southern)
        assert [one.reported for one in said if one.code == code] == [False]


def test_legitimacy_invoked_for_the_south_by_somebody_else_is_reported():
    text = "We speak on behalf of our communities and we know the field."
    own, other = code_sentences(
        [BOOKS["legitimacy"]], [Trial(text, "en", "south_ngo"), Trial(text, "en", "north_funder")]
    )
    for code in ("legit.moral", "legit.pragmatic"):
        assert [one.reported for found in (own, other) for one in found if one.code == code] == [False, True]
