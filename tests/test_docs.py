"""What the documents say of the program is so: commands, options, columns, layers, links."""

import re
import tomllib

import pytest
from typer.main import get_command

from partcode import __version__
from partcode.cli import app
from partcode.store.coded.tables import SEGMENTS

DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/api.md",
    "docs/api.md",
    "docs/architecture.md",
    "docs/ci.md",
    "docs/cli.md",
    "docs/datasette.md",
    "docs/scale.md",
)


def tree(command, name="partcode"):
    """All commands by their full names."""
    children = getattr(command, "commands", {})
    if not children or name == "partcode":
        yield name, command
    for child, sub in children.items():
        yield from tree(sub, f"{name} {child}")


SHARED = "## What all questions share"
COMMANDS = dict(tree(get_command(app)))


@pytest.fixture(scope="module")
def sections(root):
    """The text of docs/cli.md under each heading of a command."""
    _, *parts = re.split(
        r"^## `(partcode[^`]*)`$", (root / "docs/cli.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_command_is_documented_and_no_other(sections):
    assert list(sections) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_with_its_command(root, sections, name):
    told = sections[name]
    if "(#what-all-questions-share)" in told:
        told += (root / "docs/cli.md").read_text(encoding="utf-8").partition(SHARED)[2].partition("\n## ")[0]
    options = [option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)]
    missing = [option for option in options if option.startswith("--") and f"`{option}" not in told]
    assert not missing


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example(sections, name):
    assert f"$ {name}" in sections[name]


def test_the_columns_of_the_table_are_all_explained_in_order(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| column |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    assert tuple(name for row in rows for name in re.findall(r"`(\w+)`", row)) == SEGMENTS


def test_the_layers_drawn_are_those_that_are_checked(root):
    drawn = (root / "docs/architecture.md").read_text(encoding="utf-8").partition("## Layers")[2].split("```")[1]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    checked = project["tool"]["importlinter"]["contracts"][0]["layers"]
    assert drawn.split("\n")[1:-1] == [layer.replace("partcode.", "") for layer in checked]


def test_every_part_of_the_package_has_its_row(root):
    rows = re.findall(r"^\| `(\w+)` \|", (root / "docs/architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    parts = {path.stem for path in (root / "partcode").iterdir() if not path.name.startswith(("_", "py.typed"))}
    assert set(rows) == parts


def test_the_changelog_knows_the_version(root):
    assert f"## [{__version__}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(root, name):
    text = (root / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (root / name).parent.joinpath(link).exists()] == []
