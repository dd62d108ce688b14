"""The figure of the model rashba-dmi."""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from ..figures import Result, figure
from ..results import open_result
from ..style import BLUE, ORANGE


@figure("rashba-dmi", "rashba-dmi", {"alpha"})
def rashba(result: Result, axes: Axes | None = None) -> Axes:
    """D_yx and -Q_yx of the magnetic Rashba gas: equal at small α (Freimuth, Blügel, Mokrousov, Fig. 2)."""
    data, axes = open_result(result), axes or plt.gca()
    d_yx, q_yx = (1e3 * data[name].sel(spin="y", direction="x") for name in ("D", "Q"))
    axes.plot(data.alpha, d_yx, "s-", color=BLUE, label=r"$D_{yx}$", markevery=2)
    axes.plot(data.alpha, -q_yx, "o--", color=ORANGE, label=r"$-Q_{yx}$", markevery=2)
    axes.set(xlabel=r"Rashba parameter $\alpha$  (eV Å)", ylabel=r"coefficient  (meV/Å)")
    axes.legend()
    return axes
