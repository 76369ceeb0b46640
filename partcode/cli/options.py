"""The options that commands share, each written once."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from partcode.cli import completing
from partcode.errors import UsageError
from partcode.model.corpus import Unit
from partcode.model.options import Options

READING = "What is read"
CODING = "How it is coded"
WRITING = "What is written"
STUDY = "The study"


class Language(StrEnum):
    """auto: by sentence, with the document's majority as prior."""

    AUTO = "auto"
    EN = "en"
    FR = "fr"


class Spoken(StrEnum):
    """The languages that rules and segments can be in."""

    EN = "en"
    FR = "fr"


class Engine(StrEnum):
    """local: processes of this machine."""

    LOCAL = "local"
    DASK = "dask"


class FileFormat(StrEnum):
    """Formats of the results folder."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"


class TableFormat(StrEnum):
    """Formats of one table; the last two go into files only."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    XLSX = "xlsx"
    PARQUET = "parquet"


class Certainty(StrEnum):
    """How sure a rule is, the surest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def _choices(values: type[StrEnum]) -> str:
    return "|".join(values)


Folders = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FOLDER", help="Folders or files to read.", show_default=False),
]
Include = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="GLOB",
        help="Read only such files, as *.docx or interviews/**; repeatable.",
        rich_help_panel=READING,
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="Leave such files out; repeatable.", rich_help_panel=READING),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of plain text files, instead of finding it out.",
        rich_help_panel=READING,
    ),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option(
        "--language",
        metavar=_choices(Language),
        help="Language of the texts; auto finds it out sentence by sentence [default: auto].",
        rich_help_panel=READING,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Processes at work, one of them writing; 0 is one per processor [default: 0].",
        rich_help_panel=READING,
    ),
]
EngineOption = Annotated[
    Engine | None,
    typer.Option(
        "--engine",
        metavar=_choices(Engine),
        help="Where files are read and coded: on this machine, or by the workers of a dask cluster, to which the "
        "bytes of the files travel [default: local].",
        rich_help_panel=READING,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Scheduler of the dask cluster: tls://HOST:8786, or tcp://HOST:8786, which is not encrypted.",
        rich_help_panel=READING,
    ),
]
Strict = Annotated[
    bool | None,
    typer.Option(
        "--strict/--no-strict",
        help="Exit with 1 when a file could not be read.",
        rich_help_panel=READING,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be done; write nothing.", rich_help_panel=STUDY)
]
Codebooks = Annotated[
    list[Path] | None,
    typer.Option(
        "--codebook",
        "-c",
        metavar="FILE|DIR|NAME",
        help="Codebook, folder of codebooks, or name of a shipped one; repeatable [default: those shipped].",
        rich_help_panel=CODING,
    ),
]
UnitOption = Annotated[
    Unit | None,
    typer.Option(
        "--unit",
        metavar=_choices(Unit),
        help="Unit of coding [default: sentence].",
        rich_help_panel=CODING,
    ),
]
CertaintyOption = Annotated[
    Certainty,
    typer.Option(
        "--certainty",
        metavar=_choices(Certainty),
        help="Leave out what is less certain: high keeps only the strong rules, low keeps all. People's codings stay.",
        rich_help_panel=CODING,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Results folder [default: results].", rich_help_panel=WRITING),
]
NoTables = Annotated[
    bool,
    typer.Option(
        "--no-tables", help="Only the database; partcode export writes tables later.", rich_help_panel=WRITING
    ),
]
FileFormatOption = Annotated[
    FileFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar=_choices(FileFormat),
        help="Format of the tables [default: csv].",
        rich_help_panel=WRITING,
    ),
]
TableFormatOption = Annotated[
    TableFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar=_choices(TableFormat),
        help="Format of the table [default: by the name of FILE; table on a terminal; else tsv].",
        rich_help_panel=WRITING,
    ),
]
Excel = Annotated[
    bool | None,
    typer.Option("--excel/--no-excel", help="CSV files that Excel opens rightly.", rich_help_panel=WRITING),
]
DocumentPath = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT", help="A document as `corpus list` names it.", autocompletion=completing.documents
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.", rich_help_panel=WRITING),
]
Run = Annotated[
    str | None,
    typer.Option("--run", metavar="RUN", help="A run (see: runs list) [default: the latest].", rich_help_panel=CODING),
]
Db = Annotated[
    Path | None,
    typer.Option(
        "--db",
        metavar="FILE",
        help="Database [default: PARTCODE_DB, or partcode.db].",
        rich_help_panel=STUDY,
    ),
]
Project = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="FILE",
        help="Project file that holds these settings [default: partcode.yaml, if there].",
        rich_help_panel=STUDY,
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no summary; only errors.", rich_help_panel=STUDY)
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.", rich_help_panel=STUDY)]


def study(project: Path | None, **given: Any) -> Options:
    """The options of a command, merged with environment, project file and defaults. UsageError, ConfigError."""
    from partcode import config

    plain = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    if given.get("encoding"):
        config.checked_encoding(given["encoding"])
    if (given.get("jobs") or 0) < 0:
        raise UsageError(f"--jobs {given['jobs']}: there are no fewer than 0 processes", hint="0 is one per processor")
    options = config.options(plain, os.environ, project)
    if given.get("scheduler") and options.engine == "local":
        raise UsageError("--scheduler is for the engine dask", hint="--engine dask")
    return options
