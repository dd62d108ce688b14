"""A figure of arXiv:1610.06541."""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import Result, open_result
from ..core.style import BLUE, ORANGE, tick


@figure(job="fig2", axes="alpha | alpha temperature")
def fig2(result: Result, axes: Axes | None = None) -> Axes:
    """D_yx and -Q_yx of the magnetic Rashba gas: equal at small α. Each temperature has its dashes."""
    data, axes = open_result(result), axes or plt.gca()
    if "temperature" not in data.dims:
        data = data.expand_dims("temperature")
    single = data.sizes["temperature"] == 1
    for index in range(data.sizes["temperature"]):
        at = data.isel(temperature=index)
        where = "" if single else f", {float(at.temperature):g} K"
        for name, sign, marker, colour in (("D", 1, "s", BLUE), ("Q", -1, "o", ORANGE)):
            values = 1e3 * sign * at[name].sel(spin="y", direction="x")
            label = rf"${'-' if sign < 0 else ''}{name}_{{yx}}${where}"
            look = {"color": colour, "linestyle": ["-", "--", ":", "-."][index % 4], "label": label}
            # The temperatures nearly coincide: one of them without markers.
            axes.plot(at.alpha, values, marker=marker if index == 0 else None, markevery=2, markersize=3, **look)
    tick(axes.xaxis, data.alpha.values)
    axes.set(xlabel=r"Rashba parameter $\alpha$  (eV Å)", ylabel=r"coefficient  (meV/Å)")
    axes.legend()
    return axes
