"""partcode runs: listed, shown, pruned."""

import csv
import io
import json

import pytest

from partcode.export.results import write_results
from partcode.model import Span, Unit
from partcode.store import open_store


@pytest.fixture
def runs(coded, call, here):
    """Three runs of the corpus: by sentence, by turn, by paragraph. Their ids, the oldest first."""
    for unit in ("turn", "paragraph"):
        assert call("code", "--unit", unit, "-q").exit_code == 0
    with open_store(here / "partcode.db", create=False) as store:
        return [run.id for run in store.runs()]


def rows(text):
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def codings(here, run):
    with open_store(here / "partcode.db", create=False) as store:
        return store.count(run)


def test_runs_are_listed_the_latest_last(call, runs):
    found = rows(call("runs", "list").stdout)
    assert [row["run"] for row in found] == runs
    assert [row["unit"] for row in found] == ["sentence", "turn", "paragraph"]
    assert found[0]["documents"] == "2" and int(found[0]["codings"]) > 0
    assert found[0]["codebooks"] == "power 1.0.0, trust 1.0.0"
    assert found[0]["started"][:2] == "20"


def test_a_run_is_shown_with_what_it_was_made(call, runs):
    found = {(row["what"], row["id"]): row["value"] for row in rows(call("runs", "show", runs[1]).stdout)}
    assert found["option", "unit"] == "turn"
    assert found["codebook", "trust"].startswith("1.0.0 ")
    assert found["documents", ""] == "2"
    assert int(found["codings", "norm.trust"]) > 0
    latest = json.loads(call("runs", "show", "--format", "json").stdout)
    assert latest[0] == {"what": "run", "id": runs[2], "value": latest[0]["value"]}


def test_an_unknown_run_is_an_error(call, runs):
    result = call("runs", "show", "000")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no run 000" in result.stderr


def test_old_runs_are_pruned_with_the_codings_that_only_they_hold(call, runs, here):
    kept = codings(here, runs[2])
    told = call("runs", "prune", "--keep", "1", "--dry-run")
    assert "would be deleted: 2 runs with" in told.stderr and f"  {runs[0]}" in told.stderr
    assert len(rows(call("runs", "list").stdout)) == 3
    result = call("runs", "prune", "--keep", "1", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "deleted: 2 runs with" in result.stderr and "  partcode db vacuum" in result.stderr
    assert "copied first" in result.stderr
    assert [row["run"] for row in rows(call("runs", "list").stdout)] == [runs[2]]
    assert codings(here, runs[2]) == kept
    with open_store(here / "partcode.db", create=False) as store:
        assert store.prune([runs[2]], dry_run=True).codings == kept[0]


def test_what_another_run_holds_too_stays(call, runs, here):
    """The same codebooks with one more: codings are shared."""
    (here / "more.yaml").write_text(
        "codebook: more\nversion: 1.0.0\ncodes:\n  - {id: more, label: {en: M}, rules: [{id: r, en: audit}]}\n"
    )
    from partcode.pipeline.coding import shipped_paths  # the small ones, as the fixture has put them there

    books = [part for path in shipped_paths() for part in ("-c", path)]
    assert call("code", *books, "-c", "more.yaml", "-q").exit_code == 0
    latest = rows(call("runs", "list").stdout)[-1]["run"]
    before = codings(here, latest)
    assert call("runs", "prune", "--keep", "1", "--yes", "-q").exit_code == 0
    assert codings(here, latest) == before


def test_codings_of_people_and_their_decisions_stay(call, runs, here):
    with open_store(here / "partcode.db", create=False) as store:
        version = next(one for one in store.versions() if one.path == "en.txt")
        store.reviews.add_coding("ada", int(store.segments(version.id, Unit.SENTENCE).ids[0]), 1)
        store.reviews.decide(version.text_sha256, Span(6, 24), "norm.trust", "rejected", "ada")
    assert call("runs", "prune", "--keep", "1", "--yes", "-q").exit_code == 0
    with open_store(here / "partcode.db", create=False) as store:
        document = next(iter(store.coded_documents()))
        assert "ada" in {one.coder for one in document.codings}
        assert store.reviews.decisions(version.text_sha256) == {(6, 24, "norm.trust"): "rejected"}


def test_the_locked_run_stays(call, runs, here):
    assert call("lock", "--run", runs[0], "-q").exit_code == 0
    assert call("runs", "prune", "--keep", "1", "--yes", "-q").exit_code == 0
    assert [row["run"] for row in rows(call("runs", "list").stdout)] == [runs[0], runs[2]]


def test_nobody_to_ask_is_no_yes(call, runs):
    result = call("runs", "prune", "--keep", "1")
    assert result.exit_code == 2
    assert "confirm with --yes" in result.stderr
    assert len(rows(call("runs", "list").stdout)) == 3


def test_few_runs_need_no_pruning(call, runs):
    assert call("runs", "prune").stderr == "nothing to prune\n"


def test_the_figures_of_a_run_are_of_the_documents_that_are_still_there(call, coded, here):
    def figures():
        (listed,) = json.loads(call("runs", "list", "--format", "json").stdout)
        (exported,) = json.loads(call("export", "runs", "--format", "json").stdout)
        about = json.loads(call("runs", "show", "--format", "json").stdout)
        shown = {row["what"]: row["value"] for row in about if row["what"] in ("documents", "removed")}
        codings = sum(row["value"] for row in about if row["what"] == "codings")
        assert listed["codings"] == exported["codings"] == codings == len(segments())
        assert (exported["documents"], exported["removed"]) == (listed["documents"], listed["removed"])
        assert (shown["documents"], shown.get("removed", 0)) == (listed["documents"], listed["removed"])
        return listed["documents"], listed["removed"]

    def segments():
        return json.loads(call("export", "segments", "--format", "json").stdout)

    def manifest():
        with open_store(here / "partcode.db", create=False) as store:
            write_results(store, here / "results")
        return json.loads((here / "results" / "run.json").read_text(encoding="utf-8"))

    before = manifest()
    assert figures() == (2, 0) and "removed" not in before
    call("corpus", "remove", "en.txt", "--yes")
    assert figures() == (1, 1)
    after = manifest()
    assert ([one["path"] for one in after["documents"]], after["removed"]) == (["fr.txt"], 1)
    assert {row["document"] for row in segments()} == {"fr.txt"}
    call("undo")
    assert figures() == (2, 0) and manifest() == before
    call("corpus", "remove", "en.txt", "--yes")
    call("ingest", "texts", "-q")  # what the run found in it does not come back with the file
    assert figures() == (1, 1)
