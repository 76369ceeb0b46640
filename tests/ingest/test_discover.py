"""Which files are documents, under which path, and why others are not."""

import os
import sys

import pytest

from partcode.errors import UsageError
from partcode.ingest.discover import find

SUFFIXES = frozenset({".txt", ".docx", ".csv", ".md"})


@pytest.fixture
def tree(tmp_path):
    def grow(*paths: str):
        for path in paths:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text("x")
        return tmp_path

    return grow


def read(*folders, include=(), exclude=()) -> list[str]:
    return [found.relative for found in find(folders, include, exclude, SUFFIXES) if not found.reason]


def reasons(folder, include=(), exclude=()) -> dict[str, str]:
    return {found.relative: found.reason for found in find([folder], include, exclude, SUFFIXES)}


def test_documents_in_order_with_forward_slashes(tree):
    root = tree("b.txt", "a/z.docx", "a/Été.TXT", "c/d/e.md")
    assert read(root) == ["a/z.docx", "a/Été.TXT", "b.txt", "c/d/e.md"]
    assert [found.path.read_text() for found in find([root], [], [], SUFFIXES)] == ["x"] * 4


def test_every_other_file_has_a_reason(tree):
    root = tree(
        ".git/config", ".DS_Store", "~$lock.docx", "__MACOSX/a.txt", "README.md", "LICENSE.foo-MIT.txt", "licence.txt",
        "corpus.yaml", "speakers.csv", "cases.csv", "study.db", "photo.jpg", "results/run.json", "results/segments.csv",
        "results/matrix.csv", "Licences en Afrique.docx",
    )  # fmt: skip
    assert reasons(root) == {
        ".git": "hidden", ".DS_Store": "hidden", "~$lock.docx": "hidden", "__MACOSX": "hidden",
        "README.md": "readme or licence", "LICENSE.foo-MIT.txt": "readme or licence",
        "licence.txt": "readme or licence",
        "corpus.yaml": "metadata", "speakers.csv": "metadata", "cases.csv": "metadata",
        "study.db": "not a format that is read", "photo.jpg": "not a format that is read",
        "results/run.json": "excluded", "results/segments.csv": "excluded", "results/matrix.csv": "excluded",
        "Licences en Afrique.docx": "",
    }  # fmt: skip


def test_a_folder_called_results_that_holds_interviews_is_read(tree):
    assert read(tree("results/interview.txt")) == ["results/interview.txt"]


def test_include_and_exclude(tree):
    root = tree("a/x.txt", "a/b/y.txt", "z.docx", "README.md", "pic.jpg")
    assert read(root, include=["*.txt"]) == ["a/b/y.txt", "a/x.txt"]
    assert read(root, include=["a/*"]) == ["a/x.txt"]
    assert read(root, include=["a/"]) == ["a/b/y.txt", "a/x.txt"]
    assert read(root, include=["**/y.txt", "README*", "pic.jpg"]) == ["README.md", "a/b/y.txt"]
    assert read(root, exclude=["a/**"]) == ["z.docx"]
    assert read(root, include=["*"], exclude=["[!z]*.txt", "?EADME.md"]) == ["z.docx"]
    assert reasons(root, exclude=["z.docx"])["z.docx"] == "excluded"


def test_files_given_directly(tree):
    root = tree("a/x.txt", "README.md")
    assert read(root / "a/x.txt", root / "README.md") == ["README.md", "x.txt"]


def test_folders_that_clash_get_their_names(tree):
    root = tree("one/x.txt", "one/y.txt", "two/x.txt", "three/z.txt")
    assert read(root / "one", root / "two", root / "three") == ["one/x.txt", "one/y.txt", "two/x.txt", "z.txt"]
    assert read(root / "one", root / "three") == ["x.txt", "y.txt", "z.txt"]


def test_folders_of_the_same_name_that_clash_get_more_of_their_paths(tree):
    root = tree("p/in/x.txt", "q/in/x.txt")
    assert read(root / "p/in", root / "q/in") == ["p/in/x.txt", "q/in/x.txt"]
    assert read(root / "p/in/x.txt", root / "q/in/x.txt") == ["p/in/x.txt", "q/in/x.txt"]


def test_licences_in_two_folders_are_no_clash(tree):
    root = tree("one/x.txt", "one/LICENSE", "two/y.txt", "two/LICENSE")
    assert read(root / "one", root / "two") == ["x.txt", "y.txt"]


def test_a_folder_given_twice_or_within_another_is_read_once(tree):
    root = tree("a/x.txt", "y.txt")
    assert read(root, root, root / "a", root / "y.txt") == ["a/x.txt", "y.txt"]


def test_a_missing_folder_is_an_error_and_an_empty_one_is_not(tmp_path):
    with pytest.raises(UsageError, match="nowhere: no such file or folder"):
        find([tmp_path / "nowhere"], [], [], SUFFIXES)
    assert find([tmp_path], [], [], SUFFIXES) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_links_loops_and_pipes(tree):
    root = tree("a/x.txt", "away/y.txt")
    (root / "a/up").symlink_to(root, target_is_directory=True)
    (root / "a/link.txt").symlink_to(root / "a/x.txt")
    (root / "a/broken.txt").symlink_to(root / "nothing.txt")
    os.mkfifo(root / "a/pipe.txt")
    assert read(root) == ["a/broken.txt", "a/link.txt", "a/x.txt", "away/y.txt"]
    assert reasons(root)["a/pipe.txt"] == "not a format that is read"


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_links_out_of_the_folder_are_followed_and_told(tree):
    root = tree("corpus/x.txt", "share/y.txt", "share/deep/z.txt", "share/n.png")
    (root / "corpus/y.txt").symlink_to(root / "share/y.txt")
    (root / "corpus/share").symlink_to("../share")
    (root / "corpus/again.txt").symlink_to("x.txt")
    found = {one.relative: one.target for one in find([root / "corpus"], [], [], SUFFIXES) if not one.reason}
    share = os.path.realpath(root / "share")
    assert found == {
        "again.txt": "",
        "share/deep/z.txt": f"{share}/deep/z.txt",
        "share/y.txt": f"{share}/y.txt",
        "x.txt": "",
        "y.txt": f"{share}/y.txt",
    }
    (root / "named").symlink_to("corpus")  # a folder that the user names is no link out of itself
    assert not any(one.target for one in find([root / "named"], [], ["share/", "y.txt"], SUFFIXES) if not one.reason)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize("target", ["/", "..", "../.."])
def test_a_link_to_a_folder_above_reads_nothing(tree, target):
    root = tree("a/corpus/x.txt", "a/other.txt")
    (root / "a/corpus/all").symlink_to(target, target_is_directory=True)
    assert read(root / "a/corpus") == ["x.txt"]
    assert reasons(root / "a/corpus")["all"] == "a link to a folder that this one is in"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
def test_a_name_that_is_no_utf8_and_one_with_decomposed_accents(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (tmp_path / "e\u0301.txt").write_text("x")
    assert read(tmp_path) == ["caf\\xe9.txt", "é.txt"]


def test_gold_codings_quote_the_corpus_and_are_no_part_of_it(tree):
    assert reasons(tree("a.txt", "gold/segments.csv")) == {"a.txt": "", "gold": "gold codings"}
