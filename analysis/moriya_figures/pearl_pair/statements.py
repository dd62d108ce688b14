"""What Lu, Tokatly and Bergeret state about two impurities, put to the test."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement
from .figures import energy


@statement("Eq. (10)", "J_∥ > J_⊥ at every distance", job="fig2a")
def parallel_wins(fig2a: xr.Dataset) -> Finding:
    ratio = (fig2a.J_parallel / fig2a.J_perpendicular).sel(coupling="exact")
    low, high = float(ratio.min()), float(ratio.max())
    return Finding(
        f"J_∥/J_⊥ rises from {low:.4f} to {high:.4f} between x = 1e-3 and 1e3",
        "above 1 and rising to 2",
        bool(np.all(ratio > 1) and np.all(ratio.diff("distance") > 0) and abs(high - 2) < 1e-3),
    )


@statement("Eq. (10)", "the elementary form of V is highly accurate", job="fig2a", verdict="refuted")
def elementary_form(fig2a: xr.Dataset) -> Finding:
    off = {}
    for name in ("J_perpendicular", "J_parallel"):
        values = fig2a[name]
        off[name] = values.sel(coupling="approximate", drop=True) / values.sel(coupling="exact", drop=True) - 1
    worst = {name: one.isel(distance=int(np.argmin(one.values))) for name, one in off.items()}
    text = ", ".join(
        f"{label} {float(worst[name]):.1%} at x = {float(worst[name].distance):.1f}"
        for name, label in (("J_perpendicular", "J_⊥"), ("J_parallel", "J_∥"))
    )
    return Finding(
        f"{text}; within 1.3 % only below x = 0.15 and above 110",
        "couplings off by 9 to 11 % at worst",
        all(-0.11 < float(one) < -0.09 for one in worst.values()),
    )


@statement("Eqs. (7, 10)", "the interaction goes over from r⁻² to r⁻³", job="fig2a")
def crossover(fig2a: xr.Dataset) -> Finding:
    slope = {}
    for name in ("J_parallel", "J_perpendicular"):
        values = np.log(fig2a[name].sel(coupling="exact").values)
        slope[name] = np.diff(values) / np.diff(np.log(fig2a.distance.values))
    ends = [float(one[index]) for one in slope.values() for index in (0, -1)]
    return Finding(
        f"logarithmic slopes {ends[0]:.3f} to {ends[1]:.3f} (J_∥) and {ends[2]:.3f} to {ends[3]:.3f} (J_⊥)",
        "-2 to -3 within 0.01",
        bool(np.allclose(ends, [-2, -3, -2, -3], atol=0.01)),
    )


@statement("Fig. 2(b)", "two impurities are ferromagnetic, with both moments along the line between them", job="fig2b")
def ferromagnetic_pair(fig2b: xr.Dataset) -> Finding:
    angles, values = energy(fig2b.sel(coupling="exact"))
    lowest = angles[np.argwhere(values < values.min() * (1 - 1e-9))]
    off = float(np.abs(np.sin(lowest)).max()) if lowest.size else np.nan
    same = bool(np.all(np.abs(np.cos(lowest[:, 0]) - np.cos(lowest[:, 1])) < 1e-9)) if lowest.size else False
    least = float(fig2b.ground_state_energy.sel(coupling="exact"))
    return Finding(
        f"least at both angles 0 or both π, at {least:.4f} Γ²/2πe²Dr0²",
        "parallel, along the line, and equal to -J_∥",
        bool(off < 1e-9 and same and abs(values.min() - least) < 1e-9 * abs(least)),
    )


@statement("Fig. 2(b)", "without the magnetic field, all θ_1 = -θ_2 are ground states", job="fig2b")
def degenerate_pair(fig2b: xr.Dataset) -> Finding:
    angles, values = energy(fig2b.sel(coupling="unscreened"))
    opposite = np.array([values[angles.size - 1 - index, index] for index in range(angles.size)])
    spread = float(np.ptp(opposite) / abs(values.min()))
    return Finding(
        f"their energies differ by {spread:.0e}",
        "below 1e-12, and none lower",
        bool(spread < 1e-12 and np.all(opposite <= values.min() * (1 - 1e-12))),
    )


@statement(
    "Sec. Fe(Se,Te)", "impurities 10 nm apart interact by energies of the order of meV", job="statements-iron", verdict="depends"
)
def iron(data: xr.Dataset) -> Finding:
    """Γ in the Born approximation on a clean Dirac cone: j = -e²DA with eA = J₀|m|/v. The paper's is in its supplement."""
    velocity, fermi, coupling, moment, distance, gap = 21.6, 4.5, 50 * 0.4**2, 5, 10.0, 1.5  # meV nm, meV, meV nm², 1, nm, meV
    weight = fermi / (4 * np.pi)
    # 2ħ²/(e²Dμ0), meV to J.
    pearl = 2 * 1.054571817e-34**2 / (1.602176634e-19**2 * weight * 1.602176634e-22 * 1.25663706127e-6)
    unit = weight * (coupling * moment / velocity) ** 2 / (2 * np.pi * (1e9 * pearl) ** 2)
    energy = unit * float(data.J_parallel)
    return Finding(
        f"{energy:.1e} meV at 10 nm in the Born approximation of a clean Dirac cone (D = {weight:.3f} meV,"
        f" r0 = {100 * pearl:.1f} cm), with a coherence length ħv/Δ = {velocity / gap:.0f} nm, below which"
        " the local London relation does not hold",
        "a few thousandths of a meV with these assumptions; the paper's Γ is in its supplement",
        bool(1e-3 < energy < 5e-3 and velocity / gap > distance and abs(100 * pearl / 1.2 - 1) < 0.05),
    )


@statement("Fig. 3(c)", "heating suppresses the couplings", job="statements-gamma", verdict="depends")
def suppressed(data: xr.Dataset) -> Finding:
    change = (data.J_parallel / data.J_parallel.sel(temperature=0)).isel(temperature=-1)
    values = {
        (str(gamma), str(limit)): float(change.sel(gamma=gamma, superfluid=limit))
        for gamma in data.gamma.values
        for limit in data.superfluid.values
    }
    falling = [values["proportional-to-d", limit] for limit in ("clean", "dirty")]
    rising = [values["constant", limit] for limit in ("clean", "dirty")]
    return Finding(
        f"at 0.95 T_c J_∥ is {falling[0]:.2f} (clean) and {falling[1]:.2f} (dirty) of its value at T = 0 if Γ goes with the"
        f" superfluid weight,"
        f" but {rising[0]:.1f} and {rising[1]:.1f} times it if Γ is constant;"
        " the paper's Γ(T) is in its supplement",
        "below 0.3 with Γ ∝ D, above 1 with constant Γ",
        bool(max(falling) < 0.3 and min(rising) > 1),
    )


@statement("Fig. 3(c)", "heating makes the ferromagnetic part relatively smaller", job="fig3c")
def smaller_share(fig3c: xr.Dataset) -> Finding:
    share = (fig3c.J_parallel - fig3c.J_perpendicular) / (fig3c.J_parallel + fig3c.J_perpendicular)
    return Finding(
        f"(J_∥ - J_⊥)/(J_∥ + J_⊥) falls from {float(share[0]):.3f} to {float(share[-1]):.4f} at 0.99 T_c",
        "falling all the way to a tenth or less",
        bool(np.all(share.diff("temperature") <= 1e-12) and 0 < float(share[-1]) < 0.1 * float(share[0])),
    )
