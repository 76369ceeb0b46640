import os
import signal
import subprocess
import sys
import time

import pytest

from partcode.errors import Exit
from partcode.pipeline import ingesting

PARTCODE = [sys.executable, "-m", "partcode"]


def failing(error):
    def fail(*_):
        secret = "what was said in confidence"
        raise error(secret)

    return fail


def test_a_bug_is_told_in_two_lines_that_quote_nothing(call, corpus, monkeypatch):
    monkeypatch.setattr(ingesting, "ingest", failing(KeyError))
    result = call("run", "texts")
    assert (result.exit_code, result.stdout) == (Exit.BUG, "")
    first, second = result.stderr.splitlines()
    assert first.startswith("error: this is a bug in partcode: KeyError at test_door.py:")
    assert "confidence" not in result.stderr
    assert "PARTCODE_DEBUG=1" in second


SAID = "We never trusted the funder"


@pytest.mark.parametrize("debug", ["", "1"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crash_over_a_transcript_never_prints_it(corpus, here, small_codebooks, debug, jobs):
    """A bug that holds the text in locals and quotes it, in this process or in a worker."""
    (corpus / "said.txt").write_text(f"Ann: {SAID}.\n")
    (here / "sitecustomize.py").write_text(f"""
from partcode.pipeline.engines import workers
workers.WORTH_A_PROCESS = 0
def broken(self, outcomes, new):
    text = next(one.document.text for one in outcomes if {SAID!r} in one.document.text)
    try:
        {{}}[text]
    except KeyError as error:
        raise RuntimeError(text + chr(10) + text) from error
workers.Worker._code = broken
""")
    environment = {**os.environ, "PARTCODE_DEBUG": debug}
    environment["PYTHONPATH"] = os.pathsep.join([str(here), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [*PARTCODE, "run", "texts", "-j", str(jobs), *(part for path in small_codebooks for part in ("-c", path))]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (Exit.BUG, "")
    assert "this is a bug in partcode: RuntimeError at " in done.stderr
    assert SAID not in done.stderr and "text = " not in done.stderr.replace("text = next(", "")
    assert ("Traceback" in done.stderr) == bool(debug)
    if debug:
        assert ", in broken" in done.stderr
        assert jobs == 2 or "KeyError" in done.stderr


def test_an_interruption_says_what_to_do(call, corpus, monkeypatch):
    monkeypatch.setattr(ingesting, "ingest", failing(KeyboardInterrupt))
    result = call("run", "texts")
    assert result.exit_code == Exit.INTERRUPTED
    assert result.stderr == "interrupted; what was finished is kept, run it again\n"


@pytest.mark.parametrize("format", ["tsv", "table"])
def test_a_reader_that_stops_early_is_no_error(coded, format):
    command = [*PARTCODE, "export", "matrix", "--format", format]
    partcode = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    partcode.stdout.close()
    assert partcode.stderr.read() == b""
    assert partcode.wait() == Exit.DONE


def test_the_work_goes_on_when_nobody_listens_to_its_summary(corpus, here, small_codebooks):
    command = [*PARTCODE, "run", "texts", *(part for path in small_codebooks for part in ("-c", path))]
    partcode = subprocess.Popen(command, stderr=subprocess.PIPE)
    partcode.stderr.close()
    assert partcode.wait() == Exit.DONE
    assert (here / "results/segments.csv").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [["export", "turns"], ["export", "turns", "-f", "table"], ["--help"]])
def test_a_full_disk_behind_stdout_is_the_user_s_to_mend(coded, arguments):
    with open("/dev/full", "w") as full:
        done = subprocess.run([*PARTCODE, *arguments], stdout=full, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == Exit.USER
    assert done.stderr.startswith("error: stdout: can't be written: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("command", "exit_code", "told"),
    [
        ("export turns >&-", Exit.USER, "error: stdout: can't be written: Bad file descriptor"),
        ("ingest texts -q >&-", Exit.DONE, ""),
        ("ingest texts 2>&-", Exit.DONE, ""),
        ("codebook explain - <&-", Exit.USER, "error: no sentence to explain"),
    ],
)
def test_a_stream_that_the_shell_has_closed_is_no_bug(coded, command, exit_code, told):
    script = f"{sys.executable} -m partcode {command}"
    done = subprocess.run(["sh", "-c", script], stderr=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == exit_code
    assert done.stderr.partition("\n")[0] == told


def test_stdout_is_the_payload_and_stderr_the_rest(corpus):
    done = subprocess.run([*PARTCODE, "ingest", "texts", "--dry-run"], capture_output=True, encoding="utf-8")
    assert done.returncode == 0
    assert done.stdout.startswith("file\tstatus")
    assert done.stderr.startswith("read: 2 files")
    assert "\x1b" not in done.stdout + done.stderr


def test_a_pipe_gets_utf_8_whatever_the_system_s_encoding(coded, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    done = subprocess.run([*PARTCODE, "corpus", "show", "fr.txt", "--text"], capture_output=True)
    table = subprocess.run([*PARTCODE, "export", "turns"], capture_output=True)
    assert "décide".encode() in done.stdout
    assert "décide".encode() in table.stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("seconds", [0.05, 0.3, 1])  # the worker starts, is asked to work, works
def test_ctrl_c_leaves_a_file_that_opens_and_a_run_that_can_be_repeated(corpus, here, call, seconds):
    line = "Peter: It rained all day, and the goats slept in the store.\nAnna: Why?\n"
    for number in range(8):
        (corpus / f"{number}.txt").write_text(line * 15_000, encoding="utf-8")
    partcode = subprocess.Popen(
        [*PARTCODE, "run", "texts", "--jobs", "2"], stderr=subprocess.PIPE, start_new_session=True, encoding="utf-8"
    )
    while not (here / "partcode.db").exists():
        time.sleep(0.05)
    time.sleep(seconds)
    assert partcode.poll() is None
    os.killpg(partcode.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, told = partcode.communicate(timeout=60)
    assert partcode.returncode == Exit.INTERRUPTED
    assert told.endswith("interrupted; what was finished is kept, run it again\n")
    assert "Traceback" not in told
    assert call("run", "texts", "-q").exit_code == 0
