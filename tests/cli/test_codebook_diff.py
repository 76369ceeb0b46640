"""partcode codebook diff: two versions of a codebook, on their own and on two documents."""

import hashlib

import pytest
from texts import rows

from partcode.codebook.collection import shipped_paths
from partcode.model import Span
from partcode.store import open_store

OLD = """codebook: small
version: 1.0.0
title: {en: Small, fr: Petit}
lists:
  money: {en: [grant], fr: [subvention]}
codes:
  - id: cut
    label: {en: Cut, fr: Coupe}
    who: {exerted_by: [north_funder]}
    rules:
      - id: stop
        en: [stop ..4 <money>]
        fr: [couper ..4 <money>]
      - id: freeze
        en: freeze
        fr: geler
  - id: trust
    label: {en: Trust, fr: Confiance}
    rules: [{id: word, en: trust, fr: confiance}]
"""
NEW = (
    OLD.replace("[grant]", "[grant, tranche]")
    .replace("en: freeze", "en: frost")
    .replace("en: trust", "en: [trust, rely]")
)
ONE = """Anna: What happened?
Peter: They stopped the tranche. They froze it and stopped the grant.
Peter: We never trust them. They froze us.
"""
TWO = """Anna: And you?
Moussa: We rely on them. We trust them.
Anna: Always?
Moussa: Yes.
"""


@pytest.fixture
def study(here, call):
    (here / "texts").mkdir()
    (here / "texts" / "one.txt").write_text(ONE, encoding="utf-8")
    (here / "texts" / "two.txt").write_text(TWO, encoding="utf-8")
    (here / "old.yaml").write_text(OLD, encoding="utf-8")
    (here / "new.yaml").write_text(NEW, encoding="utf-8")
    assert call("run", "texts", "-c", "old.yaml", "--no-tables", "--language", "en", "-q").exit_code == 0
    return here / "partcode.db"


def diff(call, *arguments):
    return call("codebook", "diff", "old.yaml", "new.yaml", *arguments)


def test_changes_are_a_table_and_an_answer_of_no(call, study):
    result = diff(call)
    assert result.exit_code == 1
    assert [tuple(row.values()) for row in rows(result.stdout)] == [
        ("list", "money", "changed", "en", "", "tranche"),
        ("rule", "cut/stop", "reached", "en: stop ..4 <money>", "", "tranche"),
        ("rule", "cut/freeze", "changed", "en", "freeze", "frost"),
        ("rule", "trust/word", "changed", "en", "", "rely"),
    ]
    assert result.stderr == (
        "small 1.0.0 → small 1.0.0: 3 changed, 1 reached\n"
        "both are small 1.0.0: raise the version, so that results say which made them\n"
    )


def test_a_version_that_was_raised_is_not_asked_for(call, study, here):
    (here / "new.yaml").write_text(NEW.replace("version: 1.0.0", "version: 1.1.0"), encoding="utf-8")
    assert "raise the version" not in diff(call).stderr


def test_the_same_codebook_is_an_answer_of_yes(call, study):
    result = call("codebook", "diff", "old.yaml", "old.yaml", "--db", study)
    assert result.exit_code == 0
    assert rows(result.stdout) == []
    assert "no difference" in result.stderr


def test_codings_are_counted_by_code_before_anything_is_written(call, study):
    before = hashlib.sha256(study.read_bytes()).hexdigest()
    result = diff(call, "--db", study)
    assert result.exit_code == 1
    assert [tuple(row.values()) for row in rows(result.stdout)] == [
        # code, before, after, appears, disappears, changed, decided, documents
        ("cut", "2", "2", "1", "1", "1", "0", "1"),
        ("trust", "2", "3", "1", "0", "0", "0", "1"),
    ]
    assert "2 codings would appear, 1 disappear, 1 stand on other evidence, in 2 documents" in result.stderr
    assert hashlib.sha256(study.read_bytes()).hexdigest() == before
    assert [path.name for path in study.parent.glob("partcode.db*")] == ["partcode.db"]


