"""The two pages on codebooks can't drift from the code: what they say is tried out."""

import re
from pathlib import Path

import pytest

from partcode.cli.finding_codes import MEANINGS
from partcode.codebook import shape
from partcode.codebook.loader import loads
from partcode.coding.trial import Trial, code_sentences
from partcode.pipeline.codebooks.checking import check

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "codebooks.md").read_text(encoding="utf-8")
ERRORS = (ROOT / "docs" / "codebook-errors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(codebook:.*?)```", PAGE, re.DOTALL)
MONEY = "money: {en: [fund, grant, call for tender], fr: [fonds, subvention, appel d'offres]}"


def table(after: str) -> list[list[str]]:
    """The rows of the first table behind a text."""
    lines = PAGE.partition(after)[2].partition("\n|")[2].partition("\n\n")[0].splitlines()[2:]
    return [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines
    ]


ENGLISH, FRENCH = table("as in the codebook above:"), table("French is the same")
PATTERNS = [(language, *row[:3]) for language, rows in (("en", ENGLISH), ("fr", FRENCH)) for row in rows]


def test_every_finding_code_is_documented_once_and_in_order() -> None:
    sources = [path for path in (ROOT / "partcode").rglob("*.py") if path.name != "finding_codes.py"]
    used = {code for path in sources for code in re.findall(r"PC\d{3}", path.read_text(encoding="utf-8"))}
    assert re.findall(r"^\| (PC\d{3}) \|", ERRORS, re.MULTILINE) == sorted(used)


def test_programs_are_told_of_a_code_what_the_page_says() -> None:
    rows = re.findall(r"^\| (PC\d{3}) \| (.*) \|$", ERRORS, re.MULTILINE)
    assert {code: text.replace("\\|", "|") for code, text in rows} == MEANINGS


def test_the_codebooks_of_the_page_have_nothing_to_mend_and_pass_their_examples(tmp_path: Path) -> None:
    for block in BLOCKS:
        name = block.partition("\n")[0].split()[1]
        (tmp_path / f"{name}.yaml").write_text(block, encoding="utf-8")
    alone = [path for path in sorted(tmp_path.glob("*.yaml")) if path.stem != "my-money"]
    for paths in (alone, [tmp_path / "my-money.yaml"]):
        checked = check(paths)
        assert [str(found) for found in checked.findings] == []
        assert len(checked.codebooks) == len(paths)
    assert len(BLOCKS) == 5


@pytest.mark.parametrize(("language", "pattern", "finds", "but_not"), PATTERNS, ids=[row[1] for row in PATTERNS])
def test_a_pattern_of_the_page_finds_what_it_says(language: str, pattern: str, finds: str, but_not: str) -> None:
    quoted = "'" + pattern.strip("`").replace("'", "''") + "'"
    rule = f"{{id: r, {language}: {quoted}}}"
    book = loads(f"codebook: a\nversion: 1.0.0\nlists: {{{MONEY}}}\ncodes: [{{id: a, rules: [{rule}]}}]", "page")
    for cell, wanted in ((finds, True), (but_not, False)):
        for sentence in cell.split(" · "):
            assert bool(*code_sentences([book], [Trial(sentence, language)])) is wanted, sentence


def test_all_forms_of_patterns_have_their_row() -> None:
    assert len(ENGLISH) >= 13 and len(FRENCH) >= 7
    written = " ".join(row[0] for row in ENGLISH)
    assert all(sign in written for sign in ('"', "*", "..", "[", "(", "|", "<", "\\", "/"))


def test_sentences_are_negated_as_the_page_says() -> None:
    rule = "{id: r, en: (cut|send) ..4 <money>, fr: (couper|verser) ..4 <money>}"
    book = loads(f"codebook: a\nversion: 1.0.0\nlists: {{{MONEY}}}\ncodes: [{{id: a, rules: [{rule}]}}]", "page")
    rows = table("`(couper|verser) ..4 <money>`:")
    assert len(rows) >= 15
    for sentence, verdict, _ in rows:
        language = "fr" if re.search(r"\bils\b", sentence.lower()) else "en"
        (codings,) = code_sentences([book], [Trial(sentence, language)])
        assert [one.negated for one in codings] == [verdict == "negated"], sentence


@pytest.mark.parametrize("described", [shape.CODEBOOK, shape.RULE, shape.SEQUENCE], ids=lambda one: one.what)
def test_every_key_is_on_the_page(described: shape.Shape) -> None:
    missing = [key for key in described.keys if not re.search(rf"\b{key}\b", PAGE)]
    assert missing == []
