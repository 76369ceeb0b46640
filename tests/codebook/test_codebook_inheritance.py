"""Codebooks that extend and use others: what comes along, what changes, where everything stands."""

from hashlib import sha256
from pathlib import Path

import pytest

from partcode.codebook.collection import collect, gather
from partcode.codebook.lint import check
from partcode.codebook.loader import load, loads
from partcode.coding.negation_words import NEGATORS
from partcode.errors import CodebookError, Finding
from partcode.model import Codebook

BASE = """\
codebook: base
version: 1.0.0
title: {en: Base, fr: Socle}
accents: lossy
lists:
  money: {en: [fund, grant], fr: [fonds]}
  people: {en: [partner], fr: [partenaire]}
codes:
  - id: power.coercive
    label: {en: Coercive power, fr: Pouvoir coercitif}
    definition: Capacity to impose
    source: field notes
    who: {exerted_by: state}
    rules:
      - {id: impose, en: impose, fr: imposer}
      - {id: withhold, en: withhold ..3 <money>, fr: couper ..3 <money>}
    examples: {matches: [{en: They impose it.}, {en: They withhold the fund.}]}
  - id: power.control
    rules: [{id: audit, en: audit, fr: audit}]
  - id: power.any
    rules: [{id: all, codes: [power.coercive]}]
sequences:
  - {id: chain, steps: [power.coercive, power.any], within: 6 turns}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def extending(folder: Path, more: str) -> Codebook:
    write(folder, "base", BASE)
    return load(write(folder, "mine", f"codebook: mine\nversion: 1.0.0\nextend: base@1.0.0\n{more}"))


def findings(*paths: Path) -> tuple[Finding, ...]:
    with pytest.raises(CodebookError) as caught:
        collect(paths)
    return caught.value.findings


def rules(book: Codebook, code: str) -> dict[str, str]:
    """The file of each rule of a code."""
    found = next(one for one in book.codes if one.id == code)
    return {rule.id: Path(rule.where.path).name for rule in found.rules}


def test_everything_of_the_extended_codebook_comes_along(tmp_path: Path) -> None:
    mine = extending(tmp_path, "")
    base = load(tmp_path / "base.yaml")
    assert (mine.id, mine.title, mine.accents) == ("mine", base.title, "lossy")
    assert mine.codes == base.codes and mine.sequences == base.sequences
    assert mine.source == (tmp_path / "mine.yaml").read_text() and mine.path == str(tmp_path / "mine.yaml")


def test_codes_and_rules_are_switched_off(tmp_path: Path) -> None:
    mine = extending(tmp_path, "without: [power.coercive/impose, power.control]\n")
    assert [code.id for code in mine.codes] == ["power.coercive", "power.any"]
    assert rules(mine, "power.coercive") == {"withhold": "base.yaml"}


def test_an_own_code_changes_the_one_of_its_id(tmp_path: Path) -> None:
    code = """\
codes:
  - id: power.new
  - id: power.coercive
    label: {fr: Contrainte}
    definition: Capacity to force
    rules:
      - {id: impose, en: force, fr: forcer}
      - {id: oblige, en: oblige <people>, fr: obliger <people>}
    examples: {matches: [{en: They oblige partners.}], rejects: [{en: They impose it.}]}
"""
    mine = extending(tmp_path, code)
    assert [code.id for code in mine.codes] == ["power.coercive", "power.control", "power.any", "power.new"]
    changed = mine.codes[0]
    assert changed.label == {"en": "Coercive power", "fr": "Contrainte"}
    assert (changed.definition, changed.source) == ("Capacity to force", "field notes")
    assert changed.who is not None and changed.who.exerted_by == ("state",)
    assert rules(mine, "power.coercive") == {"impose": "mine.yaml", "withhold": "base.yaml", "oblige": "mine.yaml"}
    assert [(one.text, one.matches) for one in changed.examples] == [
        ("They impose it.", False),
        ("They withhold the fund.", True),
        ("They oblige partners.", True),
    ]
    assert (changed.where.path, changed.where.line) == (mine.path, 6)


def test_a_code_switched_off_can_be_written_anew(tmp_path: Path) -> None:
    anew = "without: power.coercive\ncodes: [{id: power.coercive, rules: [{id: r, en: force, fr: forcer}]}]\n"
    mine = extending(tmp_path, anew)
    (code,) = (one for one in mine.codes if one.id == "power.coercive")
    assert (code.definition, [rule.id for rule in code.rules]) == ("", ["r"])


def test_own_lists_replace_those_of_their_name_for_own_rules_only(tmp_path: Path) -> None:
    more = """\
