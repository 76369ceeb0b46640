"""A long table as a wide one."""

from __future__ import annotations

from dataclasses import replace

from partcode.table import Cell, Table


def wide(table: Table, keys: tuple[str, ...], across: str, value: str, absent: Cell = 0) -> Table:
    """One row for each of `keys`, with the `value` of each cell that stands in the column `across`; rows and columns in
    the order in which they first come. What notes say of other columns is left out."""
    places = [table.columns.index(name) for name in (*keys, across, value)]
    found: dict[tuple[Cell, ...], dict[str, Cell]] = {}
    names: dict[str, None] = {}
    for row in table.rows:
        *key, name, cell = (row[place] for place in places)
        names[str(name)] = None
        found.setdefault(tuple(key), {})[str(name)] = cell
    rows = [(*key, *(cells.get(name, absent) for name in names)) for key, cells in found.items()]
    return replace(table, columns=(*keys, *names), rows=rows, notes=(), bar="")
