"""How errors are shown: short, with the caret in its place, and printable anywhere."""

import ast
from pathlib import Path

from partcode.errors import Finding, Location, PartcodeError, UsageError


def shown(column: int, source: str) -> list[str]:
    return str(Finding("PC310", "unknown list", Location("a.yaml", 3, column), source)).splitlines()


def test_a_short_line_is_shown_whole_with_the_caret_under_its_place() -> None:
    assert shown(3, "\tab") == ["a.yaml:3:3: PC310 unknown list", "  3 | \tab", "    | \t ^"]


def test_a_long_line_is_cut_on_both_sides_of_the_caret() -> None:
    source = "x" * 500 + "!" + "x" * 500
    _, line, caret = shown(501, source)
    assert len(line) < 175 and line.endswith("x…") and line.startswith("  3 | …x")
    assert line[caret.index("^")] == "!"


def test_a_long_line_is_not_cut_at_its_ends() -> None:
    for column, source in ((1, "!" + "x" * 500), (501, "x" * 500 + "!")):
        _, line, caret = shown(column, source)
        assert line[caret.index("^")] == "!" and line.count("…") == 1
    _, line, caret = shown(502, "x" * 501)  # where something is missing at the end
    assert caret.index("^") == len(line)


def test_long_messages_and_hints_are_cut() -> None:
    text = str(Finding("PC490", "m" * 5000, Location("a.yaml"), hint="h" * 5000))
    assert len(text) < 900 and text.count("…") == 2


def test_bytes_that_are_not_utf_8_are_written_out() -> None:
    finding = Finding("PC100", "no x\udce9", Location("x\udce9.yaml"), hint="x\udce9")
    for text in (finding, finding.printable().where, finding.printable().hint, UsageError("no x\udce9")):
        assert "x\\udce9" in str(text) and str(text).encode("utf-8")


def test_every_error_says_what_to_do() -> None:
    root = Path(__file__).parents[1] / "partcode"
    named = {one.__name__ for one in PartcodeError.__subclasses__()} - {"CodebookError", "MissingExtra"}
    without = []
    for path in sorted(root.rglob("*.py")):
        if path == root / "ingest/problems.py":
            continue  # several mistakes as one error, each with its own hint in the message
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        errors = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in named]
        assert errors or path.name != "connection.py"
        without += [f"{path}:{one.lineno}" for one in errors if "hint" not in {word.arg for word in one.keywords}]
    assert not without
