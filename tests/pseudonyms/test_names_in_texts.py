"""Names as English and French write them, one case a row: what stands there, and what stands there afterwards."""

import pytest

from partcode.pseudonyms.finder import Finder, InDoubt
from partcode.pseudonyms.names import Name, Sort
from partcode.pseudonyms.replacing import edits, edits_of_path

PERSON, ORGANISATION, PLACE, CONTACT = Sort.PERSON, Sort.ORGANISATION, Sort.PLACE, Sort.CONTACT
KEY = (
    Name("Amina Diallo", PERSON, "Bintou Keïta", ("Mina",)),
    Name("Jean-Pierre Dupont", PERSON, "Luc Martin"),
    Name("Dupont & Fils", ORGANISATION, "Martin & Fils"),
    Name("Jean", PERSON, "Paul"),
    Name("Béatrice N'Diaye", PERSON, "Claudine Ba"),
    Name("Rose", PERSON, "Lilas"),
    Name("Will Hope", PERSON, "Todd Grant"),
    Name("Omar", PERSON, "Farid"),
    Name("Moussa", PERSON, "Issa"),
    Name("James", PERSON, "Peter"),
    Name("Ali", PERSON, "Malo"),
    Name("Aïcha", PERSON, "Odile"),
    Name("Fatou de la Tour", PERSON, "Kadi de la Fosse"),
    Name("Mme Rasoa", PERSON, "Mme Soanirina"),
    Name("Yacine", PERSON, "Hawa"),
    Name("Sophie Marie Leroy", PERSON, "P07"),
    Name("UNICEF", ORGANISATION, "OGOSI"),
    Name("CARE", ORGANISATION, "VADA"),
    Name("Kesho Trust", ORGANISATION, "Orvela Trust"),
    Name("Les Amis « du Fleuve »", ORGANISATION, "Tamira"),
    Name("Commune d'Ankazolava", PLACE, "Commune d'Imidu"),
    Name("amina@kesho.org", CONTACT, "C01"),
    Name("+221 77 123 45 67", CONTACT, "C02"),
    Name("Anna from Accounts", PERSON, "Kadi from Sales"),
    Name("T. C. Boyle", PERSON, "Guy Marc Ly"),
    Name("Rose Mary", PERSON, ""),
    Name("Jean-Paul", PERSON, ""),
)
ROWS = (
    # whole, in part, turned round
    ("Amina Diallo came.", "Bintou Keïta came."),
    ("Amina came.", "Bintou came."),
    ("Diallo came.", "Keïta came."),
    ("Mme Diallo, Dr. Diallo", "Mme Keïta, Dr. Keïta"),
    ("Diallo Amina; DIALLO Amina; Diallo, Amina", "Keïta Bintou; KEÏTA Bintou; Keïta, Bintou"),
    ("Amina and Diallo", "Bintou and Keïta"),
    ("Mina, as we call her", "Bintou, as we call her"),
    ("Sophie Marie Leroy, Sophie, Mme Leroy", "P07, P07, Mme P07"),
    ("Fatou de la Tour, Fatou, et la Tour", "Kadi de la Fosse, Kadi, et la Fosse"),
    ("le prix de la tour", "le prix de la tour"),
    ("Mme Rasoa, Rasoa", "Mme Soanirina, Soanirina"),
    # overlapping names
    ("Jean-Pierre Dupont et Jean", "Luc Martin et Paul"),
    ("Jean Pierre Dupont", "Luc Martin"),
    ("Jean-Pierre, M. Dupont", "Luc, M. Martin"),
    ("chez Dupont & Fils", "chez Martin & Fils"),
    ("Dupont et fils", "Martin et fils"),
    ("Jean-Baptiste", "Jean-Baptiste"),
    ("Marie-Jean", "Marie-Jean"),
    ("Jean-Paul et Jean", "Jean-Paul et Paul"),
    ("Diallo-Rasoa", "Keïta-Soanirina"),
    ("Amina-led work, ex-Diallo", "Bintou-led work, ex-Keïta"),
    ("Rose Mary and Rose", "Rose Mary and Lilas"),
    # initials
    ("A. Diallo and A.Diallo", "B. Keïta and B.Keïta"),
    ("Amina D. said", "Bintou K. said"),
    ("A.D., A. D.", "B.K., B. K."),
    ("J.-P. Dupont", "L. Martin"),
    ("il y a Diallo", "il y a Keïta"),
    ("AD said; a d'accord", "AD said; a d'accord"),
    ("B. N'Diaye", "C. Ba"),
    # possessives
    ("Amina's book, Amina’s book", "Bintou's book, Bintou’s book"),
    ("James' book", "Peter's book"),
    ("James’ book", "Peter’s book"),
    ("James's book", "Peter's book"),
    ("the book ‘James’ there", "the book ‘Peter’ there"),
    ("the Kesho Trust's audit", "the Orvela Trust's audit"),
    ("DIALLO'S BOOK", "KEÏTA'S BOOK"),
    # elisions
    ("d'Amina, d’Amina", "de Bintou, de Bintou"),
    ("D'Amina", "De Bintou"),
    ("D'AMINA", "DE BINTOU"),
    ("qu'Omar et lorsqu'Omar", "que Farid et lorsque Farid"),
    ("l'UNICEF, L’UNICEF", "l'OGOSI, L’OGOSI"),
    ("d'Aïcha", "d'Odile"),
    ("de Moussa, que Moussa", "d'Issa, qu'Issa"),
    ("DE MOUSSA", "D'ISSA"),
    ("jusqu'à Amina", "jusqu'à Bintou"),
    ("de Yacine", "de Hawa"),
    ("aujourd'hui Amina", "aujourd'hui Bintou"),
    ("la commune d'Ankazolava, à Ankazolava", "la commune d'Imidu, à Imidu"),
    ("la Commune d’Ankazolava", "la Commune d’Imidu"),
    # capitals, accents, apostrophes
    ("AMINA: AMINA DIALLO", "BINTOU: BINTOU KEÏTA"),
    ("amina diallo", "bintou keïta"),
    ("Beatrice N’Diaye, BÉATRICE", "Claudine Ba, CLAUDINE"),
    ("Aicha", "Odile"),
    ("Rose has a rose.", "Lilas has a rose."),
    ("Rose said. ROSE", "Lilas said. LILAS"),
    ("Will you hope, Will Hope?", "Todd you hope, Todd Grant?"),
    ("they will hope", "they will hope"),
    ("CARE and care, Care", "VADA and care, Care"),
    ("Unicef", "OGOSI"),
    # inside words, over lines
    ("l'Alimentation d'Ali, Alice", "l'Alimentation de Malo, Alice"),
    ("Omarska, Jeans", "Omarska, Jeans"),
    ("with Amina\nDiallo there", "with Bintou\nKeïta there"),
    ("with Jean-\nPierre there", "with Luc\n there"),
    ("Amina\n\nDiallo: yes", "Bintou\n\nKeïta: yes"),
    ("with Sophie\n\nMarie Leroy", "with P07\n\nMarie P07"),
    ("Amina. Diallo came", "Bintou. Keïta came"),
    ("Ali2, (Ali), «Ali», Ali…", "Malo2, (Malo), «Malo», Malo…"),
    ("_Amina_ **Diallo**", "_Bintou_ **Keïta**"),
    # what hides a name: run together, broken at the end of a line, soft hyphens, marks without width
    ("@aminadiallo, #AminaDiallo, diallo_amina", "@bintoukeïta, #BintouKeïta, keïta_bintou"),
    ("aminadiallo@x.org, DialloAmina", "bintoukeïta@x.org, KeïtaBintou"),
    ("Ndiaye, NDiaye", "Ba, Ba"),
    ("the Diallos’ house, les Diallos", "the Keïtas’ house, les Keïtas"),
    ("they have high hopes, Hopes", "they have high hopes, Hopes"),
    ("with Dial-\nlo there", "with Keïta\n there"),
    ("Ami\u00adna, Ami\u200bna", "Bintou, Bintou"),
    ("Diallo, A. (2019); Diallo A.", "Keïta, B. (2019); Keïta B."),
    # what only looks like a name
    ("Rose, don't. Will won't. Ali't", "Lilas, don't. Todd won't. Ali't"),
    ("Malian, Somali, alibi", "Malian, Somali, alibi"),
    ("it came from the accounts. Anna wrote", "it came from the accounts. Kadi wrote"),
    ("T. said. C'est B. C. Boyle; Boyle", "T. said. C'est B. C. Ly; Ly"),
    # organisations, places, addresses
    ("Kesho and the Kesho Trust", "Orvela and the Orvela Trust"),
    ("we trust them", "we trust them"),
    ("Les Amis « du Fleuve » disent", "Tamira disent"),
    ("les amis du fleuve", "les amis du fleuve"),
    ("write to amina@kesho.org.", "write to C01."),
    ("amina.diallo@elsewhere.org", "bintou.keïta@elsewhere.org"),
    ("call 221 77 123 45 67", "call C02"),
)  # fmt: skip
FINDER = Finder(KEY)


