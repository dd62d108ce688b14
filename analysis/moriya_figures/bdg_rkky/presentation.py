"""How results of `bdg-rkky` are shown, and which of them mean little."""

import numpy as np
import xarray as xr

from ..core.registry import Presentation, present


def not_bilinear(data: xr.Dataset) -> xr.DataArray:
    """Return, for each point, whether its energies contradict Eq. (1) by more than the couplings they are fitted with.

    The file says so from layout 2 on; before, the 36 energies do.
    """
    if "bilinear" in data:
        return data.bilinear == 0
    if not {"free_energy", "exchange_tensor", "moment1", "moment2"} <= set(data):
        return xr.zeros_like(data["status"], dtype=bool)
    one = data.spin1.values
    directions = np.array([[(1 if label[0] == "+" else -1) * (label[1] == axis) for axis in "xyz"] for label in one])
    first = xr.DataArray(directions, dims=["spin1", "component1"], coords={"component1": list("xyz")})
    second = xr.DataArray(directions, dims=["spin2", "component2"], coords={"component2": list("xyz")})
    fit = (
        data.free_energy.mean(["spin1", "spin2"])
        + xr.dot(data.exchange_tensor, first, second, dim=["component1", "component2"])
        + xr.dot(data.moment1.rename(component="component1"), first, dim="component1")
        + xr.dot(data.moment2.rename(component="component2"), second, dim="component2")
    )
    deviation = np.abs(data.free_energy - fit).max(["spin1", "spin2"])
    return deviation > np.abs(data.exchange_tensor).max(["component1", "component2"])


present(
    "bdg-rkky",
    Presentation(
        leading=("J", "D"),
        symbols={
            "delta": r"\delta",
            "displacement_x": "R_x",
            "displacement_y": "R_y",
            "exchange": r"\mathcal{J}",
            "gap_s": r"\Delta_s",
            "gap_p": r"\Delta_p",
            "mu": r"\mu",
            "nu": r"\nu",
            "temperature": "T",
            "hopping": "t",
            "free_energy": "F",
            "free_energy_host": r"F_\mathrm{host}",
            "F0": "F_0",
            "moment": "m",
            "moment1": "m_1",
            "moment2": "m_2",
        },
        doubt=not_bilinear,
        doubt_text="the 36 energies are not bilinear in the spins (as near a crossing of an in-gap state through zero), "
        "so that J and D mean little there.",
    ),
)
