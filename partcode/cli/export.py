"""partcode export: one table."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partcode.cli.options import (
    CODING,
    Certainty,
    CertaintyOption,
    Db,
    Excel,
    Output,
    Project,
    Quiet,
    Run,
    TableFormatOption,
    UnitOption,
    study,
)
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal
from partcode.errors import UsageError

SHORT = "Write one table: to the terminal, a pipe or a file."
HELP = """Examples:
  partcode export segments -o segments.csv
  partcode export segments -o segments.xlsx
  partcode export evidence --format jsonl | head
  partcode export matrix --unit turn -o matrix.csv
  partcode export sequences -o sequences.csv
  partcode export segments --certainty high -o strong.csv
  partcode export segments --code core. --code norm.trust
  partcode export runs

segments   one row per coding               turns      one row per turn
evidence   one row per match                speakers   one row per speaker
sequences  one row per step of a chain      documents  one row per document
chains     one row per chain of a sequence  codes      one row per code
matrix     one row per segment, 0/1         runs       one row per run
                                            cases      one row per case"""


class What(StrEnum):
    """The tables."""

    SEGMENTS = "segments"
    EVIDENCE = "evidence"
    SEQUENCES = "sequences"
    CHAINS = "chains"
    MATRIX = "matrix"
    TURNS = "turns"
    SPEAKERS = "speakers"
    DOCUMENTS = "documents"
    CODES = "codes"
    RUNS = "runs"
    CASES = "cases"


OF_CODES = (What.SEGMENTS, What.EVIDENCE, What.SEQUENCES, What.CHAINS)

# What fits a terminal; the other columns are for files and pipes.
SHOWN = {
    What.SEGMENTS: ("document", "turn", "speaker", "role", "code", "match", "text"),
    What.EVIDENCE: ("document", "turn", "speaker", "code", "rule", "match", "negated", "reported"),
    What.SEQUENCES: ("document", "chain", "sequence", "complete", "step", "code", "gap", "turn", "speaker", "text"),
    What.CHAINS: ("document", "chain", "sequence", "completeness", "outcome", "first_turn", "steps", "gaps"),
    What.TURNS: ("document", "turn", "speaker", "role", "text"),
    What.DOCUMENTS: ("document", "case", "kind", "language", "format", "turns", "speakers", "words"),
    What.CODES: ("code", "label", "codings", "negated", "reported", "speakers", "documents"),
    What.RUNS: ("run", "codebooks", "documents", "removed", "codings"),
}


def export(
    what: Annotated[What, typer.Argument(metavar="WHAT", help="The table.")],
    output: Output = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    run: Run = None,
    unit: UnitOption = None,
    certainty: CertaintyOption = Certainty.LOW,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            metavar="CODE",
            help="Only such codes, as core. or core.trust, and chains with them; also sequences; repeatable.",
            rich_help_panel=CODING,
        ),
    ] = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    if code and what not in OF_CODES:
        raise UsageError(f"--code isn't for {what}", hint=f"it is for {', '.join(OF_CODES)}")
    options = study(project, excel=excel, db=db)
    target = Target(output, format, options.excel)
    target.check()
    from partcode.store import open_store

    with open_store(options.db, create=False) as store, store.snapshot():
        table = store.table(what, run=run, unit=unit, certainty=certainty.value, codes=code or ())
        target.put(table, Terminal(quiet), SHOWN.get(what, ()))
