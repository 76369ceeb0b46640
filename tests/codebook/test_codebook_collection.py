"""Several codebooks at once."""

from pathlib import Path

import pytest

from partcode.codebook.collection import collect, shipped_paths
from partcode.errors import CodebookError, Finding


def book(folder: Path, name: str, id: str, code: str) -> Path:
    path = folder / name
    path.write_text(f"codebook: {id}\nversion: 1.0.0\ncodes:\n  - id: {code}\n", encoding="utf-8")
    return path


def findings(*paths: Path) -> tuple[Finding, ...]:
    with pytest.raises(CodebookError) as caught:
        collect(paths)
    return caught.value.findings


def test_folders_are_read_in_order_of_names_and_each_file_once(tmp_path: Path) -> None:
    second = book(tmp_path, "b.yml", "second", "b")
    book(tmp_path, "a.yaml", "first", "a")
    (tmp_path / "notes.txt").write_text("no codebook")
    assert [found.id for found in collect([tmp_path])] == ["first", "second"]
    assert [found.id for found in collect([second, tmp_path])] == ["second", "first"]
    assert [found.path for found in collect([second])] == [str(second)]


def test_the_findings_of_all_files_come_together(tmp_path: Path) -> None:
    book(tmp_path, "a.yaml", "first", "A")
    book(tmp_path, "b.yaml", "SECOND", "b")
    found = findings(tmp_path, tmp_path / "none.yaml")
    assert [(one.code, Path(one.where.path).name) for one in found] == [
        ("PC205", "a.yaml"),
        ("PC205", "b.yaml"),
        ("PC100", "none.yaml"),
    ]


def test_one_id_in_two_files_is_a_finding_at_the_second(tmp_path: Path) -> None:
    book(tmp_path, "a.yaml", "power", "power.coercive")
    book(tmp_path, "b.yaml", "power", "power.coercive")
    first, second = findings(tmp_path)
    assert (first.code, first.where.line, second.code, second.where.line) == ("PC215", 1, "PC216", 4)
    assert all("b.yaml" in one.where.path and "a.yaml" in one.hint for one in (first, second))
    assert second.source == "  - id: power.coercive"


def test_a_folder_without_codebooks_is_a_finding(tmp_path: Path) -> None:
    (found,) = findings(tmp_path)
    assert (found.code, found.where.path) == ("PC100", str(tmp_path))


def test_the_shipped_codebooks_have_the_same_name_on_every_machine() -> None:
    assert [path.name for path in shipped_paths()] == sorted(path.name for path in shipped_paths())
    assert {"legitimacy.yaml", "power.yaml"} <= {path.name for path in shipped_paths()}
    for path, found in zip(shipped_paths(), collect(shipped_paths()), strict=True):
        assert found.path == f"codebooks/{path.name}"
        assert found.codes[0].where.path == found.path


def test_a_shipped_codebook_is_found_by_its_name_unless_a_file_has_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [book.path for book in collect([Path("structure")])] == ["codebooks/structure.yaml"]
    Path("structure").write_text("codebook: [")
    with pytest.raises(CodebookError):
        collect([Path("structure")])
