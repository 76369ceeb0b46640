import sys

import pytest

from partcode.codebook.collection import collect, shipped_paths
from partcode.model import Unit
from partcode.store import open_store


def documents(call, *options):
    return [line.split("\t")[0] for line in call("corpus", "list", *options).stdout.splitlines()[1:]]


def test_a_changed_file_is_told(call, ingested):
    (ingested / "en.txt").write_text("Anna: Something else?\nPeter: Yes.\n", encoding="utf-8")
    assert "read: 2 files: 1 changed, 1 unchanged" in call("ingest", "texts").stderr


def test_a_file_that_is_gone_is_told_and_its_document_kept(call, ingested):
    (ingested / "en.txt").unlink()
    result = call("ingest", "texts")
    assert "gone: en.txt: the file is no longer there; the document is kept" in result.stderr
    assert documents(call) == ["en.txt", "fr.txt"]


def test_a_renamed_file_is_told_to_count_twice_until_the_old_document_is_removed(call, ingested):
    (ingested / "en.txt").rename(ingested / "new name.txt")
    told = "gone: en.txt: the file is no longer there; new name.txt has the same content, and both count: "
    assert told in call("ingest", "texts", "--dry-run").stderr
    for _ in range(2):
        assert f"{told}partcode corpus remove en.txt\n" in call("ingest", "texts").stderr
    assert call("corpus", "remove", "en.txt", "--yes").exit_code == 0
    assert "gone" not in call("ingest", "texts").stderr
    assert documents(call) == ["fr.txt", "new name.txt"]


def test_of_many_files_that_are_gone_the_first_are_named(call, corpus):
    for number in range(20):
        (corpus / f"{number:02}.txt").write_text(f"File {number}.\n", encoding="utf-8")
    call("ingest", "texts")
    for number in range(20):
        (corpus / f"{number:02}.txt").unlink()
    told = [line for line in call("ingest", "texts").stderr.splitlines() if line.startswith(("gone: ", "  … and"))]
    assert (len(told), told[-2:]) == (13, [told[11], "  … and 8 more"])


def test_documents_are_deleted_only_when_somebody_says_yes(call, ingested):
    (ingested / "en.txt").unlink()
    result = call("ingest", "texts", "--delete-missing")
    assert result.exit_code == 2
    assert "1 document would be deleted" in result.stderr and "--yes" in result.stderr
    assert documents(call) == ["en.txt", "fr.txt"]
    assert "deleted: en.txt" in call("ingest", "texts", "--delete-missing", "--yes").stderr
    assert documents(call) == ["fr.txt"]
    assert documents(call, "--db", "partcode.db.backup-0001-before-delete") == ["en.txt", "fr.txt"]


def test_a_dry_run_makes_no_database(call, corpus, here):
    assert call("ingest", "texts", "--dry-run").exit_code == 0
    assert not (here / "partcode.db").exists()


def test_include_and_exclude_choose_files(call, corpus):
    call("ingest", "texts", "-q", "--include", "*.txt", "--exclude", "fr*")
    assert documents(call) == ["en.txt"]


@pytest.mark.parametrize("flag", [[], ["--human-codings"]])
def test_what_a_person_coded_is_removed_only_when_that_is_said(call, coded, here, flag):
    with open_store(here / "partcode.db", create=False) as store:
        (version,) = store.versions(["en.txt"])
        codes = store.add_codebook(collect(shipped_paths())[0]).codes
        segment = int(store.segments(version.id, Unit.SENTENCE).ids[0])
        store.reviews.add_coding("anna", segment, next(iter(codes.values())))
    result = call("corpus", "remove", "en.txt", "--yes", *flag)
    assert result.exit_code == 0
    assert documents(call) == (["fr.txt"] if flag else ["en.txt", "fr.txt"])
    assert ("kept: en.txt: a person coded it" in result.stderr) == (not flag)


def test_a_database_without_documents_says_no_more_than_that(call, here):
    (here / "texts").mkdir()
    (here / "texts/x.txt").write_bytes(bytes(range(256)) * 20)
    assert "partcode.db: 0 documents\n" in call("ingest", "texts").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["real", "dry"])
def test_files_through_links_out_of_the_folder_are_listed(call, corpus, here, dry):
    (here / "share.txt").write_text("Ann: We met.\n", encoding="utf-8")
    (corpus / "linked.txt").symlink_to("../share.txt")
    result = call("ingest", "texts", *dry)
    assert result.exit_code == 0
    assert f"through links out of the folder: 1 file\n  linked.txt: {here.resolve()}/share.txt\n" in result.stderr
    assert "share.txt" not in result.stdout
