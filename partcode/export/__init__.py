"""Tables to files."""

from partcode.export.results import write_results
from partcode.export.tables import FORMATS, write_table

__all__ = ["FORMATS", "write_results", "write_table"]
