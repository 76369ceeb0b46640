"""partcode code: codebooks onto what is ingested."""

from __future__ import annotations

from partcode.cli import work
from partcode.cli.options import Codebooks, Db, EngineOption, Project, Quiet, Scheduler, UnitOption, study
from partcode.cli.terminal import Terminal

SHORT = "Apply codebooks to what has been read."
HELP = """Examples:
  partcode code                          with the shipped codebooks
  partcode code -c mine.yaml --unit turn
  partcode code && partcode export segments -o segments.csv

Code every document of the database. What was coded with the same codebook and
settings before is not coded again; what people decided stays."""


def code(
    codebook: Codebooks = None,
    unit: UnitOption = None,
    engine: EngineOption = None,
    scheduler: Scheduler = None,
    db: Db = None,
    project: Project = None,
    quiet: Quiet = False,
) -> None:
    options = study(project, codebooks=codebook, unit=unit, engine=engine, scheduler=scheduler, db=db)
    from partcode.pipeline.coding import codebooks_of

    terminal = Terminal(quiet)
    work.code(options, codebooks_of(options), terminal)
    terminal.say("next:", "  partcode export segments -o segments.csv")
