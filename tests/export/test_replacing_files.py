import os
import subprocess
import sys
import threading

import pytest

from partcode.errors import ExportError
from partcode.export.files import replacing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, FIFOs and limits of POSIX")


def put(path, text="new"):
    with replacing(path) as target:
        target.write_text(text, encoding="utf-8")


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "shared").mkdir()
    file, link = tmp_path / "shared" / "x.csv", tmp_path / "x.csv"
    file.write_text("old", encoding="utf-8")
    link.symlink_to(file)
    put(link)
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
    assert [path.name for path in file.parent.iterdir()] == ["x.csv"]


def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path):
    (tmp_path / "link").symlink_to("x.csv")
    put(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "new"


def test_a_fifo_is_written_straight_into(tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    read = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    put(fifo)
    reader.join(timeout=10)
    assert read == ["new"]
    assert fifo.is_fifo()


def test_a_link_to_a_device_stays_one(tmp_path):
    (tmp_path / "null").symlink_to(os.devnull)
    put(tmp_path / "null")
    assert (tmp_path / "null").is_char_device()


def test_a_file_that_can_t_be_finished_leaves_what_was_there(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError, match="No space left on device"), replacing(path) as target:
        target.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("x.csv", "old")]


def test_a_workbook_that_finds_no_room_says_so_once(tmp_path):
    script = """
import resource, sys
from pathlib import Path
from partcode.errors import ExportError
from partcode.export import write_table
from partcode.table import Table
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write_table(Table(("n",), ((n,) for n in range(100)), "T"), Path("x.xlsx"), "xlsx")
except ExportError as error:
    sys.exit(str(error))
"""
    command = [sys.executable, "-B", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "x.xlsx: can't be written: File too large",
        "  a limit on the size of files was reached (ulimit -f); what was there before is untouched",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_for_its_owner_and_an_old_one_keeps_its_permissions(tmp_path, umask):
    path = tmp_path / "x.csv"
    put(path)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    put(path, "newer")
    assert (path.stat().st_mode & 0o777, path.read_text()) == (0o644, "newer")


def test_what_a_killed_process_left_beside_is_gone(tmp_path):
    script = """
import os, signal
from pathlib import Path
from partcode.export.files import replacing
with replacing(Path("x.csv")) as beside:
    beside.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-B", "-c", script], cwd=tmp_path)
    assert done.returncode == -9
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".partcode-")
    put(tmp_path / "x.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
