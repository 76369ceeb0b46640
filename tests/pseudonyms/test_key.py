"""A key that can't be used is refused, with its line."""

import pytest

from partcode.errors import MetadataError
from partcode.pseudonyms.key import Row, key_text, read_key
from partcode.pseudonyms.names import Name, Sort

HEAD = "name,kind,pseudonym,variants\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Amina,person,Bintou,\namina,person,Kadi,\n", "names.csv:3: 'amina' stands already on line 2"),
        ("Amina,person,Bintou,Mina\nMina,person,Kadi,\n", "names.csv:3: 'Mina' stands already on line 2"),
        ("Amina,person,Bintou,\nOmar,person,Bintou,\n", "names.csv:3: 'bintou' stands for 'Amina' already (line 2)"),
        ("Amina Sow,person,Awa Ba,\nOmar Fall,person,Awa Ly,\n", "'awa' stands for 'Amina Sow' already (line 2)"),
        ("Amina,person,Omar,\nOmar,person,Kadi,\n", "the pseudonym 'Omar' is itself a name: 'Omar' (line 3)"),
        ("Amina,persn,Bintou,\n", "names.csv:2: unknown kind 'persn'\n  did you mean person?"),
        (",person,Bintou,\n", "names.csv:2: '' has neither letter nor digit"),
        ("Amina,person,Bin:tou,\n", "names.csv:2: a pseudonym can't have ':'"),
    ],
)  # fmt: skip
def test_a_key_that_cant_be_used_is_refused_with_its_line(rows, message):
    with pytest.raises(MetadataError) as raised:
        read_key(HEAD + rows, "names.csv")
    assert message in str(raised.value)


def test_a_key_without_pseudonyms_is_refused():
    with pytest.raises(MetadataError, match="there is no column pseudonym"):
        read_key("name\nAmina\n", "names.csv")


def test_relatives_and_namesakes_share_parts_of_pseudonyms():
    rows = read_key(HEAD + "Amina Sow,person,Awa Ba,\nOmar Sow,person,Ali Ba,\nAmina Fall,person,Awa Ly,\n", "k.csv")
    assert [row.name.pseudonym for row in rows] == ["Awa Ba", "Ali Ba", "Awa Ly"]


def test_a_key_is_read_as_it_was_written():
    about = ("speaker label", "3", "a.txt", "a.txt:1: Amina, of course", "")
    row = Row(Name('Amina "Mina" Sow', Sort.PERSON, "Awa Ba", ("Minou", "La Mina"), 2), about)
    assert read_key(key_text([row]), "k.csv") == [row]


def test_a_key_edited_in_a_french_spreadsheet_is_read():
    (row,) = read_key("\ufeffname;kind;pseudonym;variants\nAmina;person;Bintou;\n", "k.csv")
    assert row.name == Name("Amina", Sort.PERSON, "Bintou", (), 2)
