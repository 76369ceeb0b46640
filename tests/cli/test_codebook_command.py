import subprocess
import sys

import pytest

from partcode.codebook.collection import shipped_paths


def test_the_shipped_codebooks_are_listed(call):
    lines = call("codebook", "list").stdout.splitlines()
    assert lines[0].split("\t") == ["codebook", "version", "title", "codes", "rules", "file"]
    assert [line.split("\t")[0] for line in lines[1:]] == [path.stem for path in shipped_paths()]


def test_the_source_of_a_codebook_begins_a_new_one(call, here):
    source = call("codebook", "show", "power", "--source").stdout
    assert source == next(path for path in shipped_paths() if path.stem == "power").read_text(encoding="utf-8")
    (here / "mine.yaml").write_text(source, encoding="utf-8")
    shown = call("codebook", "show", "mine.yaml").stdout
    assert shown == call("codebook", "show", "power").stdout
    assert shown.startswith("code\tlabel_en\tlabel_fr")


def test_a_slip_in_the_name_is_seen(call):
    result = call("codebook", "show", "powr")
    assert result.exit_code == 2
    assert "did you mean power?" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_codebook_that_finds_no_room_is_not_begun(here):
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)); from partcode.cli import main"
    command = [sys.executable, "-B", "-c", f"{limited}; main()", "codebook", "new", "mine"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.startswith("error: mine.yaml: can't be written: File too large\n")
    assert list(here.iterdir()) == []
