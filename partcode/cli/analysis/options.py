"""The filters that all questions share, each written once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.options import WRITING, Spoken
from partcode.model.codings import STATUSES
from partcode.model.corpus import LANGUAGES, Unit

ABOUT = "What it is about"


class Status(StrEnum):
    """What people say of a coding."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--code", metavar="CODE", help="Only such codes, as core. or core.trust; repeatable.", rich_help_panel=ABOUT
    ),
]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help="Only what such speakers say, as south_ngo; repeatable.",
        rich_help_panel=ABOUT,
    ),
]
Sides = Annotated[
    list[str] | None,
    typer.Option("--side", metavar="SIDE", help="Only what north or south says.", rich_help_panel=ABOUT),
]
Speakers = Annotated[
    list[str] | None,
    typer.Option("--speaker", metavar="NAME", help="Only what such speakers say; repeatable.", rich_help_panel=ABOUT),
]
Cases = Annotated[
    list[str] | None,
    typer.Option("--case", metavar="CASE", help="Only documents of such cases; repeatable.", rich_help_panel=ABOUT),
]
Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document", metavar="PATH", help="Only such documents, as `corpus list` names them.", rich_help_panel=ABOUT
    ),
]
Languages = Annotated[
    list[Spoken] | None,
    typer.Option(
        "--language", metavar="|".join(LANGUAGES), help="Only segments in this language.", rich_help_panel=ABOUT
    ),
]
Statuses = Annotated[
    list[Status] | None,
    typer.Option(
        "--status",
        metavar="|".join(STATUSES),
        help="Only codings of which people say so; repeatable [default: proposed and accepted].",
        rich_help_panel=ABOUT,
    ),
]
CountedUnit = Annotated[
    Unit | None,
    typer.Option(
        "--unit",
        metavar="|".join(Unit),
        help="What a segment is: codings count in each that they touch [default: the unit of the run].",
        rich_help_panel=ABOUT,
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="FACET",
        help="Once for each role, side, speaker, organisation, case, document, language, kind, date, year or third "
        "of the document, or value of an attribute.",
        rich_help_panel=ABOUT,
    ),
]
Plot = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="Also draw it: FILE.svg or FILE.png.", rich_help_panel=WRITING),
]
Permutations = Annotated[
    int,
    typer.Option("--permutations", metavar="N", min=0, help="Shuffles of turns that p comes from.", show_default=True),
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, help="Where the shuffles begin: the same seed, the same p.")
]
