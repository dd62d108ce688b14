"""The notebooks run from their first cell to their last."""

import os
from pathlib import Path

import pytest

from .conftest import MORIYA, ROOT

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((ROOT / "analysis" / "notebooks").glob("*.ipynb"))


def _texts(notebook: "nbformat.NotebookNode") -> str:
    outputs = [one for cell in notebook.cells if cell.cell_type == "code" for one in cell.outputs]
    return "\n".join(one.get("text", "") or one.get("data", {}).get("text/plain", "") for one in outputs)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "nbformat.NotebookNode":
    """Return a notebook after every cell of it has run, in a folder of its own."""
    if not MORIYA.exists():
        pytest.skip("moriya is not built: make build")
    monkeypatch.setenv("MORIYA", str(MORIYA))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("OMPI_ALLOW_RUN_AS_ROOT", os.environ.get("OMPI_ALLOW_RUN_AS_ROOT", "1"))
    notebook = nbformat.read(request.param, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    notebook.metadata["name"] = request.param.stem
    return notebook


def test_notebooks_run(executed: "nbformat.NotebookNode") -> None:
    """No cell fails or warns, and each shows what its words promise."""
    errors = [
        one.get("text", "")
        for cell in executed.cells
        if cell.cell_type == "code"
        for one in cell.outputs
        if one.get("name") == "stderr"
    ]
    assert not any("Warning" in text for text in errors), errors
    found = _texts(executed)
    wanted = {
        "first-day": ["delta", "did you mean", "D is known to", "sites", "MB", "Figure size"],
        "reproduce-the-paper": ["without singlet pairing", "36 free energies", "Figure size"],
    }[executed.metadata["name"]]
    assert [text for text in wanted if text not in found] == []


def test_notebooks_are_kept_without_output() -> None:
    """There are two, and what they show is computed when they run."""
    assert [path.stem for path in NOTEBOOKS] == ["first-day", "reproduce-the-paper"]
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            assert not cell.get("outputs")
            assert cell.get("execution_count") is None
