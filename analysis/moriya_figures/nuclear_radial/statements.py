"""What Cahaya, Leon and Fauzi state about the radial functions, put to the test."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement


def _exponent(data: xr.Dataset, name: str) -> float:
    """Fit a power of the distance to the largest sizes within each of a number of periods."""
    distance, values = data.distance.values, np.abs(data[name].values)
    length = int(round(np.pi / (distance[1] - distance[0])))
    count = values.size // length
    peaks = [start + int(np.argmax(values[start : start + length])) for start in range(0, count * length, length)]
    return float(np.polyfit(np.log(distance[peaks]), np.log(values[peaks]), 1)[0])


@statement("Sec. 2", "f_con1 decays as r⁻³ and f_con2 as r⁻²", job="statements-decay")
def contact_decay(data: xr.Dataset) -> Finding:
    found = [_exponent(data, "f_con1"), _exponent(data, "f_con2")]
    return Finding(
        f"envelopes r^{found[0]:.3f} and r^{found[1]:.3f}", "-3 and -2 within 0.02", bool(np.allclose(found, [-3, -2], atol=0.02))
    )


@statement("Eq. (12)", "f_dip1 decays as r⁻³ and f_dip2 as r⁻²", job="statements-decay")
def dipole_decay(data: xr.Dataset) -> Finding:
    found = [_exponent(data, "f_dip1"), _exponent(data, "f_dip2")]
    return Finding(
        f"envelopes r^{found[0]:.3f} and r^{found[1]:.3f}", "-3 and -2 within 0.02", bool(np.allclose(found, [-3, -2], atol=0.02))
    )


@statement("Eq. (12)", "f_dip1 oscillates with the wave number 2k_F, as the others do", job="statements-decay", verdict="refuted")
def steady_dipole(data: xr.Dataset) -> Finding:
    scaled = 8 * data.distance.values**3 * data.f_dip1.values
    return Finding(
        f"(2x)³f_dip1 stays between {scaled.min():.2f} and {scaled.max():.2f}, about its mean {scaled.mean():.2f}: the 3x"
        " that Eq. 12 lacks is a decay without oscillation",
        "one sign, mean 3, oscillating by 1",
        bool(scaled.min() > 1.9 and scaled.max() < 4.1 and abs(scaled.mean() - 3) < 0.02),
    )


@statement("Eq. (12)", "f_dip1 is the Fourier transform of χ1 with the dipole field", job="fig4 fig4-printed", verdict="refuted")
def printed_dipole(corrected: xr.Dataset, printed: xr.Dataset) -> Finding:
    difference = (corrected.f_dip1 - printed.f_dip1) * 8 * corrected.distance**3 / 3
    at = {"printed": float(printed.f_dip1[0]), "corrected": float(corrected.f_dip1[0])}
    return Finding(
        f"3/(2x)³ is missing: at x = 0.05 printed {at['printed']:.0f}, by the transform {at['corrected']:.3f}",
        "printed and corrected apart by 3/(2x)³ at every distance",
        bool(np.allclose(difference.values, 1, rtol=1e-9) and at["corrected"] > 0),
    )


@statement("Eq. (13)", "near the nucleus f_dip1 → -3/(8x³)", job="statements-near", verdict="refuted")
def near_the_nucleus(data: xr.Dataset) -> Finding:
    near = data.sel(distance=slice(0, 1e-3))
    ratio = (12 * near.distance * near.f_dip1).values
    return Finding(
        f"12x f_dip1 = {ratio.min():.9f} to {ratio.max():.9f} below 1e-3: it goes as +1/(12x)",
        "1 within 1e-6",
        bool(ratio.size > 3 and np.allclose(ratio, 1, atol=1e-6)),
    )


@statement("Fig. 2", "the magnetisation along the field diverges at the nucleus", job="statements-near")
def diverges(data: xr.Dataset) -> Finding:
    near = data.sel(distance=slice(0, 1e-3))
    ratio = (3 * near.distance * near.f_con1).values
    return Finding(
        f"f_con1 → 1/(3x): 3x f_con1 = {ratio.min():.9f} to {ratio.max():.9f}; f_con2 → {float(near.f_con2[0]):.6f}",
        "1 within 1e-6, and f_con2 → 1",
        bool(ratio.size > 3 and np.allclose(ratio, 1, atol=1e-6) and abs(float(near.f_con2[0]) - 1) < 1e-9),
    )
