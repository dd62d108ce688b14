"""What arXiv:1610.06541 states about D, Q and their parts, on models that are shipped: its own systems' data are not public."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement
from .figures import yx


@statement("Eq. (40)", "D = -Q = a^I + a^II to first order in the spin-orbit interaction", job="fig3")
def first_order(data: xr.Dataset) -> Finding:
    small, double = data.sel(soi_scale=0.1), data.sel(soi_scale=0.2)
    offs = {}
    for name, sign in (("D", 1), ("Q", -1)):
        offs[name] = [
            float(np.max(np.abs((sign * yx(at, name) / (float(at.soi_scale) * yx(at, "a")) - 1).values)))
            for at in (small, double)
        ]
    ratio = min(double / small for small, double in offs.values())
    return Finding(
        f"D/ξa and -Q/ξa are off 1 by {offs['D'][0]:.1e} and {offs['Q'][0]:.1e} at ξ = 0.1, "
        f"and by {ratio:.2f} times that or more at 0.2",
        "below 1e-2, falling as ξ²",
        bool(max(offs["D"][0], offs["Q"][0]) < 1e-2 and ratio > 3),
    )


@statement("Eq. (26)", "b = 0, by time reversal", job="fig4")
def no_b(data: xr.Dataset) -> Finding:
    share = float(np.max(np.abs(data.b.values)) / np.max(np.abs(data.aI.values)))
    return Finding(f"|b| ≤ {share:.0e} |a^I|", "below 1e-12", share < 1e-12)


@statement("Fig. 3", "D stays linear in the spin-orbit interaction further than Q", job="statements-stack2", verdict="depends")
def straighter(data: xr.Dataset) -> Finding:
    """A tendency: true at most chemical potentials, not at all."""
    at = data.isel(exchange_direction=0)
    closer = np.abs(yx(at, "D") - yx(at, "a")) < np.abs(yx(at, "Q") + yx(at, "a"))
    part = ", ".join(f"{mu:g}" for mu in at.mu.values[~closer.values])
    return Finding(
        f"true at {int(closer.sum())} of {closer.size} chemical potentials from -1.6 to 2 eV; false at {part}",
        "true at most, false at some",
        bool(closer.size / 2 < int(closer.sum()) < closer.size),
    )


@statement("Fig. 3", "Q depends on the direction of the magnetisation more than D does", job="fig3")
def anisotropy(data: xr.Dataset) -> Finding:
    at = data.sel(soi_scale=1)
    changes = {name: float(abs(yx(at, name).diff("exchange_direction").item())) for name in ("D", "Q")}
    return Finding(
        f"from n ∥ z to n ∥ x Q_yx changes by {changes['Q']:.1e} eV/Å, D_yx by {changes['D']:.1e}",
        "Q changes more",
        changes["Q"] > changes["D"],
    )


@statement(
    "Fig. 4", "a^I and a^II have opposite signs and are much larger than Q^(1), as in Co/Pt", job="fig4", verdict="depends"
)
def cancelling(data: xr.Dataset) -> Finding:
    """So it is with the hopping-like spin-orbit interaction of the model; not in Mn/W at ΔE_F = 0, nor in every crystal."""
    one, two, both = (yx(data, name) for name in ("aI", "aII", "a"))
    opposite = float((one * two < 0).mean())
    ratio = float(np.median((np.abs(one) / np.abs(both)).values))
    return Finding(
        f"opposite at {opposite:.0%} of the chemical potentials; |a^I| is {ratio:.0f} times |Q^(1)| in the median",
        "opposite at 90 % or more, above 10 times",
        opposite >= 0.9 and ratio > 10,
    )


@statement("Fig. 5", "only the spin-orbit interaction of the magnetic and the next layer matters to D", job="fig5")
def interface_only(data: xr.Dataset) -> Finding:
    at = data.sel(mu=-0.6, method="nearest")
    share = float(yx(at, "D").sel(soi_scope="interface") / yx(at, "D").sel(soi_scope="all"))
    parts = [float(yx(at, "aI").sel(soi_scope=scope)) for scope in ("interface", "all")]
    return Finding(
        f"D_yx with it is {share:.0%} of the whole at μ = -0.6 eV; a^I_yx {parts[0] / parts[1]:.0%}",
        "75 to 125 % of D, less than half of a^I: further layers add to a^I and a^II, not to D",
        0.75 < share < 1.25 and abs(parts[0]) < 0.5 * abs(parts[1]),
    )


@statement("Fig. 5", "a^I with that spin-orbit interaction is a good approximation to D", job="fig5", verdict="refuted")
def interface_part(data: xr.Dataset) -> Finding:
    """Not a law: in these models a^I nearly cancels a^II."""
    ratio = np.abs(yx(data, "aI").sel(soi_scope="interface") / yx(data, "D").sel(soi_scope="all"))
    return Finding(
        f"|a^I_yx| is {float(np.median(ratio.values)):.0f} times |D_yx| in the median over the chemical potentials",
        "refuted for this model above 3 times",
        float(np.median(ratio.values)) > 3,
    )
