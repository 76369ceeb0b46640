"""The command line: one module per noun. The only package that exits."""

from partcode.cli.app import app, main

__all__ = ["app", "main"]
