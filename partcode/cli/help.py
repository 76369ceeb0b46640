"""Help that is plain text: examples first, options in groups."""

from __future__ import annotations

import inspect
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

ARGUMENTS = "Arguments"
OTHER = "Options"


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
        """Write the help as it stands, line by line: nothing is wrapped again."""
        _write_as_it_stands(self.help, formatter)


class HelpfulGroup(TyperGroup):
    """A group of commands with help of the same kind."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        _write_parameters(self.get_params(ctx), ctx, formatter)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write the help as it stands, line by line: nothing is wrapped again."""
        _write_as_it_stands(self.help, formatter)


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


def _write_as_it_stands(text: str | None, formatter: Any) -> None:
    formatter.write("\n")
    for line in inspect.cleandoc(text or "").splitlines():
        formatter.write(f"  {line}\n" if line else "\n")
