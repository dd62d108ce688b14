"""What Cahaya, Leon and Fauzi state about the magnetisation around a nucleus, put to the test."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement


def _along_x(data: xr.Dataset) -> float:
    """Return M_x where it is largest in size."""
    values = data.magnetisation.sel(component="x").values
    return float(values.flat[np.argmax(np.abs(values))])


@statement("Fig. 2", "M has a part along μ × B", job="fig2")
def along_the_product(fig2: xr.Dataset) -> Finding:
    largest = _along_x(fig2)
    return Finding(
        f"up to {largest:+.4f} eħk_F³/m_e along x, by the sign of the commutator in Eq. 2, as the captions have it",
        "positive: μ along y and B along z",
        largest > 1e-3,
    )


@statement("Eqs. (4, 5)", "their χ2 makes it", job="fig2 fig2-printed", verdict="refuted")
def printed_sign(fig2: xr.Dataset, printed: xr.Dataset) -> Finding:
    ratio = float(_along_x(printed) / _along_x(fig2))
    uniform = float((printed.magnetisation / fig2.magnetisation).sel(component="y").mean())
    return Finding(
        f"with it M_x is {ratio:+.3f} times that of Eq. 2; and M0 of Eq. 3 {uniform:.3f} times that of Eq. 1",
        "-1 and 2",
        bool(abs(ratio + 1) < 1e-9 and abs(uniform - 2) < 1e-9),
    )
