"""partcode codebook test: the examples of codebooks, run like tests."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from partcode.cli.codebook.telling import explained
from partcode.cli.options import CODING, WRITING, Project, Quiet, study
from partcode.cli.terminal import Terminal, count
from partcode.errors import Exit, UsageError, printable

if TYPE_CHECKING:
    from partcode.model import Codebook
    from partcode.pipeline.codebooks.trying import Tried

SHORT = "Try the examples of codebooks."
HELP = """Examples:
  partcode codebook test                        the codebooks that a run would apply
  partcode codebook test mine.yaml
  partcode codebook test --code power -k grant  examples of power and power.* with "grant"
  partcode codebook test --format junit > examples.xml

Every example of every code and sequence, tried out: what passed, and of what failed the
sentence, what should be, which rule fired on which words, or what came nearest. Exits
with 1 when one fails."""


class ResultFormat(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"


def test(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE|DIR|NAME", help="Codebooks [default: as a run].", show_default=False),
    ] = None,
    code: Annotated[
        str, typer.Option("--code", metavar="CODE", help="Only this code and those below it.", rich_help_panel=CODING)
    ] = "",
    keyword: Annotated[
        str, typer.Option("--keyword", "-k", metavar="WORD", help="Only examples with it.", rich_help_panel=CODING)
    ] = "",
    format: Annotated[
        ResultFormat,
        typer.Option(
            "--format", "-f", metavar="|".join(ResultFormat), help="Form of the results.", rich_help_panel=WRITING
        ),
    ] = ResultFormat.TEXT,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=files)
    terminal = Terminal(quiet)
    from partcode.codebook.collection import gather, shipped_paths

    books = gather(options.codebooks or shipped_paths()).sound().codebooks
    results = [one for tried in _tried(books, code, keyword, terminal) for one in tried]
    if (code or keyword) and not results:
        asked = " ".join([*([f"of {code}"] if code else []), *([f"with {keyword}"] if keyword else [])])
        raise UsageError(f"no example {asked}", hint="partcode codebook test without --code and -k tries them all")
    failures = [one for one in results if not one.passed]
    if format is ResultFormat.JSON:
        typer.echo(json.dumps([_record(one) for one in results], ensure_ascii=False, indent=1))
    elif format is ResultFormat.JUNIT:
        typer.echo(_junit(results))
    else:
        _tell(results, failures, quiet)
    terminal.say(f"{count(len(results), 'example')}, {count(len(failures), 'failure')}")
    if failures:
        raise typer.Exit(Exit.NO)


def _tried(books: Sequence[Codebook], code: str, keyword: str, terminal: Terminal) -> Iterator[list[Tried]]:
    """The results of each codebook, with dots on the way."""
    from partcode.pipeline.codebooks.trying import chosen, in_tree, try_examples

    start = chosen(books, code) if code else ""

    def wanted(of: str, texts: Sequence[str]) -> bool:
        held = keyword.casefold() in " ".join((of, *texts)).casefold()
        return held and (not start or in_tree(of, start))

    for book in books:
        results = list(try_examples(book, wanted))
        if sys.stderr.isatty():
            terminal.say(*_dots(book.id, results))
        yield results


def _dots(name: str, results: Sequence[Tried]) -> Iterator[str]:
    """A dot for each example, F for one that failed, in lines of 60."""
    signs = "".join("." if one.passed else "F" for one in results)
    for start in range(0, len(signs), 60):
        yield f"{name if not start else '':20} {signs[start : start + 60]}"


def _tell(results: Sequence[Tried], failures: Sequence[Tried], quiet: bool) -> None:
    if not (quiet or sys.stdout.isatty()):
        sys.stdout.writelines(f"{line}\n" for line in _counts(results))
    for failure in failures:
        sys.stdout.writelines(f"{line}\n" for line in _failure(failure))


def _counts(results: Sequence[Tried]) -> Iterator[str]:
    by_code: dict[str, list[Tried]] = defaultdict(list)
    for one in results:
        by_code[one.of].append(one)
    for code, ones in by_code.items():
        failed = sum(not one.passed for one in ones)
        yield f"{code}\t{len(ones) - failed} passed{f', {failed} failed' if failed else ''}"


def _failure(tried: Tried) -> Iterator[str]:
    yield ""
    yield f"{tried.where}: {tried.problem}"
    speaker = f", {tried.role}" if tried.role else ""
    yield f"  expected: {tried.expected} ({tried.language}{speaker})"
    yield from _shown(tried)


def _shown(tried: Tried) -> Iterator[str]:
    """The sentence with what the rules made of it; of a sequence its turns with their codes."""
    if tried.explanation:
        yield f"  « {tried.texts[0]} »"
        yield from (f"  {line}" for line in explained(tried.explanation, styled=False, all_rules=False))
        return
    for number, (text, codes) in enumerate(zip(tried.texts, tried.said, strict=True), 1):
        yield f"  turn {number}  {text}"
        yield f"          {', '.join(codes) or 'no code'}"


def _record(tried: Tried) -> dict[str, Any]:
    where = tried.where
    return {
        "codebook": tried.codebook,
        "code": tried.of,
        "kind": tried.kind,
        "path": printable(where.path),
        "line": where.line,
        "column": where.column,
        "language": tried.language,
        "role": tried.role,
        "text": list(tried.texts) if tried.kind == "sequence" else tried.texts[0],
        "expected": tried.expected,
        "passed": tried.passed,
        "problem": tried.problem,
        "why": [] if tried.passed else list(_shown(tried)),
    }


def _junit(results: Sequence[Tried]) -> str:
    """JUnit's XML, as continuous integration reads it: a suite for each codebook, a case for each example."""
    from xml.etree import ElementTree as Xml

    root = Xml.Element("testsuites")
    suites: dict[str, list[Tried]] = defaultdict(list)
    for one in results:
        suites[one.codebook].append(one)
    for name, ones in suites.items():
        failed = sum(not one.passed for one in ones)
        suite = Xml.SubElement(root, "testsuite", name=name, tests=str(len(ones)), failures=str(failed))
        for one in ones:
            name_of = f"{' – '.join(one.texts)} ({one.where.line})"
            case = Xml.SubElement(suite, "testcase", classname=one.of, name=name_of, file=one.where.path)
            if not one.passed:
                failure = Xml.SubElement(case, "failure", message=one.problem)
                failure.text = "\n".join(_failure(one)).strip()
    return printable(Xml.tostring(root, encoding="unicode", xml_declaration=True))  # XML has no control characters
