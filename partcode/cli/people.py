"""Speakers and cases that come back from a spreadsheet: checked whole, then taken over whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partcode.cli.output import Target
from partcode.cli.terminal import Terminal, count
from partcode.errors import Location, MetadataError
from partcode.model import Case, Speaker
from partcode.model.options import Options
from partcode.table import Table

if TYPE_CHECKING:
    from partcode.store import Store
