import subprocess
import sys
import time

import pytest

from partcode import __version__

HEAVY = ("numpy", "spacy", "sqlite_utils", "sqlite3", "lxml", "yaml", "rich", "regex", "simplemma")
COMMANDS = [
    [],
    ["run"],
    ["ingest"],
    ["code"],
    ["export"],
    ["lock"],
    ["verify"],
    ["diff"],
    ["runs"],
    ["runs", "list"],
    ["runs", "show"],
    ["runs", "prune"],
    ["corpus"],
    ["corpus", "list"],
    ["corpus", "show"],
    ["corpus", "speakers"],
    ["corpus", "cases"],
    ["corpus", "remove"],
    ["pseudonymise"],
    ["pseudonymise", "propose"],
    ["pseudonymise", "apply"],
    ["pseudonymise", "tables"],
    ["pseudonymise", "reverse"],
    ["codebook"],
    ["codebook", "list"],
    ["codebook", "show"],
    ["codebook", "check"],
]


def test_the_version_is_told(call):
    result = call("--version")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"partcode {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_begins_with_examples(call, command, flag):
    result = call(*command, flag)
    assert (result.exit_code, result.stderr) == (0, "")
    usage, blank, examples, first, *_ = result.stdout.splitlines()
    assert usage.startswith(" ".join(["Usage: partcode", *command]))
    assert (blank, examples) == ("", "  Examples:")
    assert first.startswith("    partcode ")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_a_command_does_is_told_in_lines_of_80(call, command):
    _, examples, *told = call(*command, "--help").stdout.split("\n\n")
    assert "Examples:" in examples
    assert max(len(line) for part in told for line in part.splitlines()) <= 80


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_nothing_heavy_is_imported_to_say_hello(argument):
    code = f"""if 1:
        import sys
        from partcode.cli import app
        try:
            app([{argument!r}])
        except SystemExit:
            pass
        print(*[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == "\n"


@pytest.mark.parametrize(
    ("arguments", "imported"),
    [
        (["--version"], ""),
        (["freq", "--help"], "partcode.cli.analysis.freq"),
        (["validate", "-h"], "partcode.cli.validate"),
    ],
)
def test_a_command_is_imported_only_when_it_is_asked_for(arguments, imported):
    code = f"""if 1:
        import sys
        from partcode.cli.app import app, COMMANDS
        try:
            app({arguments!r})
        except SystemExit:
            pass
        print(*[name for name in COMMANDS if name in sys.modules], file=sys.stderr)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == f"{imported}\n"


def test_a_run_without_token_rules_never_imports_spacy(corpus):
    (corpus.parent / "mine.yaml").write_text(
        "codebook: mine\nversion: 1.0.0\ncodes: [{id: trust, rules: [{id: words, en: [trust], fr: [confiance]}]}]\n",
        encoding="utf-8",
    )
    code = """if 1:
        import sys
        from partcode.cli import app
        try:
            app(["run", "texts", "-q", "-c", "mine.yaml"])
        except SystemExit as exit:
            assert not exit.code, exit.code
        print("spacy" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"


def test_the_version_takes_at_most_12_times_as_long_as_python_itself():
    def seconds(*command):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begin

    # The best of several: other processes may be busy.
    python = min(seconds("-c", "pass") for _ in range(7))
    version = min(seconds("-m", "partcode", "--version") for _ in range(7))
    assert version < 12 * python
