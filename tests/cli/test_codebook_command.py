from partcode.codebook.collection import shipped_paths

GOOD = """codebook: mine
version: 1.0.0
title: {en: Mine, fr: Le mien}
codes:
  - id: hope
    label: {en: Hope, fr: Espoir}
    definition: Somebody hopes.
    rules:
      - id: words
        en: [hope]
        fr: [espérer]
    examples:
      matches: [{en: We hope for rain.}]
      rejects: [{en: It rains.}]
"""


def test_the_shipped_codebooks_are_listed(call):
    lines = call("codebook", "list").stdout.splitlines()
    assert lines[0].split("\t") == ["codebook", "version", "title", "codes", "rules", "file"]
    assert [line.split("\t")[0] for line in lines[1:]] == [path.stem for path in shipped_paths()]


def test_the_source_of_a_codebook_begins_a_new_one(call, here):
    source = call("codebook", "show", "trust", "--source").stdout
    assert source == next(path for path in shipped_paths() if path.stem == "trust").read_text(encoding="utf-8")
    (here / "mine.yaml").write_text(source, encoding="utf-8")
    shown = call("codebook", "show", "mine.yaml").stdout
    assert shown == call("codebook", "show", "trust").stdout
    assert shown.startswith("code\tlabel_en\tlabel_fr")


def test_a_slip_in_the_name_is_seen(call):
    result = call("codebook", "show", "trst")
    assert result.exit_code == 2
    assert "did you mean trust?" in result.stderr


def test_a_codebook_without_findings_is_done(call, here):
    (here / "mine.yaml").write_text(GOOD, encoding="utf-8")
    result = call("codebook", "check", "mine.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing to mend in 1 codebook\n")


def test_a_mistake_that_would_stop_a_run_is_a_finding(call, here):
    (here / "mine.yaml").write_text(GOOD.replace("[hope]", "[<hopes>]"), encoding="utf-8")
    result = call("codebook", "check", "mine.yaml")
    assert result.exit_code == 1
    place, source, caret, *_ = result.stdout.splitlines()
    assert place.startswith("mine.yaml:10:")
    assert source[caret.index("^")] == "<"
    assert result.stderr == "1 finding\n"


def test_an_example_that_its_rules_fail_is_a_finding(call, here):
    (here / "mine.yaml").write_text(GOOD.replace("We hope for rain", "We pray for rain"), encoding="utf-8")
    result = call("codebook", "check", "mine.yaml")
    assert result.exit_code == 1
    assert "PC490 no rule of hope matches this example" in result.stdout


def test_softer_findings_can_be_left_out(call, here):
    (here / "mine.yaml").write_text(GOOD.replace("        fr: [espérer]\n", ""), encoding="utf-8")
    assert "PC401" in call("codebook", "check", "mine.yaml").stdout
    assert call("codebook", "check", "mine.yaml", "--ignore", "PC401").exit_code == 0
