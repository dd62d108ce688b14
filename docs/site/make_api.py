"""Make the reference of the Swift modules with DocC, from what a release build has left.

Usage: make_api.py FOLDER. Nothing is compiled: the symbols are read from the modules of the build. Modules that have a page in
``docs/site/api`` begin with it. A link that leads nowhere, or anything else that DocC warns of, ends it with an error; that a
parameter has no words of its own is no fault where its name says all.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# What others build on; what lies below and above speaks for itself.
LAYERS = ("Sources/Numerics/", "Sources/Physics/", "Sources/Sweep")
TOLERATED = re.compile(r"^warning: Parameter '\w+' is missing documentation")


def main() -> int:
    """Make one archive of each module, and one site of all."""
    folder = Path(sys.argv[1]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    targets = json.loads(output("swift", "package", "dump-package"))["targets"]
    flags = include_flags(targets)
    modules = sorted(target["name"] for target in targets if place(target).startswith(LAYERS))
    problems = []
    for module in modules:
        problems += make_archive(module, flags, folder)
    for problem in problems:
        print(problem, file=sys.stderr)
    archives = [str(folder / f"{module}.doccarchive") for module in modules]
    options = ["--synthesized-landing-page-name", "Moriya", "--synthesized-landing-page-kind", "Swift reference"]
    subprocess.run(["docc", "merge", *archives, *options, "--output-path", str(folder / "site")], check=True)
    return 1 if problems else 0


def place(target: dict[str, Any]) -> str:
    """Return the folder of a target."""
    return target.get("path") or f"Sources/{target['name']}"


def output(*command: str) -> str:
    """Return what a program prints."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def include_flags(targets: list[dict[str, Any]]) -> list[str]:
    """Return where the compiler finds modules: those of the build, and those of C libraries with their headers."""
    maps = [*ROOT.glob(".build/checkouts/*/Sources/*/include/module.modulemap"), *ROOT.glob("Sources/Foreign/*/module.modulemap")]
    flags = ["-I", str(ROOT / ".build/release/Modules")]
    for folder in (path.parent for path in maps):
        flags += ["-I", str(folder)]
    for written in ROOT.glob(".build/release/*.build/module.modulemap"):
        flags += ["-Xcc", f"-fmodule-map-file={written}"]
    for library in {target["pkgConfig"] for target in targets if target.get("pkgConfig")}:
        found = subprocess.run(["pkg-config", "--cflags", library], capture_output=True, text=True, check=False)
        for flag in found.stdout.split():
            flags += ["-Xcc", flag]
    return flags


def make_archive(module: str, flags: list[str], folder: Path) -> list[str]:
    """Make the archive of a module; return what is wrong with its documentation."""
    graphs, catalog = folder / "graphs" / module, folder / "catalogs" / f"{module}.docc"
    graphs.mkdir(parents=True)
    catalog.mkdir(parents=True)
    page = ROOT / "docs" / "site" / "api" / f"{module}.md"
    if page.exists():
        shutil.copy(page, catalog)
    machine = json.loads(output("swift", "-print-target-info"))["target"]["unversionedTriple"]
    public = ["-minimum-access-level", "public", "-skip-synthesized-members", "-skip-inherited-docs"]
    extract = ["swift-symbolgraph-extract", "-module-name", module, "-target", machine, "-output-dir", str(graphs)]
    subprocess.run([*extract, *public, *flags], check=True)
    name = ["--fallback-display-name", module, "--fallback-bundle-identifier", f"moriya.{module}"]
    command = ["docc", "convert", str(catalog), "--additional-symbol-graph-dir", str(graphs), *name]
    archive = ["--output-path", str(folder / f"{module}.doccarchive"), "--ide-console-output"]
    done = subprocess.run([*command, *archive], capture_output=True, text=True, check=False)
    told = (done.stdout + done.stderr).splitlines()
    if done.returncode != 0:
        return [f"{module}: docc ended with {done.returncode}", *told]
    return [line for line in told if "warning:" in line and not TOLERATED.search(line[line.index("warning:") :])]


if __name__ == "__main__":
    sys.exit(main())
