"""The page: its frame, its looks, its script, the plotting library and the numbers, in one file."""

import html
import json
from importlib.resources import files
from pathlib import Path

import xarray as xr
from plotly.offline import get_plotlyjs

from ..opening import open as open_result
from .content import content

SCRIPTS = ["data.js", "plot.js", "controls.js", "table.js", "start.js"]


def report(result: xr.Dataset | str | Path, output: str | Path, *, source: str | None = None) -> Path:
    """Write a page that shows a result: what was computed, a table, lines and maps with sliders, failed points with reasons.

    The page needs no network and no other file. Of a result with more than about a million numbers it holds a coarser grid and
    the leading observables, at most 20 MB in all, and says what it left out.

    Args:
        result: a dataset as ``moriya.open`` returns it, or what ``moriya.open`` takes.
        output: the file to write, such as ``report.html``.
        source: what the page calls its source; the path of the result unless given.
    """
    data = result if isinstance(result, xr.Dataset) else open_result(result)
    name = source or ("a dataset" if isinstance(result, xr.Dataset) else str(result))
    Path(output).parent.mkdir(parents=True, exist_ok=True)
    Path(output).write_text(page(data, name), encoding="utf-8")
    return Path(output)


def page(data: xr.Dataset, source: str) -> str:
    """Return the page of a result as text."""
    found = content(data, source)
    # Within a script only this sequence could end it early.
    numbers = json.dumps(found, ensure_ascii=False, allow_nan=False).replace("</", "<\\/")
    parts = {
        "TITLE": html.escape(f"{found['title']} · {source}"),
        "STYLE": _part("page.css"),
        "PLOTLY": get_plotlyjs().replace("</script", "<\\/script"),
        "CONTENT": numbers,
        "SCRIPT": "\n".join(_part(name) for name in SCRIPTS),
    }
    text = _part("page.html")
    for key, value in parts.items():
        before, _, after = text.partition(f"<!--{key}-->")
        text = f"{before}{value}{after}"
    return text


def _part(name: str) -> str:
    return files(__package__).joinpath("parts", name).read_text(encoding="utf-8")
