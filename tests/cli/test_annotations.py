"""partcode verify --format github: each annotation stands in the file that was changed, at a line that is there."""

import re
import shutil
from pathlib import Path

import pytest
from texts import change

PARENT = """codebook: parent
version: 1.0.0
title: {en: Parent, fr: Parent}
lists:
  yearly: {en: [year, annual], fr: [an]}
codes:
  - id: par.audit
    label: {en: Audit, fr: Audit}
    definition: Audits
    rules:
      - id: word
        en: [audit]
        fr: [audit]
      - id: time
        en: [<yearly>]
        fr: [<yearly>]
    examples:
      matches: [{en: The audit.}]
      rejects: [{en: It rained.}]
  - id: par.money
    label: {en: Money, fr: Argent}
    definition: Money
    rules: [{id: word, en: money, fr: argent}]
    examples:
      matches: [{en: No money.}]
      rejects: [{en: It rained.}]
"""
CHILD = """codebook: child
version: 1.0.0
title: {en: Child, fr: Enfant}
extend: parent@1.0.0
lists:
  imposing: {en: [impose], fr: [imposer]}
codes:
  - id: kid.rule
    label: {en: Rule, fr: Règle}
    definition: What is imposed
    rules:
      - id: word
        en: [<imposing>]
        fr: [<imposing>]
        near:
          any: {en: [audit], fr: [procédure]}
          within: sentence
    examples:
      matches: [{en: They impose an audit.}]
      rejects: [{en: It rained.}]
"""
SPEAKERS = """document,label,name,role
fr.txt,Moussa,,state
en.txt,Peter,,south_ngo
"""
PLACE = re.compile(r"::(error|warning) (?:file=([^,]+)(?:,line=(\d+))?[^:]*,)?title=partcode.lock::(.+)")


@pytest.fixture
def study(corpus, small_codebooks, call, here):
    """A study whose codebook child extends one that is not applied by itself."""
    (here / "partcode.yaml").write_text("folders: [texts]\ncodebooks: [child.yaml, power.yaml, trust.yaml]\n")
    for path in small_codebooks:
        shutil.copy(path, here)
    for name, text in (("parent.yaml", PARENT), ("child.yaml", CHILD), ("texts/speakers.csv", SPEAKERS)):
        (here / name).write_text(text, encoding="utf-8")
    assert call("run", "-q", "--no-tables").exit_code == 0
    assert call("lock", "-q").exit_code == 0
    return here


def cut(path, first, behind):
    text = path.read_text(encoding="utf-8")
    begin, end = text.index(first), text.index(behind) if behind else len(text)
    path.write_text(text[:begin] + text[end:], encoding="utf-8")