lists: {money: {en: [cash, <people>]}}
codes: [{id: own, rules: [{id: r, en: cut <money>, fr: couper <people>}]}]
"""
    mine = extending(tmp_path, more)
    atoms = {
        code.id: {atom.text for rule in code.rules for atom in _atoms(rule.patterns["en"])} for code in mine.codes[::3]
    }
    assert atoms["own"] == {"cut", "cash", "partner"}
    assert {"fund", "grant"} <= atoms["power.coercive"]


def _atoms(patterns) -> set:
    return {atom for one in patterns for steps in one.alternatives for step in steps for atom in step.atoms}


def test_an_own_sequence_replaces_the_one_of_its_id(tmp_path: Path) -> None:
    mine = extending(tmp_path, "sequences: [{id: chain, steps: [power.any, power.control], within: 4 turns}]\n")
    assert [(one.id, sorted(one.codes)) for one in mine.sequences] == [("chain", ["power.any", "power.control"])]


def test_what_is_inherited_is_not_linted_again(tmp_path: Path) -> None:
    mine = extending(tmp_path, "codes: [{id: power.coercive, rules: [{id: more, en: press}]}]\n")
    assert [(one.code, one.where.line) for one in check(mine, NEGATORS)] == [("PC401", 4)]


def test_the_digest_covers_what_a_codebook_is_made_from(tmp_path: Path) -> None:
    mine = extending(tmp_path, "")
    base = load(tmp_path / "base.yaml")
    assert base.sha256 == sha256(BASE.encode()).hexdigest()
    own = sha256((tmp_path / "mine.yaml").read_bytes()).hexdigest()
    assert mine.sha256 == sha256(f"{own}\n{base.sha256}".encode()).hexdigest()
    write(tmp_path, "base", BASE.replace("impose, fr", "force, fr"))
    assert load(tmp_path / "mine.yaml").sha256 != mine.sha256


def test_the_extended_version_is_taken_from_wherever_it_is(tmp_path: Path) -> None:
    mine = extending(tmp_path, "")
    write(tmp_path, "aaa", BASE.replace("1.0.0", "2.0.0", 1))
    assert load(tmp_path / "mine.yaml").codes == mine.codes


def test_a_codebook_may_extend_an_earlier_version_of_itself(tmp_path: Path) -> None:
    write(tmp_path, "base", BASE)
    newer = load(write(tmp_path, "newer", "codebook: base\nversion: 1.1.0\nextend: base@1.0.0\n"))
    assert (newer.version, len(newer.codes)) == ("1.1.0", 3)


def test_shipped_codebooks_can_be_used_from_anywhere(tmp_path: Path) -> None:
    code = "codes: [{id: own, rules: [{id: r, codes: legit.moral}]}]\nuses: legitimacy\n"
    (used,) = load(write(tmp_path, "mine", f"codebook: mine\nversion: 1.0.0\n{code}")).uses
    assert (used.id, used.path) == ("legitimacy", "codebooks/legitimacy.yaml")
    assert loads(f"codebook: mine\nversion: 1.0.0\n{code}", "text").uses[0].sha256 == used.sha256


def test_a_rule_may_be_made_of_other_codes(tmp_path: Path) -> None:
    write(tmp_path, "base", BASE)
    text = """\
codebook: mine
version: 1.0.0
uses: [base@1.0.0]
codes:
  - id: own
    label: {en: Own, fr: Propre}
    rules:
      - {id: theirs, codes: [power.coercive, power.any, power.coercive]}
      - {id: mixed, codes: other, en: force}
    examples: {matches: [{en: They force us.}]}
  - id: other
sequences:
  - {id: both, steps: [own, power.control], within: 2 turns}
