"""partcode codebook explain: which rules fired in a sentence, which didn't, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from partcode.cli.codebook.asking import asked, refuse_code
from partcode.cli.codebook.telling import explained, lack_text, stop_text
from partcode.cli.options import CODING, WRITING, Codebooks, Output, Project, Quiet, Spoken, TableFormat, study
from partcode.cli.output import Target
from partcode.cli.screen import has_styles
from partcode.cli.terminal import Terminal
from partcode.errors import UsageError
from partcode.model.corpus import LANGUAGES, ROLES
from partcode.table import Cell, Table

if TYPE_CHECKING:
    from partcode.coding.explanation import Explanation, RuleTrace

SHORT = "Why a sentence is coded, or isn't."
HELP = """Examples:
  partcode codebook explain "They cut the grant again."        all codes that find something
  partcode codebook explain power.coercive "They cut the grant." --role south_ngo
  partcode codebook explain mine.withheld "Ils coupent." --language fr -c mine.yaml
  echo "They cut the grant." | partcode codebook explain - --format json

Which rules of a code fire in a sentence, on which words, which are stopped and by
what, and which come near (the five patterns of which most is there, half at least).
Without CODE, all codes of which a rule matches something. A text of several sentences
is cut as in a run; start and end count in the sentence. The language is guessed when
it isn't given."""

COLUMNS = (
    "code", "coded", "rule", "certainty", "outcome", "words", "start", "end", "pattern", "through", "negated",
    "reported", "because", "sentence",
)  # fmt: skip


class ExplanationFormat(StrEnum):
    """text is for people, the others have a row for each match and each near miss."""

    TEXT = "text"
    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"


LanguageOfRules = Annotated[
    Spoken | None,
    typer.Option("--language", metavar="|".join(LANGUAGES), help="Language of the rules.", rich_help_panel=CODING),
]


def explain(
    words: Annotated[
        list[str], typer.Argument(metavar="[CODE] SENTENCE", help="A code, or none, and a sentence; - reads stdin.")
    ],
    language: LanguageOfRules = None,
    role: Annotated[
        str, typer.Option("--role", metavar="ROLE", help="Who says it, as north_funder.", rich_help_panel=CODING)
    ] = "",
    codebook: Codebooks = None,
    format: Annotated[
        ExplanationFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(ExplanationFormat),
            help="Form [default: text; in a pipe tsv].",
            rich_help_panel=WRITING,
        ),
    ] = None,
    output: Output = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    code, sentence = asked(words)
    if role and role not in ROLES:
        raise UsageError(f"unknown role {role}", hint=f"roles: {', '.join(ROLES)}")
    options = study(project, codebooks=codebook)
    terminal = Terminal(quiet)
    from partcode.pipeline.codebooks.explaining import asked_sentences, explain_sentences
    from partcode.pipeline.codebooks.without_rules import refuse_sequence, why_without
    from partcode.pipeline.coding import codebooks_of

    with terminal.progress() as progress:
        progress.stage("reading codebooks", None)
        books = codebooks_of(options)
        if not code:
            refuse_code(words[0], books)
        refuse_sequence(books, code or words[0])
        progress.stage("explaining", None)
        text = asked_sentences(sentence, language.value if language else "", role)
        found = explain_sentences(books, text, code)
    if not language:
        spoken = ", ".join(dict.fromkeys(trial.language for trial in text.trials))
        terminal.say(f"language: {spoken}, by guess" + (f", but it doesn't look like {spoken}" * text.doubtful))
    if why := why_without(books, code):
        terminal.say(why)
    if not found:
        terminal.say("no rule of any code finds anything here")
    if format is ExplanationFormat.TEXT or (format is None and output is None and sys.stdout.isatty()):
        _tell(found, sentence, all_rules=bool(code))
    else:
        rows = [row for one in found for row in _rows(one)]
        Target(output, TableFormat(format) if format else None).put(Table(COLUMNS, rows, sentence), terminal)


def _tell(found: Sequence[Explanation], asked: str, *, all_rules: bool) -> None:
    """The explanations, those of each sentence under it where more was asked about."""
    styled = has_styles(sys.stdout)
    for number, one in enumerate(found):
        lines = [""] if number else []
        if one.trial.text != asked and (not number or one.trial is not found[number - 1].trial):
            lines.append(" ".join(one.trial.text.split()))
        lines += explained(one, styled=styled, all_rules=all_rules)
        sys.stdout.writelines(f"{line}\n" for line in lines)


def _rows(explanation: Explanation) -> Iterator[tuple[Cell, ...]]:
    for rule in explanation.rules:
        about = (explanation.code, int(explanation.coded), rule.id, rule.certainty)
        yield from ((*about, *row, explanation.trial.text) for row in (*_match_rows(rule), *_near_rows(rule)))


def _match_rows(rule: RuleTrace) -> Iterator[tuple[Cell, ...]]:
    for match in rule.matches:
        pattern = match.found.pattern.source if match.found.pattern else ""
        reported = None if match.reported is None else int(match.reported)
        yield (
            "stopped" if match.stop else "fires", match.found.words, *match.found.span, pattern, match.through,
            int(match.negated), reported,
            stop_text(match.stop, rule) if match.stop else ", ".join(found.words for found in match.negated_by),
        )  # fmt: skip


def _near_rows(rule: RuleTrace) -> Iterator[tuple[Cell, ...]]:
    for missing in rule.missing:
        lacks = f"lacks {lack_text(missing)}"
        yield "nearly", missing.found, *missing.span, missing.pattern.source, "", None, None, lacks
