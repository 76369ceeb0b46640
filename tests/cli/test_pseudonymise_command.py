"""Names out of a corpus and its tables, and back: the whole way, and where it stops."""

import csv
import json
import shutil
import stat
from datetime import datetime

import pyarrow
import pytest
from pyarrow import parquet
from xlsxwriter import Workbook

from partcode.ingest.readers.workbook import workbook_rows
from partcode.ingest.source import source_at

ENGLISH = """---
author: Béatrice N'Diaye
---
Amina: Do they trust you, Mr Omar Fall?
Omar: They impose the audit on us. Write to omar.fall@kesho.org.
Amina: And then?
Omar: No audit, no money. Kesho Trust can't say no, and Diallo's office neither.
"""
FRENCH = """Claire : Qui décide du budget d’Amina ?
Moussa : Le bailleur impose ses procédures, et nous avons confiance. Mme Amina Diallo le sait.
Claire : Vraiment, Moussa ?
Moussa : Oui, vraiment.
"""
VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Amina>We trust Omar & the others.

00:00:05.000 --> 00:00:08.000
<v Omar>Thank you, Amina.
"""
METADATA = """cases:
  kesho: {name: Kesho Trust, side: south}
documents:
  01_amina.txt:
    case: kesho
    title: Amina Diallo and Omar
    speakers:
      Amina: {name: Amina Diallo, role: interviewer}
      Omar: {name: Omar Fall, role: south_ngo, organisation: Kesho Trust}
  fr.txt: {speakers: {Claire: interviewer}}
