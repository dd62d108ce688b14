"""What arXiv:1610.06541 states about the magnetic Rashba gas."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement

# ħ²/2m_e in eV Å².
KINETIC = 3.8099821161


def _yx(data: xr.Dataset, name: str) -> xr.DataArray:
    return data[name].sel(spin="y", direction="x", drop=True)


@statement("Eq. (40)", "D = -Q to first order in the spin-orbit interaction", job="fig2")
def equal_at_first_order(fig2: xr.Dataset) -> Finding:
    sums = np.abs(1 + _yx(fig2, "Q") / _yx(fig2, "D")).transpose("alpha", "temperature")
    least, double = sums.sel(alpha=0.05), sums.sel(alpha=0.1)
    # What is left is of the next order but one: it falls fourfold when α is halved.
    ratio = double / least
    return Finding(
        f"|1 + Q_yx/D_yx| = {float(least.max()):.1e} at α = 0.05 eV Å; at twice that {float(ratio.min()):.2f} to"
        f" {float(ratio.max()):.2f} times as much",
        "below 1e-3; 4 times within 5 %, as α² grows",
        bool(np.all(least < 1e-3) and np.all(np.abs(ratio / 4 - 1) < 0.05)),
    )


@statement("Fig. 2", "D stays linear in the spin-orbit interaction further than Q", job="fig2")
def linear_further(fig2: xr.Dataset) -> Finding:
    bend = {}
    for name in ("D", "Q"):
        slope = (_yx(fig2, name) / fig2.alpha).transpose("alpha", "temperature")
        bend[name] = np.abs(slope.sel(alpha=[0.5, 1, 1.5]) / slope.sel(alpha=0.05) - 1)
    share = (bend["D"] / bend["Q"]).values
    return Finding(
        f"from the straight line through small α: D by {float(bend['D'].max()):.1%} at most up to 1.5 eV Å,"
        f" Q by {float(bend['Q'].max()):.1%}",
        "D always closer to it than Q",
        bool(np.all(share < 1)),
    )


@statement("Eq. (84)", "at T = 0 and μ = 0, D_yx is its closed form", job="fig2")
def closed_form(fig2: xr.Dataset) -> Finding:
    """With x = 2mα²/(ħ²ΔV), D_yx = (mαΔV/16πħ²) 2(√(1+x²) - 1)/x²."""
    splitting = 1.0
    mass = 1 / (2 * KINETIC)  # m/ħ²
    x = 2 * mass * fig2.alpha**2 / splitting
    expected = mass * fig2.alpha * splitting / (16 * np.pi) * 2 / (np.sqrt(1 + x**2) + 1)
    off = float(np.max(np.abs((_yx(fig2, "D").sel(temperature=0) / expected - 1).values)))
    return Finding(f"off by {off:.0e} of it", "below 1e-10", off < 1e-10)


@statement("Eq. (87)", "with both bands occupied D_yx = 0 and Q_yx = -m²α³/(6πħ⁴)", job="statements-above-the-gap")
def third_order(data: xr.Dataset) -> Finding:
    q = _yx(data, "Q")
    expected = -(data.alpha**3) / ((2 * KINETIC) ** 2 * 6 * np.pi)
    off = float(np.max(np.abs((q / expected - 1).values)))
    d = float(np.max(np.abs((_yx(data, "D") / q).values)))
    return Finding(f"Q_yx off by {off:.0e} of it; |D_yx| ≤ {d:.0e} |Q_yx|", "below 1e-10", off < 1e-10 and d < 1e-10)