@pytest.mark.parametrize(("before", "after"), ROWS, ids=[before for before, _ in ROWS])
def test_names_are_replaced_and_put_back(before, after):
    found = edits(before, FINDER)
    assert found.apply(before) == after
    assert found.turned().apply(after) == before


def test_initials_are_a_name_where_a_label_stands():
    text = "AD: yes\nAD said"
    assert edits(text, FINDER, [(0, 4)]).apply(text) == "BK: yes\nAD said"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("interviews/01_amina_diallo.docx", "interviews/01_bintou_keïta.docx"),
        ("Diallo/Rose.txt", "Keïta/Lilas.txt"),
        ("rose-mary/rose.txt", "rose-mary/lilas.txt"),
        ("alimentation/ali.txt", "alimentation/malo.txt"),
    ],
)
def test_names_of_files_are_replaced_in_any_case(before, after):
    assert edits_of_path(before, FINDER).apply(before) == after


TWO = (Name("Amina Diallo", PERSON, "Bintou Keïta", (), 2), Name("Amina Sow", PERSON, "Fatou Ba", (), 3))


def test_a_shared_first_name_is_that_of_the_one_who_speaks():
    finder = Finder(TWO)
    known = (finder.people("Amina Sow"), finder.people("Amina Diallo met Amina Sow"))
    assert edits("Amina left", finder, known=known).apply("Amina left") == "Fatou left"


def test_a_shared_first_name_is_asked_about_where_nobody_can_say():
    with pytest.raises(InDoubt, match=r"Amina may be Amina Diallo \(line 2\) or Amina Sow \(line 3\)") as raised:
        edits("Then Amina left", Finder(TWO))
    assert raised.value.start == 5


def test_a_row_of_its_own_settles_a_shared_first_name():
    finder = Finder((*TWO, Name("Amina", PERSON, "Rokia")))
    assert edits("Amina, Amina Sow", finder).apply("Amina, Amina Sow") == "Rokia, Fatou Ba"


def test_what_is_left_is_found_also_within_hyphenated_words():
    assert [hit.form.name.name for hit in FINDER.left("Jean-Baptiste, a rose, Rose Mary")] == ["Jean"]
