"""docs/collection.md tells sociologists what the shipped codebooks cover; its tables are those of the codebooks.

The prose is written by hand; each table stands between two comments. `pytest --update-golden` writes the tables anew.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from partcode.codebook.collection import collect, shipped_paths
from partcode.model import Code, Codebook
from partcode.model.codebook import Move, Sequence, SequenceStep

PAGE = Path(__file__).parents[2] / "docs" / "collection.md"
BOOKS = {book.id: book for book in collect(shipped_paths())}
TABLE = re.compile(r"<!-- table: (?P<name>[\w-]+) -->\n(?P<rows>.*?)<!-- end -->\n", re.DOTALL)


def rows(*cells: tuple[str, ...]) -> str:
    """A Markdown table; the first row is its head."""
    head, *rest = [[cell.replace("|", "\\|") for cell in row] for row in cells]
    lines = [head, ["---"] * len(head), *rest]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def codes(book: Codebook) -> str:
    """The codes of one codebook."""
    described = [(f"`{code.id}`", code.label["en"], code.label["fr"], code.definition) for code in book.codes]
    return rows(("code", "English", "French", "definition"), *described)


def move(one: Move) -> str:
    """A code, and who says it."""
    return f"`{one.code}`" + (f" ({', '.join(one.roles)})" if one.roles else "")


def step(one: SequenceStep) -> str:
    """What may make one step; moves of the same roles share them."""
    *others, last = one.moves
    parts = [f"`{other.code}`" if other.roles == last.roles else move(other) for other in others]
    return " or ".join([*parts, move(last)]) + (" (may be missing)" if one.optional else "")


def sequence(one: Sequence) -> tuple[str, ...]:
    """One row of the table of sequences."""
    steps = "<br>".join(f"{number}. {step(found)}" for number, found in enumerate(one.steps, 1))
    voices = "another speaker at each step" if one.alternating else "by whoever"
    window = f"{one.within} turns, at most {one.gap} from step to step, {voices}"
    return f"`{one.id}`", f"{one.label['en']}<br>{one.label['fr']}", one.definition, steps, window


def sequences() -> str:
    """All sequences, the arbitration mechanism first."""
    found = [sequence(one) for book in BOOKS.values() for one in book.sequences]
    return rows(("sequence", "label", "definition", "steps", "window"), *found)


WHAT = {
    "role": "a role of speakers",
    "kind": "a kind of segment",
    "segment": "an attribute of segments",
    "case": "an attribute of cases",
}


def known(code: Code) -> tuple[str, ...]:
    """One row of the table of what is known without rules."""
    assert code.stands_for
    form, reference = code.stands_for
    return f"`{code.id}`", code.label["en"], WHAT[form], f"`{reference}`", "yes" if code.rules else "no"


def attributes() -> str:
    """The concepts that are roles, kinds or attributes."""
    found = [known(code) for book in BOOKS.values() for code in book.codes if code.stands_for]
    return rows(("code", "concept", "is", "named", "rules too"), *found)


TABLES: dict[str, Callable[[], str]] = {
    **{name: partial(codes, book) for name, book in BOOKS.items()},
    "sequences": sequences,
    "attributes": attributes,
}


@pytest.fixture(scope="module")
def page(request: pytest.FixtureRequest) -> str:
    """The page, with its tables written anew if that is asked for."""
    text = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        text = TABLE.sub(lambda found: f"<!-- table: {found[1]} -->\n{TABLES[found[1]]()}<!-- end -->\n", text)
        PAGE.write_text(text, encoding="utf-8")
    return text


def test_the_page_has_a_table_for_every_codebook_once(page: str) -> None:
    assert sorted(found["name"] for found in TABLE.finditer(page)) == sorted(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_page_is_that_of_the_codebooks(page: str, name: str) -> None:
    found = next(found["rows"] for found in TABLE.finditer(page) if found["name"] == name)
    assert found == TABLES[name](), "if that is meant: pytest --update-golden tests/codebook/test_collection_page.py"


@pytest.mark.parametrize("book", BOOKS.values(), ids=lambda book: book.id)
def test_a_codebook_has_a_section_with_its_title_and_its_id(page: str, book: Codebook) -> None:
    section = page.partition(f"## {book.title['en']} · `{book.id}`\n")[2].partition("<!-- table")[0]
    assert len(section.split()) >= 30, "what it is for, and what it isn't"


def test_the_codes_that_the_prose_names_exist(page: str) -> None:
    known_ids = {code.id for book in BOOKS.values() for code in book.codes}
    known_ids |= {one.id for book in BOOKS.values() for one in book.sequences}
    prefixes = "|".join(sorted({one.partition(".")[0] for one in known_ids}))
    assert set(re.findall(rf"`((?:{prefixes})\.[\w.]+)`", page)) <= known_ids
