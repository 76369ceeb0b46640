"""partcode codebook new and schema: what one begins with, and what editors check with."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partcode.cli.codebook.asking import utf8
from partcode.cli.options import CODING, Output, Quiet
from partcode.cli.terminal import Terminal
from partcode.errors import UsageError

NEW_SHORT = "Begin a codebook of your own."
NEW_HELP = """Examples:
  partcode codebook new mine --title "Talk about money"     writes mine.yaml
  partcode codebook new mine -o codebooks/mine.yaml
  partcode codebook new types --template relation-types     a typology from other codes

A small complete codebook with comments that teach, and beside it codebook.schema.json,
with which editors complete and check. A file that exists is never written over."""

SCHEMA_SHORT = "The JSON Schema of codebooks, for editors."
SCHEMA_HELP = """Examples:
  partcode codebook schema -o codebook.schema.json

The language of codebooks as a JSON Schema. Editors that know YAML find it by the first
line of a codebook: # yaml-language-server: $schema=codebook.schema.json"""

SCHEMA_FILE = "codebook.schema.json"


class Template(StrEnum):
    """first: all that a codebook can hold; relation-types: types of relations, made of codes."""

    FIRST = "first"
    RELATION_TYPES = "relation-types"


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The codebook's name: a letter, then letters, digits, - _.")
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Its title [default: NAME].", rich_help_panel=CODING)
    ] = "",
    template: Annotated[
        Template,
        typer.Option("--template", metavar="|".join(Template), help="What to begin with.", rich_help_panel=CODING),
    ] = Template.FIRST,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    from partcode.codebook import jsonschema, relation_types
    from partcode.codebook import template as first

    texts = {Template.FIRST: first.template, Template.RELATION_TYPES: relation_types.template}
    text = texts[template](name, utf8(title, "the title"))
    path = output or Path(f"{name}.yaml")
    if not _written(path, text):
        raise UsageError(f"{path} is there already, and was left as it is", hint="another name, or -o FILE")
    schema = path.with_name(SCHEMA_FILE)
    new_schema = _written(schema, jsonschema.text())
    terminal = Terminal(quiet)
    terminal.say(f"written: {path}", *([f"written: {schema}"] if new_schema else []), "next:")
    terminal.say(
        f"  partcode codebook check {path}   says what is wrong, with line and column",
        f"  partcode codebook test {path}    tries every example",
        f"  partcode run FOLDER -c {path}    codes a folder with it",
    )


def schema(output: Output = None, quiet: Quiet = False) -> None:
    from partcode.codebook.jsonschema import text

    if output is None:
        typer.echo(text(), nl=False)
        return
    _write(output, text())
    Terminal(quiet).say(f"written: {output}")


def _written(path: Path, text: str) -> bool:
    """Write a new file, whole or not at all; False when there is one. ExportError when it can't be written."""
    if os.path.lexists(path):
        return False
    _write(path, text)
    return True


def _write(path: Path, text: str) -> None:
    from partcode.export.files import replacing

    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
