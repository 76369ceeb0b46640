"""The payload: one table to stdout or to a file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import cast

from partcode.cli.options import FileFormat, TableFormat
from partcode.cli.screen import draw
from partcode.cli.terminal import Terminal
from partcode.errors import UsageError
from partcode.table import Table, worded


@dataclass(frozen=True, slots=True)
class Target:
    """Where a table goes: to `file`, else to stdout; `piped` is the format of a pipe when none is asked for.
    `excel` is for CSV files."""

    file: Path | None = None
    format: TableFormat | None = None
    excel: bool = False
    piped: TableFormat = TableFormat.TSV

    def check(self) -> None:
        """UsageError when the table can't be written there in that format, before any work is done."""
        if self.file is not None:
            _ = self._format_of_file
        elif self.format in (TableFormat.XLSX, TableFormat.PARQUET):
            raise UsageError(f"{self.format} goes into a file", hint=f"add -o FILE.{self.format}")

    @property
    def _format_of_file(self) -> TableFormat:
        assert self.file is not None
        suffix = self.file.suffix.removeprefix(".").lower()
        if self.format is not None:
            return self.format
        if suffix in (*FileFormat, TableFormat.JSON, TableFormat.MD):
            return TableFormat(suffix)
        hint = f"name it with --format: {', '.join(TableFormat)}"
        raise UsageError(f"{self.file}: what format is that?", hint=hint)

    def put(self, table: Table, terminal: Terminal, shown: tuple[str, ...] = ()) -> None:
        """Write `table`. A person at a terminal sees the columns `shown`, a pipe or file has them all."""
        self.check()
        if self.file is None:
            self._print(table, terminal, shown)
        else:
            self._write(table, self.file, terminal)
        terminal.say(*(f"note: {note}" for note in table.notes))

    def _print(self, table: Table, terminal: Terminal, shown: tuple[str, ...]) -> None:
        from partcode.render import Format, fitting, render

        chosen = self.format or (TableFormat.TABLE if sys.stdout.isatty() else self.piped)
        if chosen is TableFormat.TABLE and self.format is None:
            there = len(table.columns)
            table = fitting(_narrowed(table, shown) if shown else table)
            if len(table.columns) < there:
                terminal.say(f"{len(table.columns)} of {there} columns; all of them with -o FILE or in a pipe")
        if chosen is TableFormat.TABLE:
            # Drawn first and written then: rich has its own idea of how to exit when a pipe closes.
            render(table, drawn := StringIO(), "table", tty=sys.stdout.isatty())
            draw(drawn.getvalue(), sys.stdout)
        else:
            render(table, sys.stdout, cast(Format, chosen.value))

    def _write(self, table: Table, file: Path, terminal: Terminal) -> None:
        from partcode.export.files import replacing
        from partcode.export.tables import Format as FileFormatName
        from partcode.export.tables import write_table
        from partcode.render import UNDEFINED_WORD, Format, render

        chosen = self._format_of_file
        if chosen in (TableFormat.TABLE, TableFormat.JSON, TableFormat.MD):
            with replacing(file) as beside, beside.open("w", encoding="utf-8", newline="") as stream:
                render(table, stream, cast(Format, chosen.value), tty=False)
        else:
            word = None if chosen in (TableFormat.JSONL, TableFormat.PARQUET) else UNDEFINED_WORD
            known = worded(table, word)
            terminal.warn(*write_table(known, file, cast(FileFormatName, chosen.value), excel=self.excel))
        terminal.say(f"written: {file}")


def _narrowed(table: Table, columns: tuple[str, ...]) -> Table:
    places = [table.columns.index(column) for column in columns]
    return replace(table, columns=columns, rows=[tuple(row[place] for place in places) for row in table.rows])
