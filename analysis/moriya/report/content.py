"""What the page shows, as JSON that its script reads."""

import base64
import re
from typing import Any

import numpy as np
import xarray as xr

from moriya_figures.core.doubt import doubtful
from moriya_figures.core.grid_axis import GridAxis
from moriya_figures.core.registry import presentation_of
from moriya_figures.core.results import axes_of, model_of, observables_of

from ..quantities import leading
from .slabs import Slab, cut

STATUS = {0: "missing", 1: "done", 2: "failed", 3: "rejected"}
# Failed points that are listed by name.
FAILURES = 200
# Root attributes that are no conventions.
RECORD = {
    "title", "summary", "source", "history", "date_created", "creator_name", "host", "library_versions", "computed_by",
    "model", "solver", "fixed_parameters", "plan_hash", "plan_text", "job_text", "system_text", "schema_version",
    "points_done", "points_failed", "points_rejected", "points_missing",
}  # fmt: skip


def content(data: xr.Dataset, source: str, budget: int | None = None) -> dict[str, Any]:
    """Return everything that the page shows of a result.

    Arrays are 64-bit reals, little-endian, the last axis running fastest, in base64.
    """
    slab = cut(data) if budget is None else cut(data, budget)
    grid = axes_of(data)
    names = list(dict.fromkeys([*grid, *(name for curve in slab.curves for name in curve.axes)]))
    statuses = data["status"].values.ravel()
    shown = slab.data["status"].transpose(*grid)
    return {
        "title": str(data.attrs.get("title", "Result of moriya")),
        "model": model_of(data),
        "source": source,
        "counts": {name: int(np.count_nonzero(statuses == code)) for code, name in STATUS.items()},
        "points": int(statuses.size),
        "facts": _facts(data),
        "texts": [[name, str(data.attrs[name])] for name in ("job_text", "system_text") if data.attrs.get(name)],
        "conventions": [[name, str(text)] for name, text in data.attrs.items() if name not in RECORD],
        "observables": [_observable(data, name) for name in observables_of(data)],
        "grid": list(grid),
        "leading": leading(data),
        "axes": {name: _axis(slab.data, name) for name in names},
        "curves": [
            {
                "observable": one.observable,
                "label": one.label,
                "unit": str(data[one.observable].attrs.get("units", "1")),
                "axes": list(one.axes),
                "values": _encoded(one.values.values),
            }
            for one in slab.curves
        ],
        "errors": _errors(slab),
        "status": base64.b64encode(shown.values.astype(np.int8).tobytes()).decode(),
        "doubtful": base64.b64encode(doubtful(slab.data).transpose(*grid).values.astype(np.int8).tobytes()).decode(),
        "doubt": presentation_of(data).doubt_text,
        "solver": _words(slab.data, grid),
        "failures": _failures(data, slab),
        "leftOut": slab.left_out,
    }


def _encoded(values: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f8").tobytes()).decode()


def _facts(data: xr.Dataset) -> list[list[str]]:
    """What was computed, by what, in pairs of a word and its meaning."""
    grid = [f"{name}: {_range(data, name)}" for name in axes_of(data)]
    pairs = [
        ("Model", model_of(data)),
        ("Grid", "\n".join(grid) or "a single point"),
        ("Fixed", str(data.attrs.get("fixed_parameters", ""))),
        ("Solver", str(data.attrs.get("solver", ""))),
        ("Program", str(data.attrs.get("source", ""))),
        ("Computed by", str(data.attrs.get("computed_by", ""))),
        ("Libraries", str(data.attrs.get("library_versions", ""))),
        ("Merged", " on ".join(str(data.attrs[name]) for name in ("date_created", "host") if name in data.attrs)),
        ("Plan", str(data.attrs.get("plan_hash", ""))),
    ]
    if "seconds" in data:
        spent = float(np.nansum(data["seconds"].values))
        pairs.insert(4, ("Time", f"{spent:.3g} s of computing, over all ranks"))
    return [[name, text] for name, text in pairs if text]


def _range(data: xr.Dataset, name: str) -> str:
    axis = GridAxis.of(data, name)
    texts = [_plain(text) for text in axis.texts]
    shown = texts if len(texts) <= 4 else [texts[0], texts[1], "…", texts[-1]]
    return f"{axis.size} values, {', '.join(shown)}"


def _plain(text: str) -> str:
    """Turn what is set as a formula in pictures into letters."""
    for old, new in [("\u00a0", " "), ("$", ""), ("{", ""), ("}", ""), ("\\mathrm", ""), ("\\mathcal", "")]:
        text = text.replace(old, new)
    for word in sorted(GREEK, key=len, reverse=True):
        text = text.replace(f"\\{word}", GREEK[word])
    return text.replace("\\", "")


GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "Gamma": "Γ", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "varphi": "φ", "Phi": "Φ", "ell": "ℓ", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Omega": "Ω", "hbar": "ħ",
}  # fmt: skip


