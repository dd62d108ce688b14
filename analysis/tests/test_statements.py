"""Statements can fail: each is put to data that contradict it."""

from collections.abc import Callable

import numpy as np
import pytest
import xarray as xr

from moriya_figures import STATEMENTS, findings, table

DELTA = np.arange(1, 21)
MU = np.linspace(-5, 5, 201)


def _dataset(shape: dict[str, np.ndarray], d_z: np.ndarray, j: np.ndarray | None = None) -> xr.Dataset:
    """Return a result with D along z, J isotropic unless given by its components, and no moment."""
    sizes = [len(values) for values in shape.values()]
    d = np.zeros([*sizes, 3])
    d[..., 2] = d_z
    couplings = np.full([*sizes, 3], 0.01) if j is None else j
    dims = [*shape, "component"]
    arrays = {name: (dims, np.zeros([*sizes, 3])) for name in ("moment", "moment1", "moment2")}
    return xr.Dataset({"D": (dims, d), "J": (dims, couplings)} | arrays, {**shape, "component": list("xyz")})


@pytest.fixture
def ideal() -> dict[str, xr.Dataset]:
    """Return made-up results of which every statement is true."""
    along = 1e-2 * np.cos(2 * DELTA) * np.exp(-DELTA / 4)
    j_x = np.full(20, 1e-3)
    along[[5, 8]], along[4] = 1e-2 * np.exp([-1.5, -2.25]), -3e-5
    j_x[[4, 5, 8]] = 3e-3, 2e-4, 1e-4
    j = np.stack([j_x, j_x, j_x * (1 + 0.02 * DELTA)], axis=-1)
    change = np.array([10, 60, 0, 15, 191.6, 5, 1, 191.9, 11, -17]) / 100
    nu, ten = np.array([-1, 0, 1]), DELTA[:10]
    wave = np.array([np.sin(delta * MU * np.pi / 4.1) / delta for delta in range(1, 6)]).T
    tail = np.exp(-2 * np.arccosh(np.maximum(np.abs(MU) / 2 - 1, 1)))[:, None] ** np.arange(1, 6)
    odd = np.where(np.abs(MU)[:, None] < 4, wave, np.sign(MU)[:, None] * 1e-2 * tail)
    gaps = np.array([0, 0.1])
    still = _dataset({"nu": nu, "delta": ten}, np.array([1 + change, np.ones(10), 1 + change]))
    return {
        "fig1b": _dataset({"gap_s": gaps, "gap_p": gaps}, np.outer(gaps, gaps)),
        "fig1c": _dataset({"delta": DELTA}, along),
        "fig2": _dataset({"delta": DELTA}, along, j),
        "fig3a": still,
        "fig3b": _dataset({"mu": MU, "delta": DELTA[:5]}, odd),
        "statements-along-y": _dataset({"mu": MU[:3]}, np.zeros(3)),
        "statements-s-plus-p": _dataset({"delta": ten}, np.zeros(10)),
    }


def _confirmed(results: dict[str, xr.Dataset]) -> dict[str, bool]:
    return {statement.test.__name__: finding.confirmed for statement, finding in findings(results)}


def test_true_statements_are_confirmed(ideal: dict[str, xr.Dataset]) -> None:
    """The made-up results confirm all."""
    assert all(_confirmed(ideal).values()), table(findings(ideal))


def _set(observable: str, value: float, **where: object) -> Callable[[xr.Dataset], None]:
    def change(data: xr.Dataset) -> None:
        data[observable].loc[where] = value

    return change


def _grow(observable: str, factor: float, **where: object) -> Callable[[xr.Dataset], None]:
    def change(data: xr.Dataset) -> None:
        data[observable].loc[where] *= factor

    return change


@pytest.mark.parametrize(
    ("statement", "job", "spoil"),
    [
        ("no_singlet", "fig1b", _set("D", 1e-9, gap_s=0, gap_p=0.1)),
        ("no_triplet", "fig1b", _set("D", 1e-9, gap_s=0.1, gap_p=0)),
        ("no_i", "statements-s-plus-p", _set("D", 1e-9, delta=3)),
        ("no_i", "statements-s-plus-p", _set("J", 0)),
        ("along_y", "statements-along-y", _set("D", 1e-9)),
        ("along_z", "fig3b", _set("D", 1e-9, component="x", delta=2)),
        ("no_moment", "fig3a", _set("moment", 1e-9, nu=0)),
        ("oscillates_and_decays", "fig1c", _set("D", 1.0, delta=20)),
        ("oscillates_and_decays", "fig1c", _set("D", 0.0, delta=slice(2, 20))),
        ("dzyaloshinskii_dominates", "fig2", _grow("D", 0.1, delta=9)),
        ("heisenberg_dominates", "fig2", _grow("D", 10, delta=5)),
        ("growing_ising_part", "fig2", _grow("J", 2, component="z", delta=slice(1, 5))),
        ("growing_ising_part", "fig2", _grow("J", 1.01, component="y")),
        ("even_in_the_current", "fig3a", _grow("D", 1.01, nu=-1)),
        ("raised_by_the_current", "fig3a", _grow("D", 3, nu=1, delta=2)),
        ("lowered_by_the_current", "fig3a", _grow("D", 0.9, nu=1, delta=3)),
        ("odd_in_mu", "fig3b", _grow("D", 1.01, mu=MU[50])),
        ("evanescent_beyond_the_band", "fig3b", _set("D", 1e-3, mu=slice(-5, -4))),
        ("falling_with_distance", "fig3b", _grow("D", 100, delta=4)),
    ],
)
def test_false_statements_are_not(
    statement: str, job: str, spoil: Callable[[xr.Dataset], None], ideal: dict[str, xr.Dataset]
) -> None:
    """A result that contradicts a statement takes its confirmation away."""
    spoil(ideal[job])
    assert not _confirmed(ideal)[statement], table(findings(ideal))


def test_holes_confirm_nothing(ideal: dict[str, xr.Dataset]) -> None:
    """NaN is no zero, and no number either."""
    for data in ideal.values():
        for name in list(data.data_vars):
            data[name] *= np.nan
    assert not any(_confirmed(ideal).values())


def test_other_grids_and_missing_results(data: dict[str, xr.Dataset]) -> None:
    """Results of other jobs neither confirm nor break the table."""
    found = dict((statement.text, finding) for statement, finding in findings(data))
    assert not found["raises D_z by up to 192 %, most at δ = 5 and 8"].confirmed
    assert found["D = 0 for a displacement along y"].found == "no result of statements-along-y"
    assert found["D = 0 without singlet pairing"].confirmed
    assert f"of {len(STATEMENTS)} statements confirmed" in table(findings(data))
    assert not any(finding.confirmed for _, finding in findings({}))
