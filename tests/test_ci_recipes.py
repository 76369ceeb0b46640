"""docs/ci.md: its workflow and its hooks, run as they stand, over a study in a git repository."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

CODEBOOK = """codebook: trust
version: 1.0.0
title: {en: Trust, fr: Confiance}
codes:
  - id: trust
    label: {en: Trust, fr: Confiance}
    definition: Confidence in a partner, built, given or lost
    rules:
      - id: word
        en:
          - trust
          - rely ..2 on
        fr: confiance
    examples:
      matches: [{en: We trust them.}, {en: We rely on them.}, {fr: Nous avons confiance.}]
      rejects: [{en: It rained.}, {fr: Il pleut.}]
"""
TEXT = """Anna: Do you trust them?
Peter: We rely on their reports.
Anna: And they?
Peter: They may count on us.
"""


@pytest.fixture(scope="module")
def recipes(root):
    """The workflow and the hooks of docs/ci.md."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (root / "docs/ci.md").read_text(encoding="utf-8"), re.M | re.S)
    workflow, hooks = map(yaml.safe_load, blocks)
    return workflow, hooks["repos"][0]["hooks"]


@pytest.fixture
def study(tmp_path):
    """A study in a repository: locked, committed."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    (tmp_path / "codebooks").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "codebooks/trust.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "texts/one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "partcode.yaml").write_text("folders: [texts]\ncodebooks: [codebooks]\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.db*\nresults/\n", encoding="utf-8")
    shell("git init -q", tmp_path)
    shell("partcode run -q && partcode lock -q", tmp_path)
    commit(tmp_path)
    return tmp_path


def shell(command, folder):
    here = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PARTCODE_", "GIT_"))}
    return subprocess.run(
        command, shell=True, cwd=folder, env={**environment, "PATH": here}, capture_output=True, encoding="utf-8"
    )


def commit(folder):
    who = "-c user.name=a -c user.email=a@b"
    done = shell(f"git add -A && git {who} -c commit.gpgsign=false commit -qm study", folder)
    assert done.returncode == 0, done.stderr


def run_workflow(workflow, folder):
    """Exit code and stdout of the first step that fails in a fresh clone; (0, "") when none does."""
    clone = folder.parent / "clone"
    shutil.rmtree(clone, ignore_errors=True)
    shell(f"git clone -q {shlex.quote(str(folder))} {shlex.quote(str(clone))}", folder)
    (job,) = workflow["jobs"].values()
    for step in job["steps"]:
        command = step.get("run", "")
        if command and not command.startswith("pip install"):
            done = shell(command, clone)
            if done.returncode:
                return done.returncode, done.stdout
    return 0, ""


def run_hooks(hooks, folder, changed):
    """Ids of the hooks that fail on `changed` files, called as pre-commit calls them."""
    failed = []
    for hook in hooks:
        files = [name for name in changed if re.search(hook["files"], name)]
        if files:
            names = files if hook.get("pass_filenames", True) else []
            if shell(shlex.join([*shlex.split(hook["entry"]), *names]), folder).returncode:
                failed.append(hook["id"])
    return failed


def test_the_workflow_does_what_a_workflow_needs(recipes):
    workflow, _ = recipes
    (job,) = workflow["jobs"].values()
    assert [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step] == [
        "actions/checkout",
        "actions/setup-python",
    ]
    assert workflow[True] == ["push", "pull_request"]  # YAML reads `on` so
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == "partcode verify --format github"


def test_the_hooks_of_the_repository_are_those_of_the_page(recipes, root):
    _, hooks = recipes
    own = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [{**hook, "language": "python"} for hook in hooks] == own


@pytest.mark.slow
def test_a_changed_rule_fails_at_its_line_until_it_is_locked(recipes, study):
    workflow, hooks = recipes
    assert run_workflow(workflow, study) == (0, "")

    changed = CODEBOOK.replace("rely ..2 on", "(rely|count) ..2 on")
    (study / "codebooks/trust.yaml").write_text(changed, encoding="utf-8")
    line = 1 + changed.splitlines().index("          - (rely|count) ..2 on")
    commit(study)
    code, out = run_workflow(workflow, study)
    assert code == 1
    assert out.splitlines() == [
        f"::error file=codebooks/trust.yaml,line={line},col=13,title=partcode.lock::"
        "rule trust/word differs: 1 coding appeared, in 1 document%0Aone.txt: turn 4, 81-102 appears (word)"
    ]
    assert run_hooks(hooks, study, ["codebooks/trust.yaml"]) == ["partcode-verify"]

    assert shell("partcode run -q && partcode lock -q", study).returncode == 0
    diff = shell("git diff --unified=0 partcode.lock", study).stdout
    assert [one for one in diff.splitlines() if one.startswith("+{") and '"coding"' in one]
    commit(study)
    assert run_workflow(workflow, study) == (0, "")
    assert run_hooks(hooks, study, ["partcode.lock"]) == []


@pytest.mark.slow
def test_a_mistake_and_a_failing_example_stop_their_hooks(recipes, study):
    _, hooks = recipes
    path = study / "codebooks/trust.yaml"
    path.write_text(CODEBOOK.replace("rely ..2 on\n", "rely ..2 <onn>\n"), encoding="utf-8")
    assert "partcode-codebook-check" in run_hooks(hooks, study, ["codebooks/trust.yaml"])
    path.write_text(CODEBOOK.replace("It rained.", "I trust you."), encoding="utf-8")
    assert "partcode-codebook-test" in run_hooks(hooks, study, ["codebooks/trust.yaml"])


def test_files_that_no_codebook_needs_start_no_hook(recipes, tmp_path):
    _, hooks = recipes
    assert run_hooks([{**hook, "entry": "false"} for hook in hooks], tmp_path, ["notes.md", "other/trust.yaml"]) == []
