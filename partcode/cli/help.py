"""Help that is plain text: examples first, options in groups."""

from __future__ import annotations

import inspect
from typing import Any

from typer.core import TyperCommand, TyperGroup

OTHER = "Options"


class HelpfulCommand(TyperCommand):
    """A command whose options stand under the names of their panels."""

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
    for parameter in sorted(parameters, key=lambda one: not getattr(one, "rich_help_panel", None)):
        if record := parameter.get_help_record(ctx):
            panels.setdefault(getattr(parameter, "rich_help_panel", None) or OTHER, []).append(record)
    for panel, records in panels.items():
        with formatter.section(panel):
            formatter.write_dl(records)


def _write_as_it_stands(text: str | None, formatter: Any) -> None:
    formatter.write("\n")
    for line in inspect.cleandoc(text or "").splitlines():
        formatter.write(f"  {line}\n" if line else "\n")
