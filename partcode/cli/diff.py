"""partcode diff: what moved between two runs."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from partcode.cli.drifts import LISTED, TOLD
from partcode.cli.options import CODING, WRITING, Db, Excel, Output, Project, Quiet, TableFormatOption, study
from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count, shortened
from partcode.errors import Exit

if TYPE_CHECKING:
    from partcode.model.snapshot import Snapshot
    from partcode.pipeline.runs.drift import Drift

SHORT = "What moved between two runs: codings, evidence, decisions."
HELP = """Examples:
  partcode diff partcode.lock                    the lock and the latest run
  partcode diff 3f2a91c04d7e 9b01c7d2e0f4        two runs of the database
  partcode diff old.db new.db --by rule
  partcode diff published/ results/ --show segments -o moved.csv
  partcode diff segments_2024.xlsx      what a colleague once sent, and the latest run

Codings that appear, disappear, stand on other evidence, or are decided otherwise,
and chains that have other steps. A RUN is the id of one in the database (see: runs
list), a database (its latest run), a lock, a results folder, its codings.jsonl, or a
table of segments or evidence (csv, tsv, jsonl, xlsx, parquet). What one of the two
doesn't have is not compared, and said. Words are shown where a database has the text.
Exits with 0 when nothing moved, with 1 when something did."""


class Show(StrEnum):
    """What to see."""

    SUMMARY = "summary"
    SEGMENTS = "segments"


class By(StrEnum):
    """Rows of the summary."""

    CODE = "code"
    DOCUMENT = "document"
    RULE = "rule"


SHOWN = {
    Show.SUMMARY: (),
    Show.SEGMENTS: ("document", "turn", "code", "change", "rule_before", "rule_after", "words_after", "text"),
}


def diff(
    a: Annotated[str, typer.Argument(metavar="RUN", help="The run before.")],
    b: Annotated[
        str, typer.Argument(metavar="[RUN]", help="The run after [default: the latest].", show_default=False)
    ] = "",
    show: Annotated[
        Show,
        typer.Option("--show", metavar="|".join(Show), help="Counts, or each coding.", rich_help_panel=WRITING),
    ] = Show.SUMMARY,
    by: Annotated[
        By, typer.Option("--by", metavar="|".join(By), help="Rows of the summary.", rich_help_panel=CODING)
    ] = By.CODE,
    output: Output = None,
    format: TableFormatOption = None,
    excel: Excel = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, excel=excel, db=db)
    target, terminal = Target(output, format, options.excel), Terminal(quiet)
    target.check()
    from partcode.pipeline.runs.drift import Drift
    from partcode.pipeline.runs.drift_tables import segments, summary
    from partcode.pipeline.runs.opening import opened_run

    with opened_run(a, options.db) as before, opened_run(b, options.db) as after:
        drift = Drift(before, after)
        table = segments(drift)
        if show is Show.SUMMARY:
            deque(table.rows, maxlen=0)
            target.put(summary(drift, by.value), terminal)
        else:
            # On a terminal columns have the widths of all rows; elsewhere these go out one by one.
            rows = list(table.rows) if sys.stdout.isatty() and not output else table.rows
            target.put(replace(table, rows=rows), terminal, SHOWN[show])
        _tell(drift, before, after, terminal)
    if drift.shifted:
        raise typer.Exit(Exit.NO)


def _tell(drift: Drift, before: Snapshot, after: Snapshot, terminal: Terminal) -> None:
    terminal.say(*_narrowed(before, after))
    counts, chains = drift.codes.values(), drift.sequences.values()
    documents = len({path for one in counts for path in one.documents})
    terminal.say(
        f"{before.name} → {after.name}: {count(sum(one.appears for one in counts), 'coding')} appeared, "
        f"{sum(one.disappears for one in counts):,} disappeared, {sum(one.changed for one in counts):,} stand on other "
        f"evidence, {sum(one.decided for one in counts):,} are decided otherwise, in {count(documents, 'document')}"
    )
    if moved := sum(sum(one.moved) for one in chains):
        terminal.say(f"{count(moved, 'chain')} appeared, disappeared or have other steps")
    old, new = (run.made.options if run.made else {} for run in (before, after))
    terminal.say(*(f"{name}: {old[name]} → {new[name]}" for name in old.keys() & new.keys() if old[name] != new[name]))
    terminal.say(*shortened((f"{path} {TOLD[change]}" for path, change in drift.documents.items()), LISTED))


def _narrowed(*runs: Snapshot) -> Iterator[str]:
    """That not all was compared, and why, in one line."""
    lacking = {
        "by leading match": [one.name for one in runs if not one.has_all_matches],
        "without people's codings": [one.name for one in runs if not one.has_people],
        "without chains": [one.name for one in runs if not one.has_chains],
    }
    if ways := [way for way, names in lacking.items() if names]:
        names = dict.fromkeys(name for ones in lacking.values() for name in ones)
        yield f"compared {', '.join(ways)}: there is no more in {' and '.join(names)}"
