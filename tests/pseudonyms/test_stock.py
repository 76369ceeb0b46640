from partcode.pseudonyms.letters import VOWELS, plain
from partcode.pseudonyms.names import Sort
from partcode.pseudonyms.stock import Stock


def test_the_same_word_has_the_same_pseudonym_in_every_name():
    stock = Stock(())
    one = stock.pseudonym("Amina Diallo", Sort.PERSON).split()
    other = stock.pseudonym("Moussa Diallo", Sort.PERSON).split()
    assert one[1] == other[1] and one[0] != other[0]
    assert stock.pseudonym("Amina", Sort.PERSON) == one[0]


def test_a_vowel_stays_a_vowel():
    stock = Stock(())
    names = ["Amina", "Omar", "Émile", "Moussa", "Jean", "UNICEF", "Kesho"]
    for name in names:
        kind = Sort.ORGANISATION if name in ("UNICEF", "Kesho") else Sort.PERSON
        assert (plain(stock.pseudonym(name, kind))[0] in VOWELS) == (plain(name)[0] in VOWELS)


def test_no_pseudonym_is_a_word_of_the_corpus_or_given_twice():
    taken = {plain(Stock(()).pseudonym("Jean", Sort.PERSON))}
    stock = Stock(taken)
    given = [stock.pseudonym(f"Jean{'a' * i}", Sort.PERSON) for i in range(200)]
    assert len(set(given)) == 200 and not taken & set(map(plain, given))


def test_words_that_say_what_an_organisation_is_stay():
    stock = Stock(())
    pseudonym = stock.pseudonym("Kesho Seed Trust", Sort.ORGANISATION)
    assert pseudonym.endswith(" Seed Trust") and "Kesho" not in pseudonym
    assert "Concert" not in stock.pseudonym("Mains de Concert", Sort.ORGANISATION)


def test_numbers_skip_those_that_the_corpus_has():
    stock = Stock({"p01"}, "numbers")
    assert [stock.pseudonym(name, Sort.PERSON) for name in ("Amina Sow", "Omar")] == ["P02", "P03"]


def test_a_word_that_only_looks_like_a_name_gets_none():
    assert Stock(()).pseudonym("Oslo", Sort.UNKNOWN) == ""
