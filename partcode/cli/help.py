"""Help that is plain text: examples first, options in groups."""

from __future__ import annotations

import inspect
from textwrap import wrap
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

ARGUMENTS = "Arguments"
OTHER = "Options"
_COLUMNS = " " * 3  # nobody writes that many spaces between words


class HelpfulCommand(TyperCommand):
    """A command whose options stand under the names of their panels."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What was given, checked; what is wrong with it is said without the words of the library that checks."""
        try:
            return super().parse_args(ctx, args)
        except BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, then options by panel, those without one last."""
        _write_parameters(self.get_params(ctx), ctx, formatter)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, then what the command does."""
        _write_in_paragraphs(self.help, formatter)


class HelpfulGroup(TyperGroup):
    """A group of commands with help of the same kind."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        _write_parameters(self.get_params(ctx), ctx, formatter)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write the examples, then what the command does."""
        _write_in_paragraphs(self.help, formatter)


def _write_parameters(parameters: list[Any], ctx: Any, formatter: Any) -> None:
    panels: dict[str, list[tuple[str, str]]] = {}
    for parameter in sorted(parameters, key=lambda one: not _panel(one)):
        if record := _record(parameter, ctx):
            panels.setdefault(_panel(parameter) or OTHER, []).append(record)
    for panel, records in sorted(panels.items(), key=lambda one: (one[0] != ARGUMENTS, one[0] == OTHER)):
        with formatter.section(panel):
            formatter.write_dl(records)


def _panel(parameter: Any) -> str:
    return ARGUMENTS if _is_argument(parameter) else getattr(parameter, "rich_help_panel", None) or ""


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _record(parameter: Any, ctx: Any) -> tuple[str, str] | None:
    """Name and help; Typer's own for an argument would tell its Python type."""
    if _is_argument(parameter):
        return f"{parameter.metavar}{'...' if parameter.nargs == -1 else ''}", parameter.help
    record: tuple[str, str] | None = parameter.get_help_record(ctx)
    return record


def _write_in_paragraphs(text: str | None, formatter: Any) -> None:
    """Examples and what stands in columns as they are; everything else in lines that the terminal has room for."""
    formatter.write("\n")
    for number, paragraph in enumerate(inspect.cleandoc(text or "").split("\n\n")):
        as_it_is = not number or _COLUMNS in paragraph
        lines = paragraph.splitlines() if as_it_is else wrap(paragraph, formatter.width - 2, break_on_hyphens=False)
        formatter.write("\n" * bool(number) + "".join(f"  {line}\n" for line in lines))
