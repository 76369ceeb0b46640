"""Where names hide, and what can go wrong with a key: each comes out right, or is told."""

import unicodedata

import pytest

KEY = """name,kind,pseudonym,variants
Amina Diop,person,Bintou Keïta,
Hélène Sarr,person,Claire Ba,
Sarr & Co,organisation,Ba & Co,
"""
TALK = "Amina: We trust Helene SARR.\nHélène: No audit, no money, Diop.\nAmina: Ask AminaDiop@x.org, Ami\u00adna.\n"
NOTES = "---\nauthor: Amina Diop\nparticipants: Hélène Sarr; Amina D.\n---\n\nNotes by Diop, A. on the Diops’ trust.\n"
SPEAKERS = (
    "document,label,name,role,organisation,note\ntalk.txt,Amina,Amina Diop,interviewer,Sarr & Co,sister of H. Sarr\n"
)
CASES = "case,name,side,contact\nsarr,Sarr & Co,south,helenesarr@x.org\n"
NAMES = ("amina", "diop", "hélène", "helene", "sarr")


@pytest.fixture
def study(here, small_codebooks):
    """A folder with names wherever metadata can have them, and its key."""
    (here / "in").mkdir()
    hidden = unicodedata.normalize("NFD", "Hélène_SARR.txt")
    for name, text in {
        "talk.txt": TALK, "notes.md": NOTES, hidden: "We trust them.\n", "speakers.csv": SPEAKERS, "cases.csv": CASES,
    }.items():  # fmt: skip
        (here / "in" / name).write_text(text, encoding="utf-8")
    (here / "key").mkdir(0o700)
    (here / "key/names.csv").write_text(KEY, encoding="utf-8")
    (here / "key/names.csv").chmod(0o600)
    return here


@pytest.fixture
def apply(study, call):
    return lambda *options: call("pseudonymise", "apply", "in", "--key", "key/names.csv", "--out", "copy", *options)


@pytest.fixture
def tables(study, call):
    def run(path, command="tables"):
        return call("pseudonymise", command, path, "--key", "key/names.csv", "--out", f"{command}_out")

    return run


def test_no_name_is_left_in_texts_metadata_and_names_of_files(apply, study):
    result = apply()
    assert (result.exit_code, "warning" in result.stderr) == (0, False), result.stderr
    for path in (study / "copy").iterdir():
        text = unicodedata.normalize("NFC", path.name + path.read_text(encoding="utf-8")).casefold()
        assert not [name for name in NAMES if name in text.replace("\u00ad", "")], path.name
    assert "Notes by Keïta, B. on the Keïtas’ trust." in (study / "copy/notes.md").read_text(encoding="utf-8")


def test_names_in_notes_columns_and_names_of_tables_are_replaced_and_come_back(apply, tables, study):
    assert apply().exit_code == 0
    before = "document,coder,status,note,said by Amina\ntalk.txt,Hélène,rejected,Amina Diop doubts it,Diop\n"
    (study / "decisions_amina.csv").write_text(before, encoding="utf-8")
    result = tables("decisions_amina.csv")
    assert (result.exit_code, "warning" in result.stderr) == (0, False)
    after = (study / "tables_out/decisions_bintou.csv").read_text(encoding="utf-8")
    assert after == "document,coder,status,note,said by Bintou\ntalk.txt,Claire,rejected,Bintou Keïta doubts it,Keïta\n"
    assert tables("tables_out/decisions_bintou.csv", "reverse").exit_code == 0
    assert (study / "reverse_out/decisions_amina.csv").read_text(encoding="utf-8") == before


def add(name, text):
    return lambda study: (study / name).write_text(text, encoding="utf-8")


def edit(old, new):
    def change(study):
        path = study / "key/names.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v {}>We trust them.\n"


