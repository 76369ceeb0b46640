"""Commands that are imported and made when somebody asks for them: `partcode freq` waits for no other command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from typer.main import get_command_from_info, get_group_from_info
from typer.models import CommandInfo, TyperInfo

from partcode.cli.help import HelpfulCommand


class Commands(Mapping[str, Any]):
    """Commands by name, in the order of their modules. A module bears the name of its command, and holds a function of
    that name with HELP and SHORT, or an `app` of commands of its own."""

    def __init__(self, modules: Sequence[str]) -> None:
        self.modules = {module.rpartition(".")[2]: module for module in modules}
        self.made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = _made(name, import_module(self.modules[name]))
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.modules)

    def __len__(self) -> int:
        return len(self.modules)


def _made(name: str, module: Any) -> Any:
    how: dict[str, Any] = {"pretty_exceptions_short": True, "rich_markup_mode": None}
    if hasattr(module, "app"):
        return get_group_from_info(TyperInfo(module.app, name=name), suggest_commands=True, **how)
    about = {"cls": HelpfulCommand, "help": module.HELP, "short_help": module.SHORT}
    return get_command_from_info(CommandInfo(name, callback=getattr(module, name), **about), **how)
