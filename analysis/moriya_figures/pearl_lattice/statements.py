"""What Lu, Tokatly and Bergeret state about lattices of impurities, put to the test."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement

FERROMAGNET, LAYERED = 0, 1


@statement(
    "Fig. 3(d)", "at T = 0 the triangular lattice is ferromagnetic and the square one antiferromagnetic", job="statements-phases"
)
def ends(data: xr.Dataset) -> Finding:
    cold = data.sel(temperature=0)
    gain = {angle: float((cold.energy_antiferromagnet - cold.energy_ferromagnet).sel(angle=angle)) for angle in (60, 90)}
    return Finding(
        f"E_AFM - E_FM = {gain[60]:+.4f} at 60° and {gain[90]:+.4f} at 90°, in Γ²/2πe²Dd²",
        "positive and negative",
        bool(gain[60] > 0 > gain[90] and cold.phase.sel(angle=60) == FERROMAGNET and cold.phase.sel(angle=90) == LAYERED),
    )


@statement("Sec. lattice", "the ground state is the ferromagnet or the layered antiferromagnet", job="statements-zone")
def no_other_order(data: xr.Dataset) -> Finding:
    best = np.minimum(data.energy_ferromagnet, data.energy_antiferromagnet)
    gain = float((best - data.zone_minimum).max())
    return Finding(
        f"over all wave vectors at 7 angles and 3 temperatures, no energy is lower by more than {max(gain, 0):.0e}",
        "below 1e-9 (Luttinger and Tisza: no other order of equal moments is lower, either)",
        bool(abs(gain) < 1e-9 and np.all(data.phase <= LAYERED)),
    )


@statement("Fig. 3(d)", "heating turns ferromagnets into antiferromagnets over a range of angles", job="fig3d", verdict="refuted")
def vertical_boundary(fig3d: xr.Dataset) -> Finding:
    exact = fig3d.theta_c.sel(cutoff="none")
    shift = float(exact[0] - exact[-1])
    tilted = fig3d.theta_c.sel(cutoff="20")
    return Finding(
        f"with complete sums θ_c goes from {float(exact[0]):.4f}° to {float(exact[-1]):.4f}°: the direction is right, the slope"
        f" invisible. Cut off at 20 r0(0), it goes from {float(tilted[0]):.2f}° down to"
        f" {float(tilted.min()):.2f}°, then no angle is ferromagnetic: the slope is the cutoff's",
        "falling by less than 0.002°",
        bool(0 < shift < 0.002 and np.all(exact.diff("temperature") <= 1e-9) and float(tilted[0] - tilted.min()) > 3),
    )


@statement(
    "Sec. lattice",
    "without the magnetic field (μ0 → 0) it is always an antiferromagnet",
    job="statements-small-field",
    verdict="refuted",
)
def weak_field(data: xr.Dataset) -> Finding:
    last = data.isel(spacing=int(np.argmin(data.spacing.values)))
    gain = float((last.energy_antiferromagnet - last.energy_ferromagnet).sel(angle=60))
    return Finding(
        f"as d/r0 → 0 θ_c stays at {float(last.theta_c[0]):.3f}° and the triangular ferromagnet is lower by {gain:.3f}."
        " For μ0 = 0 the uniform ferromagnet's sum depends on the sample's shape; wide stripes have the limit's energy",
        "below 79.2° and above 79.1°, ferromagnet lower by more than 0.3 at 60°",
        bool(np.all((data.theta_c > 79.1) & (data.theta_c < 79.2)) and gain > 0.3),
    )


@statement(
    "Sec. lattice",
    "without the magnetic field the energy density diverges with the size of the sample",
    job="statements-size",
    verdict="refuted",
)
def no_divergence(data: xr.Dataset) -> Finding:
    """The r⁻² of a dipole changes sign with direction: its sum converges conditionally."""
    names = ("energy_ferromagnet", "energy_antiferromagnet")
    last = [float(np.abs(data[name].isel(cutoff=-1) - data[name].isel(cutoff=-2)).max()) for name in names]
    largest = max(float(np.abs(data[name]).max()) for name in names)
    return Finding(
        f"where couplings fall as r⁻², circles of 80 and 160 lattice constants give energies per impurity that differ by"
        f" {last[0]:.0e} (ferromagnet) and {last[1]:.0e} (antiferromagnet); none is above {largest:.2f} Γ²/2πe²Dd²."
        " What the ferromagnet's sum tends to depends on the sample's shape",
        "below 0.02, all below 2",
        bool(max(last) < 0.02 and largest < 2),
    )