@pytest.mark.parametrize(
    ("change", "exit_code", "told"),
    [
        (add("in/new.txt", "Then Mme Fatou Fall spoke.\n"), 0, "warning: the key has no row for Fatou Fall\n"),
        (add("in/new.vtt", VTT.format("Omar Fall")), 0, "warning: the key has no row for Omar Fall\n"),
        (add("in/new.vtt", VTT.format("Bintou")), 2, "error: new.vtt: 'Bintou Keïta' is there already"),
        (add("in/bintou.txt", "We trust them."), 2, "error: bintou.txt: 'Bintou Keïta' is there already"),
        (add("in/new.txt", "We trust Keïta."), 2, "error: new.txt:1: 'Keïta' is there already"),
        (add("in/cases.csv", "case,name\nk,Keïta\n"), 2, "error: case k: 'Bintou Keïta' is there already"),
        (add("in/new.txt", "We trust Mme Diop-Fall.\n"), 1, "error: 1 name would be left; nothing was written"),
        (
            lambda study: (study / "key/names.csv").chmod(0o644),
            0,
            "warning: others can read key/names.csv: chmod 600\n",
        ),
        (lambda study: (study / "key/names.csv").unlink(), 2, "error: key/names.csv: can't be read: No such file"),
        (edit("Claire Ba", "Amina Ba"), 2, "the pseudonym 'Amina Ba' is itself a name: 'Amina Diop' (line 2)"),
        (edit("Claire Ba", "Bintou Ba"), 2, "'bintou' stands for 'Amina Diop' already (line 2)"),
        (add("key/names.records.jsonl", "{}\n"), 2, "error: key/names.records.jsonl:1: damaged"),
    ],
)
def test_what_stops_apply_or_is_told(apply, study, change, exit_code, told):
    change(study)
    result = apply()
    assert result.exit_code == exit_code and told in result.stderr, result.stderr
    assert (study / "copy").exists() == (exit_code == 0)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda study: None, ""),
        (edit("Claire Ba", "Coura Ba"), "warning: talk.txt: the key isn't that of the last apply: apply again first\n"),
        (
            lambda study: (study / "key/names.records.jsonl").unlink(),
            "warning: nothing is recorded of talk.txt: its positions are as before\n",
        ),
        (
            add("results/partcode.lock", "{}\n"),
            "warning: partcode.lock is left out: neither CSV, TSV, JSON",
        ),
        (add("results/t.csv", "code,memo\nDiop,Diop\n"), "warning: Amina Diop is left in column code\n"),
    ],
)
def test_what_is_told_of_tables(apply, tables, study, change, told):
    assert apply().exit_code == 0
    (study / "results").mkdir()
    (study / "results/segments.csv").write_text("document,start,end,text\ntalk.txt,0,5,Amina\n", encoding="utf-8")
    change(study)
    result = tables("results")
    assert result.exit_code == 0 and told in result.stderr
    assert ("warning" in result.stderr) == bool(told)
    assert (study / "tables_out/segments.csv").read_text(encoding="utf-8").endswith(",Bintou\n")


@pytest.mark.parametrize("command", ["tables", "reverse"])
def test_what_is_read_is_not_written_over(study, call, command):
    (study / "results").mkdir()
    (study / "results/t.csv").write_text("memo\nAmina\n", encoding="utf-8")
    for path in ("results", "results/t.csv"):
        result = call("pseudonymise", command, path, "--key", "key/names.csv", "--out", "results")
        assert result.exit_code == 2 and f"error: results is where {path} lies" in result.stderr
    assert (study / "results/t.csv").read_text(encoding="utf-8") == "memo\nAmina\n"


def test_a_copy_that_somebody_edited_comes_back_name_by_name_and_is_told(apply, tables, study):
    assert apply().exit_code == 0
    path = study / "copy/talk.txt"
    path.write_text(path.read_text(encoding="utf-8") + "Bintou: One more word from d'Claire Ba.\n", encoding="utf-8")
    result = tables("copy", "reverse")
    assert (
        result.exit_code == 0 and "talk.txt: changed since, or not from a copy: put back name by name" in result.stderr
    )
    assert (study / "reverse_out/talk.txt").read_text(encoding="utf-8").splitlines()[-1].startswith("Amina: One more")
    assert (study / "reverse_out/notes.md").read_text(encoding="utf-8") == NOTES
