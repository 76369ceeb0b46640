"""What goes wrong with a rule only when it meets a text."""

from __future__ import annotations

from partcode.errors import Location, PartcodeError


class RuleError(PartcodeError):
    """A rule can't be applied; `rule` names it, as code/rule."""

    def __init__(self, message: str, *, rule: str = "", where: Location | None = None, hint: str = "") -> None:
        super().__init__(message, where=where, hint=hint)  # processes hand it on by its message alone
        self.rule = rule