"""
    mine = load(write(tmp_path, "mine", text))
    theirs, mixed = mine.codes[0].rules
    assert (theirs.codes, theirs.patterns) == (("power.coercive", "power.any"), {})
    assert (mixed.codes, list(mixed.patterns)) == (("other",), ["en"])
    assert [book.id for book in mine.uses] == ["base"]
    assert "PC401" not in {one.code for one in check(mine, NEGATORS) if one.where.line not in (11, 13)}


def test_codebooks_loaded_together_share_what_they_use(tmp_path: Path) -> None:
    base = write(tmp_path, "base", BASE)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    mine = write(elsewhere, "mine", "codebook: mine\nversion: 1.0.0\nuses: base\ncodes: [{id: own}]\n")
    first, second = collect([mine, base])
    assert first.uses == (second,) and first.uses[0] is second


def test_the_uses_of_an_extended_codebook_are_inherited(tmp_path: Path) -> None:
    write(tmp_path, "base", BASE)
    code = "codes: [{id: own, rules: [{id: r, codes: power.any}]}]\n"
    write(tmp_path, "middle", f"codebook: middle\nversion: 1.0.0\nuses: base\n{code}")
    top = load(write(tmp_path, "top", "codebook: top\nversion: 1.0.0\nextend: middle@1.0.0\n"))
    assert [book.id for book in top.uses] == ["base"]
    assert top.codes[0].rules[0].codes == ("power.any",)


def test_two_used_codebooks_with_one_code_are_a_finding(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path, name, f"codebook: {name}\nversion: 1.0.0\ncodes: [{{id: same}}]\n")
    (found,) = findings(write(tmp_path, "top", "codebook: top\nversion: 1.0.0\nuses: [one, two]\ncodes: [{id: a}]\n"))
    assert (found.code, found.where.line, found.where.column) == ("PC216", 3, 13)
    assert found.hint == "one has it too"


def test_an_inherited_code_that_is_used_too_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, "base", BASE)
    write(tmp_path, "two", "codebook: two\nversion: 1.0.0\ncodes: [{id: power.control}]\n")
    top = write(tmp_path, "top", "codebook: top\nversion: 1.0.0\nextend: base@1.0.0\nuses: two\n")
    assert [(found.code, found.where.line) for found in findings(top)] == [("PC216", 4)]


def test_of_a_codebook_and_those_that_extend_it_the_last_is_applied(tmp_path: Path) -> None:
    base = write(tmp_path, "base", BASE)
    mine = write(tmp_path, "mine", "codebook: mine\nversion: 1.0.0\nextend: base@1.0.0\nwithout: power.control\n")
    less = write(tmp_path, "less", "codebook: less\nversion: 1.0.0\nextend: mine@1.0.0\n")
    found = gather([base, mine, less])
    assert [book.id for book in found.codebooks] == ["base", "mine", "less"]
    assert [book.id for book in found.applied] == ["less"]
    assert [book.id for book in collect([base, mine])] == ["mine"]
    assert [book.id for book in collect([less, base])] == ["less"]  # through mine, which wasn't given
    assert found.extended == {str(base): "less", str(mine): "less"}
    assert [book.extends for book in found.codebooks] == ["", "base 1.0.0", "mine 1.0.0"]


def test_two_codebooks_that_extend_one_are_not_applied_together(tmp_path: Path) -> None:
    write(tmp_path, "base", BASE)
    for name in ("one", "two"):
        write(tmp_path, name, f"codebook: {name}\nversion: 1.0.0\nextend: base@1.0.0\nwithout: power.control\n")
    found = findings(tmp_path)
    assert [(one.code, one.where.line, one.where.column) for one in found] == [("PC216", 3, 9)] * 2
    assert "apply one of them" in found[0].hint


def test_two_files_that_are_one_codebook_are_a_finding_where_it_is_named(tmp_path: Path) -> None:
    base, copy = write(tmp_path, "mine_base", BASE), write(tmp_path, "a_copy", BASE)
    mine = write(tmp_path, "mine", "codebook: mine\nversion: 1.0.0\nextend: base@1.0.0\n")
    (found,) = findings(mine)
    assert (found.code, found.where.line) == ("PC237", 3)
    assert "mine_base.yaml" in found.message and "a_copy.yaml" in found.message
    (book,) = collect([base, mine])  # one of them was named
    assert book.codes[0].where.path == str(base)
    copy.unlink()
    assert collect([mine])


def test_a_code_that_a_codebook_of_the_same_name_has_is_told_so(tmp_path: Path) -> None:
    write(tmp_path, "power", "codebook: power\nversion: 1.0.0\ncodes: [{id: power.other}]\n")
    rules = "codes: [{id: a, rules: [{id: r, codes: [power.coercive]}]}]\n"
    (found,) = findings(write(tmp_path, "mine", f"codebook: mine\nversion: 1.0.0\nuses: [power]\n{rules}"))
    assert found.hint.startswith(f"codebooks/power.yaml has it, but uses: [power] is {tmp_path / 'power.yaml'} here")


def test_the_mistakes_of_a_neighbour_are_told_once_in_its_own_file(tmp_path: Path) -> None:
    base = write(tmp_path, "base", BASE.replace("impose, fr", "<mony>, fr"))
    for name in ("one", "two"):
        code = f"{{id: {name}, rules: [{{id: r, en: <x>}}]}}"
        write(tmp_path, name, f"codebook: {name}\nversion: 1.0.0\nextend: base@1.0.0\ncodes: [{code}]\n")
    (found,) = findings(tmp_path)
    assert (found.code, found.where.path, found.where.line) == ("PC310", str(base), 15)


def test_codebooks_that_extend_each_other_have_a_limit(tmp_path: Path) -> None:
    write(tmp_path, "b0", BASE.replace("codebook: base", "codebook: b0"))
    for n in range(1, 13):
        write(tmp_path, f"b{n}", f"codebook: b{n}\nversion: 1.0.0\nextend: b{n - 1}@1.0.0\n")
    assert len(load(tmp_path / "b9.yaml").codes) == 3
    (found,) = findings(tmp_path / "b12.yaml")
    assert (found.code, Path(found.where.path).name) == ("PC234", "b3.yaml")


def test_a_long_circle_of_codes_is_one_finding(tmp_path: Path) -> None:
    codes = "".join(f"  - {{id: c{n}, rules: [{{id: r, codes: c{(n + 1) % 3000}}}]}}\n" for n in range(3000))
    (found,) = findings(write(tmp_path, "mine", f"codebook: mine\nversion: 1.0.0\ncodes:\n{codes}"))
    assert (found.code, found.where.line) == ("PC233", 4)
    assert len(found.hint) < 500
