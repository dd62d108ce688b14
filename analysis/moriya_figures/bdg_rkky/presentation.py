"""How results of `bdg-rkky` are shown, and which of them mean little."""

import numpy as np
import xarray as xr

from ..core.registry import Presentation, present
from ..core.results import noise


def not_bilinear(data: xr.Dataset) -> xr.DataArray:
    """Return, for each point, whether its energies contradict a bilinear coupling by more than the coupling itself.

    What depends on one spin alone (its moment, its anisotropy) is taken out first: it changes neither J nor D, and, unlike
    these, does not fall with the distance.
    """
    if not {"free_energy", "exchange_tensor"} <= set(data):
        return xr.zeros_like(data["status"], dtype=bool)
    energies = data.free_energy
    alone = energies.mean("spin1") + energies.mean("spin2") - energies.mean(["spin1", "spin2"])
    labels = data.spin1.values
    directions = np.array([[(1 if sign == "+" else -1) * (axis == one) for one in "xyz"] for sign, axis in labels])
    first = xr.DataArray(directions, dims=["spin1", "component1"], coords={"component1": list("xyz")})
    second = xr.DataArray(directions, dims=["spin2", "component2"], coords={"component2": list("xyz")})
    bilinear = (data.exchange_tensor * first * second).sum(["component1", "component2"])
    deviation = np.abs(energies - alone - bilinear).max(["spin1", "spin2"])
    coupling = np.abs(data.exchange_tensor).max(["component1", "component2"])
    # Of couplings that are all rounding the deviation is, too.
    return (deviation > coupling) & (deviation > 4 * noise(data, "free_energy"))


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
            "in_gap_energy": "E",
            "ldos": r"\rho",
            "canting_angle": r"\theta",
            "energy": "E",
        },
        words={
            "delta": "distance",
            "displacement_x": "displacement",
            "displacement_y": "displacement",
            "exchange": "exchange",
            "gap_s": "singlet gap",
            "gap_p": "triplet gap",
            "mu": "chemical potential",
            "nu": "windings",
            "temperature": "temperature",
            "hopping": "hopping",
            "p_phase": "phase on bonds",
        },
        doubt=not_bilinear,
        doubt_text="the energies are not bilinear in the two spins, as near the crossing of an in-gap state through zero: "
        "J and D mean little there.",
    ),
)
