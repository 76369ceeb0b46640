"""Whatever somebody wrote, a terminal shows it and obeys none of it; elsewhere it stays as it is."""

import csv
import io
import os
import re
import sys
import threading
from xml.etree import ElementTree as Xml

import pytest
from typer.main import get_command

from partcode.cli import app, main
from partcode.cli.screen import Screen
from partcode.table import strong

pty = pytest.importorskip("pty")

STEER = "\x1b[5;35m\x1b]8;;http://evil\x1b\\click\x07\u202e\x9b2J"
MARKUP = "[red][/][link=http://evil]"
HOSTILE = f"{STEER}{MARKUP}"
OWN = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[hl]|\x1b\[2K|\x1b\[1A")  # colours, and what moves a bar
IN_YAML = HOSTILE.encode("unicode_escape").decode().replace("\\x1b\\\\", "\\e\\\\")

SAID = f"A{HOSTILE}: They impose an audit {HOSTILE} on us."
PLACE = f"0-{len(SAID)}"
OTHERWISE = f"A: In the end it was an audit {HOSTILE} that broke the union apart."
CODEBOOK = f"""codebook: mine
version: 1.0.0
title: {{en: "Mine {IN_YAML}"}}
codes:
  - id: mine.click
    label: {{en: "Clicks {IN_YAML}"}}
    definition: "What is clicked {IN_YAML}"
    rules:
      - id: click
        en: [impose ..3 audit, "/(\\e\\\\[5;35m\\u202e|au)dit/"]
    examples:
      matches: [{{en: "They impose an audit {IN_YAML}"}}, {{en: "Nothing {IN_YAML}"}}]
      rejects: [{{en: "We go {IN_YAML}"}}]
"""


def on_terminal(monkeypatch, *arguments, encoding="utf-8", width=200, **variables):
    """What a terminal is sent by a command that runs in this process, and its exit code."""
    ours, theirs = pty.openpty()
    received = []

    def receive():
        while data := read(ours):
            received.append(data)

    reader = threading.Thread(target=receive)
    reader.start()
    with monkeypatch.context() as patch, os.fdopen(theirs, "w", encoding=encoding, newline="\n") as terminal:
        for name, value in {"TERM": "xterm-256color", "COLUMNS": str(width), **variables}.items():
            patch.setenv(name, value)
        patch.setattr("gc.freeze", lambda: None)
        patch.setattr("gc.set_threshold", lambda *_: None)
        patch.setattr(sys, "stdout", terminal)
        patch.setattr(sys, "stderr", os.fdopen(os.dup(theirs), "w", encoding=encoding, errors="backslashreplace"))
        patch.setattr(sys, "argv", ["partcode", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        sys.stderr.close()
    reader.join()
    os.close(ours)
    return b"".join(received).decode(encoding, "replace").replace("\r\n", "\n"), left.value.code


def read(terminal):
    """The next bytes, none when the last writer is gone: Linux then has an error where others have an end."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def assert_harmless(shown):
    assert "\x1b[5;35m" not in shown
    left = OWN.sub("", shown)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left), ascii(left)
    assert "Traceback" not in shown
    assert "bug in partcode" not in shown


@pytest.fixture
def hostile(here):
    """A study in which names of files, speakers, words, metadata, codebook, key and readings try to steer."""
    texts = here / "texts[red]"
    texts.mkdir()
    said = f"{SAID}\nB: We trust [laughs] {HOSTILE}.\n" * 3
    (texts / f"one{HOSTILE.replace('/', '')}.txt").write_text(f"B: Well.\n{said}", encoding="utf-8")
    (texts / "two.txt").write_text(said, encoding="utf-8")
    (texts / os.fsdecode(b"g\xff.txt")).write_bytes(b"")
    (texts / "corpus.yaml").write_text(
        f'cases:\n  k: {{name: "K {IN_YAML}", attributes: {{country: "{IN_YAML}"}}}}\n'
        f'documents:\n  two.txt: {{case: k, speakers: {{B: {{name: "B {IN_YAML}", role: south_ngo}}}}}}\n'
    )
    (here / "again").mkdir()
    (here / "again/two.txt").write_text(OTHERWISE, encoding="utf-8")
    (here / "mine.yaml").write_text(CODEBOOK)
    (here / "other.yaml").write_text(CODEBOOK.replace("impose ..3", "impose ..4").replace("1.0.0", "1.1.0"))
    (here / "broken.yaml").write_text(CODEBOOK.replace("definition:", f'"{IN_YAML}":'))
    speaking = csv.writer((texts / "three.csv").open("w", encoding="utf-8", newline=""))
    speaking.writerows([("speaker", "text"), (f"Zoe{HOSTILE}", f"They impose an audit {HOSTILE}."), ("B", "Yes.")])
    (here / "key.csv").write_text(f'name,kind,pseudonym,variants\nB,person,Bintou,\n"C{STEER}",person,Kadi,\n')
    (here / "gold.csv").write_text(
        f'document,start,end,codes,coder\ntwo.txt,{PLACE.replace("-", ",")},mine.click,"{HOSTILE}"\n'
    )
    (here / "read.csv").write_text(
        f'document,start,end,code,status,why\ntwo.txt,{PLACE.replace("-", ",")},mine.click,accepted,"{HOSTILE}"\n'
    )
    return texts.name


def everything(folder):
    """A command line for each command, in an order in which they find something."""
    yield from (
        ("run", folder, "-c", "mine.yaml", "--dry-run"),
        ("run", folder, "-c", "mine.yaml", "--out", f"r{HOSTILE.replace('/', '')}"),
        ("ingest", folder, "--dry-run"),
        ("ingest", folder),
        ("code", "-c", "mine.yaml"),
        *(("export", table) for table in ("segments", "evidence", "documents", "speakers", "codes", "runs", "cases")),
        ("export", "segments", "--format", "md"),
        ("export", "segments", "--format", "jsonl"),
        ("export", "segments", "--format", "csv"),
        *(("validate", "gold.csv", "--show", show) for show in ("scores", "errors", "agreement")),
        ("kwic", "impose"),
        ("kwic", "mine.", "--sort", "right"),
        ("search", "impose"),
        ("freq", "--by", "speaker"),
        ("crosstab", "speaker"),
        ("crosstab", "speaker", "--wide"),
        ("cooccur", "--by", "speaker", "--within", "2", "--min", "0"),
        ("keyness", "--by", "speaker", "--min", "1"),
        ("sequence", "--actors", "speaker"),
        ("chains", "--steps"),
        ("map", "speaker"),
        ("saturation",),
        ("profile", "--of", "speaker"),
        ("methods",),
        ("report", "--title", HOSTILE),
        ("lock", "--dry-run"),
        ("lock", "-o", f"l{HOSTILE.replace('/', '')}.lock"),
        ("lock",),
        ("verify", folder, "-c", "other.yaml"),
        ("verify", folder, "-c", "other.yaml", "--quotes"),
        ("run", folder, "-c", "other.yaml", "--locked", "--no-tables"),
        ("diff", "partcode.lock", "--show", "segments"),
        ("runs", "list"),
        ("runs", "show"),
        ("runs", "prune", "--keep", "1", "--yes"),
        ("decisions", "accept", "two.txt", PLACE, "mine.click", "--coder", HOSTILE),
        ("decisions", "reject", "two.txt", PLACE, "mine.click", "--coder", HOSTILE),
        ("decisions", "list"),
        ("decisions", "import", "read.csv", "--coder", "Ana"),
        ("run", "again", "-c", "mine.yaml", "--no-tables"),
        ("orphans",),
        ("decisions", "dismiss", "3"),
        ("orphans", "--all"),
        ("undo",),
        ("decisions", "attach", "3", "two.txt", f"0-{len(OTHERWISE)}"),
        ("undo",),
        ("corpus", "list"),
        ("corpus", "list", "--format", "table"),
        ("corpus", "show", "two.txt"),
        ("corpus", "show", "two.txt", "--text"),
        ("corpus", "speakers"),
        ("corpus", "speakers", "-o", "speakers.csv"),
        ("corpus", "speakers", "--import", "speakers.csv"),
        ("corpus", "cases"),
        ("corpus", "remove", "two.txt", "--yes"),
        ("undo",),
        ("db", "check"),
        ("db", "list"),
        ("db", "backup"),
        ("db", "restore", "latest"),
        ("db", "migrate"),
        ("db", "vacuum"),
        ("pseudonymise", "propose", folder),
        ("pseudonymise", "apply", folder, "--key", "key.csv", "--out", "copy"),
        ("pseudonymise", "apply", folder, "--key", "key.csv", "--out", "copy", "--dry-run"),
        ("pseudonymise", "tables", "gold.csv", "--key", "key.csv", "--out", "tables"),
        ("pseudonymise", "reverse", "tables/gold.csv", "--key", "key.csv", "--out", "back"),
        ("codebook", "list", "-c", "mine.yaml"),
        ("codebook", "show", "mine.yaml"),
        ("codebook", "show", "mine.yaml", "--source"),
        ("codebook", "new", "new", "--title", HOSTILE),
        ("codebook", "check", "mine.yaml", "broken.yaml"),
        ("codebook", "check", "broken.yaml", "--format", "json"),
        ("codebook", "check", "broken.yaml", "--format", "github"),
        *(("codebook", "test", "mine.yaml", "--format", form) for form in ("text", "json", "junit")),
        ("codebook", "explain", f"They impose an audit {HOSTILE}", "-c", "mine.yaml"),
        ("codebook", "explain", "mine.click", f"a{HOSTILE}b {HOSTILE}", "-c", "mine.yaml", "--format", "table"),
        ("codebook", "expand", "mine.click", "-c", "mine.yaml"),
        ("codebook", "diff", "mine.yaml", "other.yaml"),
        ("codebook", "diff", "mine.yaml", "other.yaml", "--db", "partcode.db", "--show", "segments"),
        ("codebook", "coverage", "mine.yaml"),
        ("codebook", "suggest", "mine.click", "-c", "mine.yaml"),
        ("codebook", "schema"),
    )


def leaves(command, *name):
    children = getattr(command, "commands", None)
    if not children:
        yield name
    for child, sub in (children or {}).items():
        yield from leaves(sub, *name, child)


COMMANDS = list(leaves(get_command(app)))


def test_no_command_lets_what_is_written_steer_the_terminal(monkeypatch, hostile, small_codebooks):
    done = list(everything(hostile))
    assert {line[: len(name)] for name in COMMANDS for line in done if line[: len(name)] == name} == set(COMMANDS)
    for line in done:
        shown, code = on_terminal(monkeypatch, *line)
        assert_harmless(shown)
        assert code in (0, 1), shown  # a command that stops early shows nothing of what was written


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_hostile_arguments_come_back_written_out(monkeypatch, here, small_codebooks, command):
    for arguments in ([f"--{HOSTILE}"], [HOSTILE] * 3, [HOSTILE, "--format", HOSTILE], ["--db", f"{HOSTILE}.db"]):
        shown, _ = on_terminal(monkeypatch, *command, *arguments)
        assert_harmless(shown)


@pytest.mark.parametrize(("encoding", "word"), [("ascii", "\\xe9t\\xe9"), ("latin-1", "été"), ("utf-8", "été")])
def test_a_terminal_with_few_letters_gets_those_it_has(monkeypatch, hostile, encoding, word):
    on_terminal(monkeypatch, "run", hostile, "-c", "mine.yaml", "-q", encoding=encoding)
    shown, code = on_terminal(monkeypatch, "export", "codes", encoding=encoding)
    assert (code, "---" in shown, "───" in shown) == (0, encoding != "utf-8", encoding == "utf-8")
    shown, code = on_terminal(monkeypatch, "codebook", "explain", "Un été.", "-c", "mine.yaml", encoding=encoding)
    assert code == 0
    shown, code = on_terminal(monkeypatch, "corpus", "show", "été", encoding=encoding)
    assert f"unknown document {word}" in shown or word in shown


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_a_terminal_without_styles_gets_words_in_brackets(monkeypatch, hostile, variables):
    asked = ("codebook", "explain", "mine.click", "They impose an audit.", "-c", "mine.yaml", "-q")
    shown, _ = on_terminal(monkeypatch, *asked)
    assert "\x1b[1;4mimpose an audit\x1b[0m" in shown
    plain, _ = on_terminal(monkeypatch, *asked, **variables)
    assert "\x1b" not in plain
    assert "[impose an audit]" in plain


def test_words_are_underlined_by_pairs_of_marks_alone():
    Screen(shown := io.TextIOWrapper(io.BytesIO(), encoding="utf-8")).write(f"\ufdd0a {strong('b')} c\ufdd1")
    shown.flush()
    assert shown.buffer.getvalue().decode() == "\ufdd0a \x1b[1;4mb\x1b[0m c\ufdd1"


def test_off_a_terminal_the_payload_stays_as_it_is(call, hostile):
    call("ingest", hostile, "-q")
    said = call("corpus", "show", "two.txt", "--text").stdout_bytes.decode()
    assert said.startswith(f"{SAID}\nB: We trust [laughs] {HOSTILE}.\n")
    assert f"K {HOSTILE}" in call("export", "cases", "--format", "csv").stdout
    assert call("codebook", "show", "mine.yaml", "--source").stdout == CODEBOOK
    results = call("codebook", "test", "mine.yaml", "--format", "junit").stdout
    assert "They impose an audit" in Xml.fromstring(results)[0][0].get("name")
