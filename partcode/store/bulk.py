"""Columns of numbers into tables, many rows at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROWS = 32  # of one statement: stepping from row to row took half of the time


def insert(connection: sqlite3.Connection, table: str, row: str, columns: Sequence[NDArray[Any]]) -> None:
    """Insert `columns` of equal length, all of numbers, in their order.

    `row` is the SQL of one row in parentheses, with a ? for a cell of each column. int32 and float64 columns may
    stand side by side: as floats the integers are exact, and an INTEGER column takes them back.
    """
    cells = np.stack(columns, axis=1).ravel().tolist()
    one, many = len(columns), len(columns) * _ROWS
    whole = len(cells) // many * many
    head = f"INSERT INTO {table} VALUES "
    connection.executemany(head + ", ".join([row] * _ROWS), (cells[i : i + many] for i in range(0, whole, many)))
    connection.executemany(head + row, (cells[i : i + one] for i in range(whole, len(cells), one)))