def _axis(data: xr.Dataset, name: str) -> dict[str, Any]:
    axis = GridAxis.of(data, name)
    members = [str(key) for key, values in data.coords.items() if values.dims == (name,)]
    members = [one for one in members if one != name] or members
    unit = str(data[name].attrs.get("units", "1")) if name in data.coords and members == [name] else "1"
    return {
        # The symbol twice where the words end with it already.
        "label": re.sub(r"(\S+)( \1)(?= |$)", r"\1", _plain(axis.label)),
        "unit": unit,
        "positions": [float(one) for one in axis.positions],
        "texts": [_plain(text) for text in axis.texts],
        "labels": None if axis.labels is None else list(axis.labels),
        "logarithmic": axis.is_logarithmic,
        # Columns of a table: a parameter and its values along the axis.
        "columns": [[one, [_value(value) for value in data[one].values]] for one in members or [name] if one in data.coords],
    }


def _value(value: Any) -> float | int | str:  # noqa: ANN401 (whatever stands along an axis)
    one = value.item() if isinstance(value, np.generic) else value
    return one if isinstance(one, int | float) else str(one)


def _observable(data: xr.Dataset, name: str) -> dict[str, Any]:
    values = np.abs(data[name].values)
    finite = values[np.isfinite(values)]
    bound = data.get(f"{name}_error", data.get("error_estimate"))
    errors = np.zeros(0) if bound is None else bound.values[np.isfinite(bound.values)]
    return {
        "name": name,
        "unit": str(data[name].attrs.get("units", "1")),
        "meaning": str(data[name].attrs.get("long_name", "")),
        "largest": float(finite.max()) if finite.size else None,
        "error": float(errors.max()) if errors.size else None,
    }


def _errors(slab: Slab) -> dict[str, str]:
    """Bounds on errors over the grid, for the observables on the page."""
    found = {}
    for name in dict.fromkeys(one.observable for one in slab.curves):
        bound = slab.data.get(f"{name}_error", slab.data.get("error_estimate"))
        if bound is not None and np.isfinite(bound.values).any():
            found[name] = _encoded(bound.transpose(*axes_of(slab.data)).values)
    return found


def _words(data: xr.Dataset, grid: tuple[str, ...]) -> dict[str, Any]:
    """The solver of each point, as numbers into a list of names."""
    if "solver" not in data:
        return {"names": [], "index": ""}
    names, index = np.unique(data["solver"].transpose(*grid).values.astype(str).ravel(), return_inverse=True)
    return {"names": names.tolist(), "index": base64.b64encode(index.astype(np.int8).tobytes()).decode()}


def _failures(data: xr.Dataset, slab: Slab) -> list[dict[str, Any]]:
    grid = axes_of(data)
    statuses = data["status"].transpose(*grid)
    messages = data["message"].transpose(*grid).values if "message" in data else None
    axes = {name: GridAxis.of(data, name) for name in grid}
    listed = []
    for index in np.argwhere(statuses.values > 1)[:FAILURES]:
        place = tuple(int(one) for one in index)
        texts = [_plain(axes[name].texts[i]) for name, i in zip(grid, place, strict=True)]
        listed.append(
            {
                "place": _kept_place(slab, grid, place),
                "parameters": ", ".join(texts) or "the only point",
                "status": STATUS[int(statuses.values[place])],
                "message": "" if messages is None else str(messages[place]),
            }
        )
    return listed


def _kept_place(slab: Slab, grid: tuple[str, ...], place: tuple[int, ...]) -> list[int] | None:
    """Return where a point lies among those on the page; None if it is not there."""
    kept = []
    for name, index in zip(grid, place, strict=True):
        if name in slab.kept:
            found = np.flatnonzero(slab.kept[name] == index)
            if not found.size:
                return None
            kept.append(int(found[0]))
        else:
            kept.append(index)
    return kept
