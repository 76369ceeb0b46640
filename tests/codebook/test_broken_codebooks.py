"""Every mistake that a file can hold: what it is called, where it is, what to do; all of a file at once, no crash.

The first line of each file in broken/ says what is expected: `# expect: 7:22 PC310, 8:1 PC201`, or `nothing` for the
codebooks that others name; a finding in another file begins with its name.
"""

import re
from pathlib import Path

import pytest

from partcode.codebook.collection import collect
from partcode.codebook.loader import load
from partcode.errors import CodebookError, Exit, Finding

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
PACKAGE = Path(__file__).parents[2] / "partcode" / "codebook"
NOT_IN_A_FILE = {"PC100", "PC106"}  # no file at all; five megabytes


def expected(path: Path) -> list[str]:
    first = path.read_bytes().split(b"\n", 1)[0].decode()
    return first.removeprefix("# expect: ").removeprefix("nothing").split(", ") if "nothing" not in first else []


def found(path: Path) -> tuple[Finding, ...]:
    try:
        load(path)
    except CodebookError as error:
        assert error.exit_code is Exit.USER
        return error.findings
    return ()


def shown(finding: Finding, path: Path) -> str:
    other = "" if finding.where.path == str(path) else f"{Path(finding.where.path).name}:"
    return f"{other}{finding.where.line}:{finding.where.column} {finding.code}"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_codebook_says_where_and_what(path: Path) -> None:
    findings = found(path)
    assert [shown(finding, path) for finding in findings] == expected(path)
    for finding in findings:
        assert finding.hint or "did you mean" in finding.message, str(finding)
        assert len(finding.message) < 250 and "\n" not in finding.message


def test_there_is_a_broken_codebook_for_every_mistake() -> None:
    assert len(BROKEN) >= 100
    sources = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py"))
    known = set(re.findall(r"PC[123]\d\d", sources))
    shown = {one.split()[-1] for path in BROKEN for one in expected(path)}
    assert known - shown == NOT_IN_A_FILE


def test_all_of_them_together_are_one_error() -> None:
    with pytest.raises(CodebookError) as caught:
        collect(BROKEN)
    findings = caught.value.findings
    assert len(findings) == len(set(findings))
    own = {str(path) for path in BROKEN if any(one[0].isdigit() for one in expected(path))}
    assert {finding.where.path for finding in findings} >= own