def annotations(call):
    """(severity, file, the line's text, message) of each."""
    found = []
    for line in call("verify", "-q", "--format", "github").stdout.splitlines():
        severity, file, number, message = PLACE.fullmatch(line).groups()
        there = Path(file).read_text(encoding="utf-8").splitlines()[int(number) - 1].strip() if number else ""
        found.append((severity, file, there, message.partition("%0A")[0]))
    return found


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("parent.yaml", "en: [audit]", "en: [condition]", "en: [condition]", "rule par.audit/word differs: "),
        ("parent.yaml", "[year, annual]", "[day]", "en: [<yearly>]", "rule par.audit/time differs: 1 coding changed"),
        ("parent.yaml", "id: time", "id: times", "- id: times", "rule par.audit/times is new: 1 coding"),
        ("parent.yaml", "id: time", "id: times", "- id: par.audit", "rule par.audit/time is gone: 1 coding changed"),
        ("parent.yaml", "id: par.money", "id: par.cash", "codebook: parent", "code par.money is gone: 1 coding"),
        ("parent.yaml", "id: par.money", "id: par.cash", "- id: par.cash", "code par.cash is new: 1 coding"),
        ("child.yaml", "en: [impose]", "en: [demand]", "en: [<imposing>]", "rule kid.rule/word differs: 1 coding dis"),
        ("child.yaml", "any: {en: [audit]", "any: {en: [money]", "any: {en: [money], fr: [procédure]}", "rule kid"),
        ("child.yaml", "within: sentence", "within: turn", "- id: word", "rule kid.rule/word differs (moves no"),
        ("trust.yaml", "unless: {en: [trust fund]", "unless: {en: [trust them]", None, "rule norm.trust/word differs"),
        ("power.yaml", "[north_funder, state, io]", "[south_ngo]", "- id: impose", "rule power.coercive/impose"),
        ("texts/speakers.csv", "south_ngo", "state", "en.txt,Peter,,state", "document en.txt has speakers in"),
        ("texts/en.txt", "No audit", "No tax", "", "document en.txt differs: "),
    ],
)  # fmt: skip
def test_a_change_is_told_where_it_was_made(call, study, file, old, new, line, message):
    change(study / file, old, new)
    found = annotations(call)
    here = [one for one in found if one[1] == file and one[3].startswith(message)]
    assert here and line in (None, here[0][2]), found
    assert here[0][0] == ("warning" if "moves no" in message else "error")
    # Nothing that was moved is left without a place.
    assert [one for one in found if one[0] == "error" and not one[1]] == []


def test_a_code_that_is_gone_is_told_in_its_codebook(call, study):
    cut(study / "power.yaml", "  - id: power.coercive", "  - id: power.decision")
    change(study / "trust.yaml", "|power.coercive", "")
    assert ("error", "power.yaml") in [one[:2] for one in annotations(call) if "code power.coercive is gone" in one[3]]


def test_a_codebook_that_is_gone_has_no_place(call, study):
    (study / "child.yaml").unlink()
    change(study / "partcode.yaml", "child.yaml, ", "")
    found = annotations(call)
    assert {one[1] for one in found} == {None}
    assert next(one[3] for one in found if one[0] == "warning").startswith("codebook child: 1.0.0 (")
    assert {one[3].partition(":")[0] for one in found if one[0] == "error"} == {
        "codings of kid.rule", "codings of par.audit", "codings of par.money",
    }  # fmt: skip


def test_roles_that_are_said_elsewhere_are_told_there(call, study):
    cut(study / "texts/speakers.csv", "en.txt", "")  # corpus.yaml says the same of Peter
    assert annotations(call) == []
    change(study / "texts/corpus.yaml", "role: south_ngo", "role: state")
    assert [one[1] for one in annotations(call)] == ["texts/corpus.yaml"]
    (study / "texts/corpus.yaml").unlink()
    (study / "texts/speakers.csv").unlink()
    assert {one[1] for one in annotations(call)} == {"texts/en.txt", "texts/fr.txt"}


def test_a_document_of_two_folders_or_given_by_itself_is_found(call, study):
    (study / "more").mkdir()
    for name in ("en.txt", "only.txt"):
        shutil.copy(study / "texts/en.txt", study / "more" / name)
    assert call("run", "texts", "more", "-q", "--no-tables", "--db", "two.db").exit_code == 0
    assert call("lock", "-q", "--db", "two.db").exit_code == 0
    for name in ("en.txt", "only.txt"):
        change(study / "more" / name, "No audit", "No tax")
    out = call("verify", "texts", "more", "-q", "--format", "github").stdout
    assert re.findall("::error file=([^,]+),", out) == ["more/en.txt", "more/only.txt"]
    assert call("run", "texts/fr.txt", "-q", "--no-tables", "--db", "one.db").exit_code == 0
    assert call("lock", "-q", "--db", "one.db").exit_code == 0
    change(study / "texts/fr.txt", "confiance", "peur")
    out = call("verify", "texts/fr.txt", "-q", "--format", "github").stdout
    assert re.findall("::error file=([^,]+),", out) == ["texts/fr.txt"]
