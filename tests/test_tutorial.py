"""The tutorial notebook, run over the sample corpus as a reader would."""

import os
import shutil
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")


@pytest.fixture
def notebook(root):
    return nbformat.read(root / "docs/tutorial.ipynb", as_version=4)


def test_it_is_kept_without_what_a_machine_adds(notebook):
    for cell in notebook.cells:
        assert cell.metadata == {}
        assert cell.cell_type == "markdown" or (cell.outputs, cell.execution_count) == ([], None)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}


def test_its_cells_are_short(notebook):
    assert max(cell.source.count("\n") for cell in notebook.cells) < 8


def told(cell):
    """What a cell has put out, as text."""
    parts = [part.get("text", "") or part.get("data", {}).get("text/plain", "") for part in cell.outputs]
    return "".join(parts)


@pytest.mark.slow
def test_every_cell_runs_and_says_what_its_text_says(notebook, root, tmp_path, monkeypatch):
    shutil.copytree(root / "sample_corpus", tmp_path / "sample_corpus")
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    for name in [name for name in os.environ if name.startswith("PARTCODE_")]:
        monkeypatch.delenv(name)
    # Kernels, shells and settings of this machine are none of its business.
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    outputs = {cell.id: told(cell) for cell in notebook.cells if cell.cell_type == "code"}
    assert not [part for cell in notebook.cells for part in cell.get("outputs", ()) if part.output_type == "error"]
    assert "14 documents, 12 codebooks" in outputs["open"]
    assert "north_funder" in outputs["exerted"] and "told" in outputs["exerted"]
    assert "legit.grassroots" in outputs["freq"] and "power.coercive" in outputs["freq"]
    assert "fewer than 5 codings" in outputs["warnings"]
    assert "residuals are descriptive" in outputs["notes"]
    # The appeal of the South comes first after a demand of the North, and more often than it would by chance.
    heads, first, *_ = outputs["after-demand"].splitlines()
    found = dict(zip(heads.split(), first.split()[1:], strict=False))
    assert found["target"] == "arb.legitimacy_appeal@south"
    assert (
        float(found["count"]) > float(found["expected"])
        and float(found["residual"]) > 1.96
        and float(found["p"]) < 0.05
    )
    assert "arb.compromise" in outputs["chains"] and "north_funder" in outputs["chains"]
    assert outputs["chain"].count("turn ") >= 4 and "(north_funder), Funder demand" in outputs["chain"]
    assert "Chart" in outputs["chart"]
    assert "Markdown" in outputs["methods"]
