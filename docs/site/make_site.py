"""Build the documents as a site: those of ``docs/``, a page for each model, and a reference that the program itself gives.

Usage: make_site.py PROGRAM FOLDER. Everything is made in FOLDER; the site is FOLDER/site. A link that leads nowhere, a page
that is not in the menu, or anything else that mkdocs warns of ends it with an error.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import moriya
import yaml

from reference import commands, exit_codes, model_reference, python_package

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# Documents in the order of the menu; what else there is in docs/ comes last.
MENU = {
    "Start": ["tutorial.md"],
    "How to": ["own-system.md", "clusters.md", "reading.md", "export.md", "solvers.md"],
    "Theory": ["physics.md", "rashba-dmi.md"],
    "Reference": ["file-format.md"],
    "Measured": ["performance.md", "proof.md"],
    "Developers": [],
}
# Documents outside of docs/ that become pages.
OTHERS = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changes.md"}


def main() -> int:
    """Write the pages, then let mkdocs build them."""
    program, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    pages = folder / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DOCS, pages, ignore=shutil.ignore_patterns("site", "README.md"))
    for source, name in OTHERS.items():
        (pages / name).write_text((ROOT / source).read_text())
    models = [entry["model"] for entry in told(program, "describe", "--json")["models"]]
    (pages / "models").mkdir()
    for model in models:
        (pages / "models" / f"{model}.md").write_text(model_page(program, model))
    (pages / "commands.md").write_text(commands(told(program, "--experimental-dump-help")["command"]))
    (pages / "python.md").write_text(python_package(moriya))
    (pages / "exit-codes.md").write_text(exit_codes(told(program, "describe", "--json")["exit_codes"]))
    (pages / "index.md").write_text(front_page())
    for page in pages.rglob("*.md"):
        page.write_text(with_links_inside(page.read_text(), page, pages))
    config = yaml.safe_load((DOCS / "site" / "mkdocs.yml").read_text())
    config |= {"docs_dir": str(pages), "site_dir": str(folder / "site"), "nav": menu(models, pages)}
    next(one for one in config["plugins"] if "mkdocstrings" in one)["mkdocstrings"]["handlers"]["python"]["paths"] = [
        str(ROOT / "analysis")
    ]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(folder / "mkdocs.yml")]
    # The theme advertises on standard error unless told not to.
    return subprocess.run(command, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, check=False).returncode


def told(program: Path, *arguments: str) -> dict[str, Any]:
    """Return what the program tells as JSON."""
    answer = json.loads(output(program, *arguments))
    assert isinstance(answer, dict)
    return answer


def output(program: Path, *arguments: str) -> str:
    """Return what the program prints."""
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def model_page(program: Path, model: str) -> str:
    """Return the page of a model: the README of its folder, then its reference."""
    description = told(program, "describe", model, "--json")
    folders = {path.parent.name.lower(): path for path in (ROOT / "Sources" / "Models").glob("*/README.md")}
    readme = folders[model.replace("-", "")].read_text().rstrip()
    return f"{readme}\n\n{model_reference(description)}\n## A job to begin with\n\n```yaml\n{output(program, 'new', model)}```\n"


def front_page() -> str:
    """Return the start of README up to its first section, and where to go on."""
    text = (ROOT / "README.md").read_text()
    start = text[: text.index("\n## ")].replace("docs/", "")
    return f"{start}\n\nBegin with [ten minutes](tutorial.md); `moriya describe` lists what can be computed.\n"


def menu(models: list[str], pages: Path) -> list[dict[str, Any]]:
    """Return the menu; every page is in it."""
    sections: dict[str, list[str]] = {name: [page for page in listed if (pages / page).exists()] for name, listed in MENU.items()}
    sections["Reference"] += ["commands.md", "python.md", "exit-codes.md"]
    sections["Developers"] += list(OTHERS.values())
    known = {page for listed in sections.values() for page in listed} | {"index.md"}
    sections["Theory"] += sorted(page.name for page in pages.glob("*.md") if page.name not in known)
    sections = {"Start": ["index.md", *sections.pop("Start")], "Models": [f"models/{model}.md" for model in models], **sections}
    return [{name: listed} for name, listed in sections.items() if listed]


def with_links_inside(text: str, page: Path, pages: Path) -> str:
    """Let links to files of the repository lead to their pages, and be plain words where there is none."""

    def changed(match: re.Match[str]) -> str:
        words, target = match.groups()
        if re.match(r"[a-z]+:|#", target):
            return match[0]
        name, _, anchor = target.partition("#")
        if (page.parent / name).exists():
            return match[0]
        found = OTHERS.get(Path(name).name) or (Path(name).name if (pages / Path(name).name).exists() else None)
        if found is None and Path(name).name == "README.md" and "docs" in Path(name).parts:
            found = "index.md"
        if found is None:
            return f"`{words}`" if (ROOT / name.lstrip("./")).exists() else match[0]
        inside = os.path.relpath(pages / found, page.parent)
        return f"[{words}]({inside}{'#' + anchor if anchor else ''})"

    return re.sub(r"(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)", changed, text)


if __name__ == "__main__":
    sys.exit(main())
