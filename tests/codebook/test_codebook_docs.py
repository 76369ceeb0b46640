"""The two pages on codebooks can't drift from the code."""

import re
from pathlib import Path

from partcode.codebook.loader import loads

ROOT = Path(__file__).parents[2]


def documented() -> list[str]:
    page = (ROOT / "docs" / "codebook-errors.md").read_text(encoding="utf-8")
    return re.findall(r"^\| (PC\d{3}) \|", page, re.MULTILINE)


def test_every_finding_code_is_documented_once_and_in_order() -> None:
    sources = (ROOT / "partcode").rglob("*.py")
    used = {code for path in sources for code in re.findall(r"PC\d{3}", path.read_text(encoding="utf-8"))}
    assert documented() == sorted(used)


def test_the_worked_codebook_of_the_page_loads() -> None:
    page = (ROOT / "docs" / "codebooks.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(codebook:.*?)```", page, re.DOTALL)
    assert [loads(block, "docs/codebooks.md").id for block in blocks] == ["money-talk"]


def test_every_pattern_of_the_page_is_one() -> None:
    page = (ROOT / "docs" / "codebooks.md").read_text(encoding="utf-8")
    patterns = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert len(patterns) >= 9
    for pattern in patterns:
        quoted = "'" + pattern.replace("\\|", "|").replace("'", "''") + "'"
        rule = f"{{id: r, en: {quoted}}}"
        source = f"codebook: a\nversion: 1.0.0\nlists: {{money: {{en: fund}}}}\ncodes: [{{id: a, rules: [{rule}]}}]"
        assert loads(source, "page").codes[0].rules[0].patterns["en"], pattern