def test_every_coding_that_changes_is_shown_in_context(call, study):
    found = rows(diff(call, "--db", study, "--show", "segments", "-q").stdout)
    evidence = ("code", "change", "rule_before", "words_before", "rule_after", "words_after", "text")
    assert [tuple(row[name] for name in evidence) for row in found] == [
        ("cut", "appears", "", "", "stop", "stopped the tranche", "They stopped the tranche."),
        ("cut", "changed", "freeze", "froze", "stop", "stopped the grant", "They froze it and stopped the grant."),
        ("cut", "disappears", "freeze", "froze", "", "", "They froze us."),
        ("trust", "appears", "", "", "word", "rely", "We rely on them."),
    ]
    assert (found[0]["verdict_before"], found[0]["verdict_after"]) == ("", "perhaps reported")
    assert found[0]["pre"].endswith("Peter:")
    assert found[0]["post"].startswith("They froze it")
    for row in found:
        text = {"one.txt": ONE, "two.txt": TWO}[row["document"]]
        assert text[int(row["start"]) : int(row["end"])] == row["text"]


def test_a_verdict_that_changes_is_other_evidence(call, study, here):
    (here / "new.yaml").write_text(OLD.replace("en: trust,", "en: trust, negation: ignore,"), encoding="utf-8")
    (row,) = rows(diff(call, "--db", study, "--show", "segments", "-q").stdout)
    assert (row["change"], row["words_before"], row["words_after"]) == ("changed", "trust", "trust")
    assert (row["verdict_before"], row["verdict_after"]) == ("negated", "")


def test_the_unit_of_coding_can_be_the_turn(call, study):
    before = study.read_bytes()
    found = rows(diff(call, "--db", study, "--unit", "turn", "--show", "segments", "-q").stdout)
    # What disappears from one sentence is still there in another one of its turn.
    assert [(row["code"], row["change"], row["text"]) for row in found] == [
        ("cut", "changed", "They stopped the tranche. They froze it and stopped the grant."),
        ("cut", "disappears", "We never trust them. They froze us."),
        ("trust", "changed", "We rely on them. We trust them."),
    ]
    assert study.read_bytes() == before


def test_what_people_have_decided_is_said(call, study):
    with open_store(study, create=False) as store:
        sha256 = store.known()["one.txt"].text_sha256
        start = ONE.index("They froze us.")
        store.reviews.decide(sha256, Span(start, start + len("They froze us.")), "cut", "accepted", "Ana")
    result = diff(call, "--db", study, "--show", "segments")
    assert [row["decision"] for row in rows(result.stdout)] == ["", "", "accepted", ""]
    assert "people have decided on 1 coding of these; their decisions stay" in result.stderr


def test_a_codebook_is_named_as_it_was_applied_then(call, study, here):
    sha256 = hashlib.sha256(OLD.encode()).hexdigest()
    (here / "old.yaml").write_text(NEW, encoding="utf-8")
    result = call("codebook", "diff", f"small@{sha256[:6]}", "old.yaml", "--db", study, "-q")
    assert [row["code"] for row in rows(result.stdout)] == ["cut", "trust"]


def test_a_shipped_codebook_is_named_by_its_id(call, here):
    path = min(shipped_paths(), key=lambda one: one.stat().st_size)
    source = path.read_text(encoding="utf-8").replace("version: ", "version: 1", 1)
    (here / "mine.yaml").write_text(source, encoding="utf-8")
    (row,) = rows(call("codebook", "diff", path.stem, "mine.yaml", "-q").stdout)
    assert (row["what"], row["id"], row["field"]) == ("codebook", path.stem, "version")


USING = """codebook: using
version: 1.0.0
title: {en: Using, fr: Usage}
uses: [small]
codes:
  - {id: power, label: {en: Power, fr: Pouvoir}, rules: [{id: taken, codes: [trust]}]}
"""


def test_what_changed_in_a_codebook_that_both_use_is_told(call, study, here):
    for folder, small in (("before", OLD), ("after", NEW)):
        (here / folder).mkdir()
        (here / folder / "small.yaml").write_text(small, encoding="utf-8")
        (here / folder / "using.yaml").write_text(USING, encoding="utf-8")
    result = call("codebook", "diff", "before/using.yaml", "after/using.yaml")
    assert result.exit_code == 1
    assert [(row["what"], row["id"], row["after"]) for row in rows(result.stdout)][-1] == ("rule", "trust/word", "rely")
    tried = call("codebook", "diff", "before/using.yaml", "after/using.yaml", "--db", study)
    assert [(row["code"], row["appears"]) for row in rows(tried.stdout)] == [("power", "1")]
    assert "3 changed, 1 reached" in tried.stderr


