"""The console blocks of the documents are run, in order, in a folder with the sample corpus."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOCUMENTS = ("README.md", "docs/cli.md", "docs/ci.md", "docs/validation.md")


def commands(text):
    """(command, expected output) of every console block."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def pattern(output):
    """A line `...` stands for any lines, `...` in a line for anything there."""
    lines = [r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
             for line in output.splitlines()]  # fmt: skip
    return "".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_console_blocks_say_what_happens(name, root, tmp_path):
    shutil.copytree(root / "sample_corpus", tmp_path / "sample_corpus")
    here = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PARTCODE_")}
    found = list(commands((root / name).read_text(encoding="utf-8")))
    assert found
    for command, expected in found:
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            env={**environment, "PATH": here, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert re.fullmatch(pattern(expected), done.stdout), f"$ {command}\n{done.stdout}\ninstead of\n{expected}"
