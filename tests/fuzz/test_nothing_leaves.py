"""Interviews are confidential: partcode does all its work where no socket can be opened."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from seeds import SUFFIXES, seeds

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "small_codebooks"
COMMANDS = (
    ["run", "corpus", "-c", "books", "-q"],
    ["codebook", "check", "books"],
    ["codebook", "test", "books"],
    ["codebook", "explain", "They never trusted the funder.", "-c", "books"],
    ["export", "segments", "-o", "s.xlsx"],
    ["export", "matrix", "-o", "m.parquet"],
    ["corpus", "show", "good.txt", "--text"],
    ["validate", "gold.csv"],
)
# Only the sockets of this machine's own processes (AF_UNIX), with which Python's worker processes may talk.
FORBIDDEN = """
import socket, sys
def refuse(*arguments, **options): raise SystemExit(f"a socket was asked for: {arguments}")
for name in ("create_connection", "getaddrinfo", "gethostbyname", "create_server"): setattr(socket, name, refuse)
real = socket.socket.__init__
def opened(self, family=-1, *rest, **options):
    if family != socket.AF_UNIX: refuse(family)
    real(self, family, *rest, **options)
socket.socket.__init__ = opened
"""
CLIENTS = {"http.client", "urllib.request", "requests", "httpx", "urllib3", "aiohttp", "ftplib", "smtplib"}


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for suffix in SUFFIXES:
        (folder / f"good.{suffix}").write_bytes(seeds(suffix)[0])
    shutil.copytree(SMALL, tmp_path / "books")
    (tmp_path / "gold.csv").write_text("document,start,end,text,codes\ngood.txt,0,1,I,norm.trust\n", encoding="utf-8")
    return tmp_path


def ran(study, command):
    done = subprocess.run(command, cwd=study, capture_output=True, encoding="utf-8", errors="replace", timeout=300)
    assert done.returncode in (0, 1), (command[-6:], done.stderr[-1500:])
    assert "Traceback" not in done.stderr, done.stderr[-1500:]
    assert "a socket was asked for" not in done.stderr
    return done


@pytest.mark.slow
def test_every_step_works_where_python_opens_no_socket(study):
    (study / "forbidden.py").write_text(FORBIDDEN)
    program = "import sys; sys.path.insert(0, '.'); import forbidden; from partcode.cli import main; main()"
    for arguments in COMMANDS:
        ran(study, [sys.executable, "-c", program, *arguments])
    with pytest.raises(AssertionError):
        ran(study, [sys.executable, "-c", "import forbidden, socket; socket.create_connection(('127.0.0.1', 9))"])


def _namespaces():
    unshare = shutil.which("unshare")
    return unshare and subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not _namespaces(), reason="no right to a network namespace of one's own")
def test_every_step_works_where_the_kernel_has_no_network(study):
    for arguments in COMMANDS:
        ran(study, ["unshare", "-rn", sys.executable, "-m", "partcode", *arguments])
    long = "Peter: We never trusted the funder.\nAnna: Why?\n" * 180_000  # enough for processes of its own
    (study / "corpus" / "long.txt").write_text(long)
    ran(study, ["unshare", "-rn", sys.executable, "-m", "partcode", *COMMANDS[0], "--jobs", "2"])


def test_reading_and_coding_load_no_client_of_the_network(study):
    program = (
        "import sys; from typer.testing import CliRunner; from partcode.cli import app;"
        f"done = CliRunner().invoke(app, {COMMANDS[0]!r}); assert done.exit_code == 0, done.output;"
        f"print(sorted(set(sys.modules) & {CLIENTS!r}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=study, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