TALK = """codebook: talk
version: 1.0.0
title: {en: Talk, fr: Propos}
codes:
  - {id: ask, label: {en: Ask, fr: Demande}, rules: [{id: r, en: demand, fr: exiger}]}
  - {id: refuse, label: {en: Refuse, fr: Refus}, rules: [{id: r, en: refuse, fr: refuser}]}
  - {id: deal, label: {en: Deal, fr: Accord}, rules: [{id: r, en: agree, fr: entendre}]}
sequences:
  - {id: course, label: {en: Course, fr: Cours}, steps: [ask, refuse, deal], within: 6 turns}
"""
THREE = """Anna: We demand a report.
Peter: We refuse it.
Anna: Hm.
Peter: Hm.
Anna: I agree.
Peter: Good.
Anna: We demand an audit.
Peter: We refuse.
"""


@pytest.fixture
def talk(study, here, call):
    (here / "texts" / "three.txt").write_text(THREE, encoding="utf-8")
    assert call("ingest", "texts", "--language", "en", "-q").exit_code == 0
    (here / "old.yaml").write_text(TALK, encoding="utf-8")
    return study


def test_chains_that_would_change_are_counted_and_shown(call, talk, here):
    (here / "new.yaml").write_text(TALK.replace("within: 6", "within: 3"), encoding="utf-8")
    result = diff(call, "--db", talk)
    assert result.exit_code == 1
    assert [tuple(row.values()) for row in rows(result.stdout)] == [("course", "2", "2", "0", "0", "1", "0", "1")]
    assert "0 codings would appear, 0 disappear" in result.stderr
    assert "0 chains would appear, 0 disappear, 1 have other steps, in 1 document; nothing was written" in result.stderr
    (row,) = rows(diff(call, "--db", talk, "--show", "segments", "-q").stdout)
    assert (row["document"], row["code"], row["change"]) == ("three.txt", "course", "changed")
    assert (row["rule_before"], row["verdict_before"]) == ("ask → refuse → deal", "complete")
    assert (row["rule_after"], row["words_after"], row["verdict_after"]) == (
        "ask → refuse", "demand → refuse", "2 of 3 steps"
    )  # fmt: skip
    assert row["text"] == THREE[THREE.index("We demand a report") : THREE.index("I agree.") + len("I agree.")]


@pytest.mark.parametrize(("to", "counts"), [("refuse, ask", "2 disappear"), ("ask, refuse", "0 disappear")])
def test_chains_that_come_and_go_are_told(call, talk, here, to, counts):
    source = TALK.replace("steps: [ask, refuse, deal]", f"steps: [{to}]")
    (here / "new.yaml").write_text(source, encoding="utf-8")
    stderr = diff(call, "--db", talk).stderr
    assert f"chains would appear, {counts}" in stderr or f"chain would appear, {counts}" in stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["powr", "old.yaml"], "no codebook powr\n  did you mean power?"),
        (["old.yml", "old.yaml"], "no codebook old.yml"),
        (["small@12", "old.yaml"], "small@12: in which database?"),
        (["small@zz", "old.yaml", "--db", "partcode.db"], "no codebook small@zz in the database\n  there are: small@"),
        (["small@", "old.yaml", "--db", "partcode.db"], "small@: which one?\n  there are: small@"),
        (["other@12", "old.yaml", "--db", "partcode.db"], "no codebook other@12 in the database\n  see"),
        (["old.yaml", "new.yaml", "--show", "segments"], "--show segments needs a database"),
        (["old.yaml", "new.yaml", "--db", "none.db"], "no database here"),
    ],
)
def test_what_can_t_be_meant_is_a_usage_error(call, study, arguments, message):
    result = call("codebook", "diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_stored_codebook_whose_base_has_changed_can_t_be_had(call, study, here):
    (here / "base.yaml").write_text(OLD.replace("codebook: small", "codebook: base"), encoding="utf-8")
    (here / "more.yaml").write_text("codebook: more\nversion: 1.0.0\nextend: base@1.0.0\n", encoding="utf-8")
    assert call("code", "-c", "more.yaml", "-q").exit_code == 0
    with open_store(study, create=False) as store:
        (sha256,) = (one.sha256 for one in store.codebooks() if one.id == "more")
    (here / "base.yaml").write_text(NEW.replace("codebook: small", "codebook: base"), encoding="utf-8")
    result = call("codebook", "diff", f"more@{sha256[:6]}", "old.yaml", "--db", study)
    assert result.exit_code == 2
    assert "base" in result.stderr
