"""What Cahaya, Leon and Fauzi state about the torque on a nucleus, put to the test."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement

QUOTED = {"g_field": 5e15, "g_damp": 2e12, "critical_accumulation": 7e-6, "critical_current": 2e11}


@statement("Sec. 3", "⁵⁷Fe: g_field 5e15, g_damp 2e12 m⁻², μ_c 7e-6 eV, j 2e11 A/m² by the printed formulas", job="iron-printed")
def printed_numbers(printed: xr.Dataset) -> Finding:
    values = {name: float(printed[name]) for name in QUOTED}
    return Finding(
        ", ".join(f"{value:.3g}" for value in values.values()) + " (γ = 2π · 1.382 MHz/T, I_p = √(I(I+1)), μ_rμ0 = 0.25 H/m)",
        "one digit right",
        all(abs(values[name] / QUOTED[name] - 1) < 0.15 for name in QUOTED),
    )


@statement("Eqs. (3, 15)", "these follow from the Hamiltonian", job="iron iron-printed", verdict="refuted")
def corrected_numbers(corrected: xr.Dataset, printed: xr.Dataset) -> Finding:
    ratio = {name: float(corrected[name] / printed[name]) for name in QUOTED}
    values = ", ".join(f"{float(corrected[name]):.3g}" for name in QUOTED)
    return Finding(
        f"{values}: g_field ½ of it (M0 is twice too large), g_damp 3/5 (the dipole part is"
        " opposite to the contact part), thresholds 5/3",
        "1/2, 3/5, 5/3, 5/3",
        bool(np.allclose(list(ratio.values()), [0.5, 0.6, 5 / 3, 5 / 3], rtol=1e-12)),
    )


@statement("Sec. 3", "g_field ≫ g_damp", job="iron iron-printed")
def field_dominates(corrected: xr.Dataset, printed: xr.Dataset) -> Finding:
    ratio = [float(one.g_damp / one.g_field) for one in (corrected, printed)]
    return Finding(
        f"g_damp/g_field = {ratio[1]:.1e} printed, {ratio[0]:.1e} corrected", "below 1e-3", bool(0 < max(ratio) < 1e-3)
    )


@statement("Sec. 3", "the torque is large in iron", job="statements-permeability", verdict="depends")
def permeability(data: xr.Dataset) -> Finding:
    free, iron = data.isel(permeability=0), data.isel(permeability=-1)
    return Finding(
        f"with the macroscopic permeability 0.25 H/m in the microscopic field; with μ0 itself g_field is"
        f" {float(free.g_field):.2e} and g_damp {float(free.g_damp):.0f} m⁻², which needs"
        f" {float(free.critical_accumulation):.0e} eV",
        "smaller by more than 1e5 and 1e10",
        bool(iron.g_field / free.g_field > 1e5 and iron.g_damp / free.g_damp > 1e10),
    )
