"""A figure of Lu, Tokatly and Bergeret, Phys. Rev. B 108, L180506, on lattices of impurities."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import Result, open_result
from ..core.style import BLACK, COLOURS, LINES, tick


@figure(job="fig3d", axes="cutoff temperature")
def fig3d(result: Result, axes: Axes | None = None) -> Axes:
    """Where ferromagnet and antiferromagnet meet, with complete sums, and with couplings cut off at a distance."""
    data, axes = open_result(result), axes or plt.gca()
    cutoffs = [str(one) for one in data.cutoff.values]
    for index, cutoff in enumerate(cutoffs):
        angle = data.theta_c.sel(cutoff=cutoff)
        exact = cutoff == "none"
        label = "complete" if exact else rf"$R_c = {cutoff}\,r_0(0)$"
        look = {"color": BLACK if exact else COLOURS[index % len(COLOURS)], "linewidth": 1.6 if exact else 1}
        axes.plot(angle, data.temperature, LINES[index % 4], label=label, **look)
        if exact:
            axes.fill_betweenx(data.temperature, 60, angle, color="0.9", linewidth=0)
    height = 0.3 * float(data.temperature.max())
    axes.text(61, height, "ferromagnet", ha="left", va="center")
    axes.text(89.5, height, "antiferro-\nmagnet", ha="right", va="center")
    tick(axes.xaxis, np.array([60.0, 90.0, 75.0]))
    axes.set(xlim=(60, 90), xlabel=r"angle of the lattice $\theta$  (degrees)", ylabel="temperature $T/T_c$")
    axes.legend(loc="lower center", bbox_to_anchor=(0.45, 1), ncols=3, columnspacing=1)
    return axes