"""
NAMES = ("Amina", "Diallo", "Omar", "Fall", "Claire", "Moussa", "Kesho", "Béatrice", "N'Diaye")


@pytest.fixture
def interviews(here, small_codebooks):
    folder = here / "interviews"
    folder.mkdir()
    for name, text in (("01_amina.txt", ENGLISH), ("fr.txt", FRENCH), ("call.vtt", VTT), ("corpus.yaml", METADATA)):
        (folder / name).write_text(text, encoding="utf-8")
    (here / "key").mkdir()
    return folder


@pytest.fixture
def key(interviews, call):
    assert call("pseudonymise", "propose", "interviews", "-o", "key/names.csv", "-q").exit_code == 0
    return interviews.parent / "key" / "names.csv"


@pytest.fixture
def copied(key, call):
    result = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy")
    assert result.exit_code == 0, result.stderr + result.stdout
    return key.parents[1] / "copy"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_names_are_proposed_with_kind_source_count_and_place(key):
    found = {row["name"]: row for row in rows(key)}
    assert set(found) == {
        "Béatrice N'Diaye", "Amina Diallo", "Omar Fall", "omar.fall@kesho.org", "Claire", "Moussa", "Kesho Trust",
    }  # fmt: skip
    amina = found["Amina Diallo"]
    assert (amina["kind"], amina["source"], amina["count"]) == ("person", "speaker name, title, next to a name", "6")
    assert amina["example"] == "01_amina.txt:4: author: Béatrice N'Diaye --- Amina: Do they trust you, Mr Omar F"
    assert found["Kesho Trust"]["kind"] == "organisation" and found["Kesho Trust"]["pseudonym"].endswith(" Trust")
    assert found["omar.fall@kesho.org"]["kind"] == "contact"
    assert found["Claire"]["note"].startswith("also an ordinary word")


def test_the_key_is_its_owners_alone(key):
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_without_a_trained_pipeline_it_is_said(interviews, call, monkeypatch):
    monkeypatch.setattr("partcode.pipeline.pseudonyms.proposing.installed_models", lambda languages: [])
    result = call("pseudonymise", "propose", "interviews")
    assert result.exit_code == 0 and result.stdout.startswith("name\tkind\tpseudonym\tvariants\tsource\t")
    assert "asked: no trained spaCy pipeline is installed: speakers, metadata and capitals only" in result.stderr


def test_a_pipeline_that_is_not_installed_is_an_error(interviews, call):
    result = call("pseudonymise", "propose", "interviews", "--model", "xx_no_such")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: no spaCy pipeline xx_no_such\n  python -m spacy download xx_no_such")


def test_the_same_corpus_gives_the_same_key(key, call):
    before = key.read_bytes()
    key.unlink()
    call("pseudonymise", "propose", "interviews", "-o", key, "-q")
    assert key.read_bytes() == before


def test_new_names_are_added_and_old_rows_kept(key, interviews, call):
    lines = key.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("Béatrice")] + ["Béatrice N'Diaye,person,Sylvie Ba,Béa,,,,,"]
    key.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (interviews / "new.txt").write_text("Then Mme Fatou Sarr spoke to Amina.\n", encoding="utf-8")
    result = call("pseudonymise", "propose", "interviews", "-o", key)
    after = key.read_text(encoding="utf-8").splitlines()
    assert after[: len(lines)] == lines and [line.split(",")[0] for line in after[len(lines) :]] == ["Fatou Sarr"]
    assert "1 new name, 7 as before" in result.stderr


def test_the_copy_has_no_names_anywhere(copied):
    for path in [copied, *copied.rglob("*")]:
        text = path.name + (path.read_text(encoding="utf-8") if path.is_file() else "")
        assert not [name for name in NAMES if name.casefold() in text.casefold()]
    assert sorted(path.suffix for path in copied.iterdir()) == [".json", ".txt", ".txt", ".yaml"]


def test_a_name_is_the_same_in_documents_and_metadata(copied, key):
    pseudonym = {row["name"]: row["pseudonym"] for row in rows(key)}["Amina Diallo"]
    first = pseudonym.split()[0]
    assert f"d’{first} ?" in (copied / "fr.txt").read_text(encoding="utf-8")
    assert f"Mme {pseudonym} le sait" in (copied / "fr.txt").read_text(encoding="utf-8")
    document = json.loads((copied / "corpus.yaml").read_text(encoding="utf-8").partition("\n")[2])["documents"][
        f"01_{first.lower()}.txt"
    ]
    assert document["speakers"][first]["name"] == pseudonym and document["title"].startswith(pseudonym)
    assert json.loads((copied / "call.vtt.json").read_text(encoding="utf-8"))["segments"][0] == {
        "start": 1.0, "end": 4.0, "speaker": first, "text": f"We trust {document_speaker(document, 1)} & the others.",
    }  # fmt: skip


def document_speaker(document, index):
    return sorted(document["speakers"].items(), key=lambda item: item[1]["role"])[index][0]


def test_twice_gives_the_same(copied, key, call):
    def everything():
        return {path: path.read_bytes() for folder in (copied, key.parent) for path in folder.iterdir()}

    before = everything()
    assert call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy", "-q").exit_code == 0
    assert everything() == before


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "xlsx", "parquet"])
def test_tables_are_those_of_a_run_over_the_copy_and_come_back_byte_for_byte(copied, key, call, format):
    assert call("run", "interviews", "-q", "--out", "results", "--format", format).exit_code == 0
    assert call("run", "copy", "-q", "--out", "results_copy", "--db", "copy.db", "--format", format).exit_code == 0
    for arguments in (("tables", "results", "--out", "tables"), ("reverse", "tables", "--out", "back")):
        result = call("pseudonymise", *arguments, "--key", key, "-q")
        assert (result.exit_code, result.stderr) == (0, "")
    here = copied.parent
    assert len(list((here / "results").iterdir())) == 6
    for path in (here / "results").iterdir():
        assert (here / "back" / path.name).read_bytes() == path.read_bytes(), path.name
    for name in (f"segments.{format}", f"evidence.{format}"):
        found = cells(here / "tables" / name)
        assert found == cells(here / "results_copy" / name) != [], name
        assert not [one for one in NAMES if one in str(found)]


def cells(path):
    """The values of a table, its rows in a fixed order, without the run."""
    if path.suffix == ".xlsx":
        ((columns, *rows_),) = workbook_rows(source_at(path)).values()
        found = [dict(zip(columns, row, strict=True)) for row in rows_]
    elif path.suffix == ".parquet":
        found = parquet.read_table(path).to_pylist()
    elif path.suffix == ".jsonl":
        found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = list(csv.DictReader(lines, delimiter="," if path.suffix == ".csv" else "\t"))
    return sorted(str({k: v for k, v in row.items() if k != "run"}) for row in found)


def test_a_workbook_of_several_sheets_and_other_files_are_left_out_and_told(copied, key, call):
    here = copied.parent
    (here / "tables").mkdir()
    with Workbook(here / "tables/two.xlsx") as book:
        book.add_worksheet("a"), book.add_worksheet("b")
    (here / "tables/notes.docx").write_bytes(b"PK")
    (here / "tables/twice.csv").write_text("memo,memo\nAmina,Omar\n", encoding="utf-8")
    (here / "tables/damaged.parquet").write_bytes(b"PAR1")
    result = call("pseudonymise", "tables", "tables", "--key", key, "--out", "out")
    assert result.exit_code == 0 and list((here / "out").iterdir()) == []
    assert result.stderr.splitlines()[1:4] == [
        "warning: notes.docx is left out: neither CSV, TSV, JSON, XLSX nor Parquet",
        "warning: twice.csv is left out: it has two columns 'memo'",
        "warning: two.xlsx is left out: it has several sheets: save each as a file of its own",
    ]
    assert result.stderr.startswith("warning: damaged.parquet is left out: ")


def test_types_of_other_columns_of_parquet_stay(copied, key, call):
    here = copied.parent
    schema = pyarrow.schema([("speaker", pyarrow.string()), ("when", pyarrow.timestamp("ms")), ("n", pyarrow.int8())])
    row = {"speaker": "Amina", "when": datetime(2024, 1, 2), "n": None}
    parquet.write_table(pyarrow.Table.from_pylist([row], schema), here / "t.parquet")
    assert call("pseudonymise", "tables", "t.parquet", "--key", key, "--out", "out", "-q").exit_code == 0
    after = parquet.read_table(here / "out/t.parquet")
    pseudonym = {row["name"]: row["pseudonym"] for row in rows(key)}["Amina Diallo"].split()[0]
    assert after.schema == schema and after.to_pylist() == [{**row, "speaker": pseudonym}]


@pytest.mark.parametrize("command", ["tables", "reverse"])
def test_a_dry_run_writes_no_folder(copied, key, call, command):
    (copied.parent / "t.csv").write_text("speaker\nAmina\n", encoding="utf-8")
    result = call("pseudonymise", command, "t.csv", "--key", key, "--out", "out", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "would be written: out: 1 file\n"
    assert not (copied.parent / "out").exists()


def test_documents_come_back_with_their_names(copied, key, call, interviews):
    assert call("pseudonymise", "reverse", "copy", "--key", key, "--out", "back").exit_code == 0
    back = copied.parent / "back"
    assert (back / "01_amina.txt").read_text(encoding="utf-8") == ENGLISH
    assert (back / "fr.txt").read_text(encoding="utf-8") == FRENCH
    spoken = json.loads((back / "call.vtt.json").read_text(encoding="utf-8"))["segments"]
    assert [(one["speaker"], one["text"]) for one in spoken] == [
        ("Amina", "We trust Omar & the others."), ("Omar", "Thank you, Amina."),
    ]  # fmt: skip


def test_a_table_that_a_colleague_has_edited_comes_back(copied, key, call):
    names = {row["name"]: row["pseudonym"] for row in rows(key)}
    here = copied.parent
    text = f"document;memo\r\nfr.txt;{names['Moussa']} hesitates, as d'{names['Amina Diallo']} says\r\n"
    (here / "reviewed.csv").write_text(text, encoding="utf-8-sig")
    assert call("pseudonymise", "reverse", "reviewed.csv", "--key", key, "--out", "back", "-q").exit_code == 0
    back = (here / "back" / "reviewed.csv").read_text(encoding="utf-8")
    assert back == "\ufeffdocument;memo\nfr.txt;Moussa hesitates, as d'Amina Diallo says\n"


def test_a_dry_run_shows_every_replacement_and_writes_nothing(key, call):
    result = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy", "--dry-run")
    header, *lines = result.stdout.splitlines()
    assert header == "document\tline\tname\tpseudonym\tcontext" and result.exit_code == 0
    assert [line.split("\t")[:3] for line in lines if line.startswith("call")] == [
        ["call.vtt", "1", "Omar"], ["call.vtt", "2", "Amina"],
    ]  # fmt: skip
    assert not (key.parents[1] / "copy").exists() and [path.name for path in key.parent.iterdir()] == ["names.csv"]


def test_a_name_that_is_left_stops_it(key, interviews, call):
    (interviews / "more.txt").write_text("Then Omar-Farouk came.\n", encoding="utf-8")
    result = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy")
    assert result.exit_code == 1 and not (interviews.parent / "copy").exists()
    assert result.stdout == "file\tline\tname\tcontext\nmore.txt\t1\tOmar Fall\tThen Omar-Farouk came.\n"
    assert "error: 1 name would be left; nothing was written" in result.stderr
    with key.open("a", encoding="utf-8") as file:
        file.write("Omar-Farouk,person,,,,,,,\n")
    again = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy")
    assert again.exit_code == 0 and "left as it is, without a pseudonym: Omar-Farouk" in again.stderr


def test_a_pseudonym_that_the_corpus_has_is_refused(key, interviews, call):
    pseudonym = {row["name"]: row["pseudonym"] for row in rows(key)}["Claire"]
    (interviews / "more.txt").write_text(f"\nThen {pseudonym} came.\n", encoding="utf-8")
    result = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: more.txt:2: '{pseudonym}' is there already: it can't be a pseudonym")


def test_a_first_name_in_doubt_is_refused_with_its_line(interviews, call):
    (interviews.parent / "key/names.csv").write_text(
        "name,kind,pseudonym\nAmina Diallo,person,Awa Ba\nAmina Sow,person,Kadi Ly\n", encoding="utf-8"
    )
    result = call("pseudonymise", "apply", "interviews", "--key", "key/names.csv", "--out", "copy")
    assert result.exit_code == 2
    assert "call.vtt:2: Amina may be Amina Diallo (line 2) or Amina Sow (line 3)" in result.stderr


@pytest.mark.parametrize(("key_path", "out"), [("copy/names.csv", "copy"), ("interviews/names.csv", "copy")])
def test_the_key_is_kept_apart(key, call, key_path, out):
    here = key.parents[1]
    (here / key_path).parent.mkdir(exist_ok=True)
    shutil.copy(key, here / key_path)
    result = call("pseudonymise", "apply", "interviews", "--key", key_path, "--out", out)
    assert result.exit_code == 2 and f"error: the key {key_path} lies in" in result.stderr


def test_a_copy_is_not_written_into_its_corpus_or_over_other_files(copied, key, call):
    result = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "interviews/copy")
    assert result.exit_code == 2 and "lies in interviews" in result.stderr
    (copied / "old_amina.txt").write_text("Amina", encoding="utf-8")
    result = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy")
    assert result.exit_code == 2 and "copy holds other files, as old_amina.txt" in result.stderr


def test_tables_of_unknown_documents_are_told(key, call):
    (key.parents[1] / "t.csv").write_text("document,start,end,text\nx.txt,0,5,Amina\n", encoding="utf-8")
    result = call("pseudonymise", "tables", "t.csv", "--key", key, "--out", "out")
    assert (
        result.exit_code == 0 and "warning: nothing is recorded of x.txt: its positions are as before" in result.stderr
    )


def test_files_that_cant_be_read_are_left_out_and_told(key, interviews, call):
    (interviews / "broken.docx").write_bytes(b"no archive at all")
    result = call("pseudonymise", "apply", "interviews", "--key", key, "--out", "copy")
    assert result.exit_code == 0 and "warning: broken.docx is left out: " in result.stderr


def test_numbers_instead_of_names(interviews, call):
    result = call("pseudonymise", "propose", "interviews", "--style", "numbers", "--format", "tsv")
    pseudonyms = [line.split("\t")[2] for line in result.stdout.splitlines()[1:]]
    assert pseudonyms == ["P01", "P02", "O01", "P03", "C01", "P04", "P05"]


def test_the_whole_way_over_the_sample_corpus(here, root, call):
    """From the corpus to a key, a copy, its run and back: the same turns and codings, none of the names."""
    books = root / "tests/small_codebooks"
    (here / "key").mkdir()
    corpus, key = root / "sample_corpus", here / "key/names.csv"
    assert call("pseudonymise", "propose", corpus, "-o", key, "-q").exit_code == 0
    assert call("pseudonymise", "apply", corpus, "--key", key, "--out", "copy", "-q").exit_code == 0
    assert call("run", "copy", "-c", books, "-q", "--db", "copy.db", "--out", "results").exit_code == 0
    assert call("pseudonymise", "reverse", "copy", "--key", key, "--out", "back", "-q").exit_code == 0
    assert call("ingest", "back", "-q", "--db", "back.db").exit_code == 0
    assert call("ingest", corpus, "-q").exit_code == 0
    columns = ("turns", "speakers", "sentences", "language", "kind")

    def documents(db):
        assert call("export", "documents", "--db", db, "-o", f"{db}.csv", "-q").exit_code == 0
        return sorted(rows(here / f"{db}.csv"), key=lambda row: row["document"])

    own, copied, back = documents("partcode.db"), documents("copy.db"), documents("back.db")
    assert [row["text_sha256"] for row in own] == [row["text_sha256"] for row in back]
    assert sorted(tuple(row[c] for c in columns) for row in own) == sorted(
        tuple(row[c] for c in columns) for row in copied
    )
    replaced = [row["name"] for row in rows(key) if row["pseudonym"]]
    names = [name for name in replaced if len(name.split()) == 1]
    assert len(names) > 20
    for path in [*(here / "results").iterdir(), *(here / "copy").rglob("*.*")]:
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if f" {name} " in text or f'"{name}"' in text or f",{name}," in text]
