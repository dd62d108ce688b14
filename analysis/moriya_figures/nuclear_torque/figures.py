"""The ⁵⁷Fe numbers of Cahaya, Leon and Fauzi as a table."""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import Result, open_result

# Quantity, unit, factor, what the paper quotes.
ROWS = (
    ("g_field", r"$g_\mathrm{field}$", "$10^{15}$ m$^{-2}$", 1e-15, "5"),
    ("g_damp", r"$g_\mathrm{damp}$", "$10^{12}$ m$^{-2}$", 1e-12, "2"),
    ("critical_accumulation", r"$\mu_c$", "$10^{-6}$ eV", 1e6, "7"),
    ("critical_current", r"$j_c$", "$10^{11}$ A/m$^2$", 1e-11, "2"),
)


def _table(result: Result, axes: Axes | None, heading: str) -> Axes:
    data, axes = open_result(result), axes or plt.gca()
    cells = [[label, f"{factor * float(data[name]):.4f}", quoted, unit] for name, label, unit, factor, quoted in ROWS]
    axes.set_axis_off()
    table = axes.table(
        cells, colLabels=["$^{57}$Fe", heading, "quoted", "unit"], loc="center", cellLoc="center", edges="horizontal"
    )
    table.scale(1, 1.6)
    return axes


@figure(job="iron", axes="", name="iron-corrected")
def corrected(result: Result, axes: Axes | None = None) -> Axes:
    """⁵⁷Fe with the slips of the formulas mended, beside the numbers that the paper quotes."""
    return _table(result, axes, "corrected")


@figure(job="iron-printed", axes="", name="iron-printed")
def printed(result: Result, axes: Axes | None = None) -> Axes:
    """⁵⁷Fe with the formulas as printed, beside the numbers that the paper quotes."""
    return _table(result, axes, "printed")
