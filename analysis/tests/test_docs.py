"""Documents lead where they say."""

import re
from pathlib import Path

import pytest

from .conftest import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "Sources" / "Models").glob("*/README.md")])


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links(path: Path) -> None:
    """Each file that a document links to is there, and so is each heading."""
    text = re.sub(r"```.*?```", "", path.read_text(), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name) if name else path
        assert file.exists(), f"{path}: {target}"
        if anchor:
            assert anchor in {_anchor(one) for one in re.findall(r"^#+ (.*)$", file.read_text(), flags=re.MULTILINE)}, target


def test_all_documents_are_listed() -> None:
    """The index names each document beside it."""
    index = (ROOT / "docs" / "README.md").read_text()
    assert [
        path.name for path in (ROOT / "docs").glob("*.md") if path.name != "README.md" and f"({path.name})" not in index
    ] == []
