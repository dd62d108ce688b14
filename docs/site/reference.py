"""Pages of reference from what the program tells of itself."""

import re
import textwrap
from types import ModuleType
from typing import Any

Told = dict[str, Any]


def model_reference(model: Told) -> str:
    """Return every parameter, solver, observable and convention of a model."""
    parts = ["## Parameters\n", "A star marks what can be an axis of the grid.\n", _keys(model["parameters"]), "\n## Solvers\n"]
    parts.append("Besides `auto`, which chooses at each point.\n")
    for solver in model["solvers"]:
        aliases = f" (also `{'`, `'.join(solver['aliases'])}`)" if solver["aliases"] else ""
        parts.append(f"\n### {solver['name']}\n\n{_cell(solver['summary'])}{aliases}.\n")
        if solver["settings"]:
            parts.append(_keys(solver["settings"]))
    parts.append("\n## Observables\n")
    if "observables" in model:
        parts.append("Each over the axes of the grid, then its own; `<name>_error` bounds the error of every number.\n")
        rows = [[f"`{one['name']}`", _unit(one), _axes(one), _cell(one["meaning"])] for one in model["observables"]]
        parts.append(_table(["name", "unit", "axes of its own", "meaning"], rows))
    else:
        parts.append("They depend on the input files of a job: `moriya describe JOB` lists them.\n")
    parts.append("\n## Conventions\n")
    parts.append(_table(["name", ""], [[f"`{one['name']}`", _cell(one["text"])] for one in model["conventions"]]))
    return "\n".join(parts)


def python_package(package: ModuleType) -> str:
    """Return the page of a Python package: what it says of itself, and a directive for each public name."""
    assert package.__doc__ is not None
    example = re.sub(r"::\n\n((?:    .*\n|\n)+)", _fenced, package.__doc__)
    return "\n".join([f"# The Python package\n\n`pip install ./analysis`\n\n{example}", *_directives(package)])


def _fenced(match: re.Match[str]) -> str:
    """Return an indented example as a block of Python."""
    return f":\n\n```python\n{textwrap.dedent(match[1]).strip()}\n```\n\n"


def _directives(package: ModuleType) -> list[str]:
    """Return what mkdocstrings replaces by the docstrings, functions first."""
    names = sorted(package.__all__, key=lambda name: (isinstance(getattr(package, name), type), name.lower()))
    return [f"::: {package.__name__}.{name}\n" for name in names]


def commands(root: Told) -> str:
    """Return every command with its arguments, as the program's help has them."""
    parts = ["# Commands\n", f"{root['abstract']}\n", f"```text\n{root.get('discussion', '')}\n```\n"]
    for command in root.get("subcommands", []):
        if command["commandName"] == "help" or not command.get("shouldDisplay", True):
            continue
        parts.append(f"## {command['commandName']}\n\n{_cell(command.get('abstract', ''))}\n")
        if command.get("discussion"):
            parts.append(f"{_cell(command['discussion'])}\n")
        shown = [
            one
            for one in command.get("arguments", [])
            if one["shouldDisplay"] and one.get("valueName") not in ("help", "version")
        ]
        if shown:
            parts.append(_table(["", "meaning"], [[f"`{_names(one)}`", _meaning(one)] for one in shown]))
    return "\n".join(parts)


def exit_codes(codes: list[Told]) -> str:
    """Return what each exit code means."""
    rows = [[str(one["code"]), _cell(one["meaning"])] for one in codes]
    return "# Exit codes\n\nOf every command, after sysexits.h.\n\n" + _table(["code", "meaning"], rows)


def _keys(keys: list[Told]) -> str:
    rows = []
    for key in keys:
        rows.append(_key(key, ("★ " if key["can_be_axis"] else "") + f"`{key['key']}`"))
        rows += [_key(field, f"`{key['key']}` … `{field['key']}`") for field in key.get("fields", [])]
    return _table(["key", "default", "unit", "meaning", "values"], rows)


def _key(key: Told, name: str) -> list[str]:
    default = f"`{key['default_text']}`" if "default_text" in key else key["presence"]
    return [name, default, _unit(key), _cell(key["meaning"]), _cell(key["allowed"])]


def _unit(one: Told) -> str:
    return "" if one["unit"] == "1" else _cell(str(one["unit"]))


def _axes(observable: Told) -> str:
    found = []
    for axis in observable["axes"]:
        labels = axis.get("labels")
        members = ", ".join(labels) if labels and len(labels) <= 6 else f"{'up to ' if axis['is_list'] else ''}{axis['count']}"
        found.append(f"`{axis['name']}` ({members})")
    return _cell(", ".join(found))


def _names(argument: Told) -> str:
    value = f" <{argument['valueName']}>" if argument["kind"] == "option" else ""
    names = [f"{'-' if one['kind'] == 'short' else '--'}{one['name']}" for one in argument.get("names", [])]
    return (", ".join(names) or f"<{argument['valueName']}>") + value


def _meaning(argument: Told) -> str:
    default = f" (default: {argument['defaultValue']})" if argument.get("defaultValue") else ""
    return _cell(argument.get("abstract", "") + default)


def _cell(text: str) -> str:
    """Return a text as Markdown shows it word for word."""
    for mark in ["\\", "*", "_", "<", "[", "`" if text.count("`") % 2 else "\0"]:
        text = text.replace(mark, f"\\{mark}")
    return text.replace("|", "\\|").replace("\n", " ") if "\n\n" not in text else text.replace("|", "\\|")


def _table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
