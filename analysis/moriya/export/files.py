"""Which formats there are, and the writing of their files."""

from collections.abc import Callable, Mapping
from pathlib import Path

import xarray as xr

from ..errors import MoriyaError
from ..opening import open as open_result
from .couplings import Couplings, couplings
from .spinw import spinw
from .tb2j import tb2j
from .uppasd import uppasd
from .vampire import vampire

# For each program its files by their names; lengths are multiplied by the lattice constant in ångström.
FORMATS: dict[str, Callable[[Couplings, float], dict[str, str]]] = {
    "vampire": vampire,
    "uppasd": uppasd,
    "spinw": spinw,
    "tb2j": tb2j,
}


def export(
    result: xr.Dataset | str | Path,
    to: str,
    output: str | Path,
    *,
    hopping_mev: float,
    lattice_constant: float = 1.0,
    at: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write the couplings of one point of a result for a program that simulates classical spins.

    Args:
        result: a result opened by ``moriya.open``, or its file or folder.
        to: ``vampire``, ``uppasd``, ``spinw`` or ``tb2j``.
        output: the folder for the files; it is made if missing.
        hopping_mev: the hopping t in meV, which sets the unit of energy.
        lattice_constant: a in ångström, which sets the unit of length.
        at: values of the grid's axes, such as ``{"mu": "-3"}``; not needed for those of one value.

    Returns:
        The files written.

    Raises:
        MoriyaError: no such format, or no couplings at this point.
        OSError: a file cannot be written.
    """
    if to not in FORMATS:
        raise MoriyaError(f'there is no format "{to}"; there are {", ".join(FORMATS)}')
    if not lattice_constant > 0:
        raise MoriyaError(f"the lattice constant is {lattice_constant} Å: it must be above 0")
    data = result if isinstance(result, xr.Dataset) else open_result(result)
    texts = FORMATS[to](couplings(data, at or {}, hopping_mev), lattice_constant)
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
