"""Statements can fail: each is put to data that contradict it."""

from collections.abc import Callable

import numpy as np
import pytest
import xarray as xr

from moriya_figures import FIGURES, STATEMENTS, findings, jobs, table
from moriya_figures.rashba_dmi.statements import KINETIC

from .conftest import JOBS, NEIGHBOURS, ROOT

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
def ideal(data: dict[str, xr.Dataset]) -> dict[str, xr.Dataset]:
    """Return results of which every statement is true: made up, or, of the other papers' models, their jobs' own."""
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
    results = {
        "fig1b": _dataset({"gap_s": gaps, "gap_p": gaps}, np.outer(gaps, gaps)),
        "fig1c": _dataset({"delta": DELTA}, along),
        "fig2": _dataset({"delta": DELTA}, along, j),
        "fig3a": still,
        "fig3b": _dataset({"mu": MU, "delta": DELTA[:5]}, odd),
        "statements-along-y": _dataset({"mu": MU[:3]}, np.zeros(3)),
        "statements-s-plus-p": _dataset({"delta": ten}, np.zeros(10)),
        "statements-both-axes": _displaced([[0, 0, 8.15e-3], [0, 0, 8.15e-3]]),
        "statements-chiral": _displaced([[5.62e-3, 0, 0], [0, -5.62e-3, 0]]),
        "statements-two-languages": _two_languages(),
    }
    gas = {"fig2": _gas(), "statements-above-the-gap": _above_the_gap()}
    made_up = {f"bdg-rkky/{name}": one for name, one in results.items()} | {
        f"rashba-dmi/{name}": one for name, one in gas.items()
    }
    return made_up | {name: data[name] for name in [*NEIGHBOURS, *(name for name in JOBS if name.startswith("berry-dmi/"))]}


def _displaced(d: list[list[float]]) -> xr.Dataset:
    coordinates = {"displacement_x": ("displacement", [1, 0]), "displacement_y": ("displacement", [0, 1])}
    return xr.Dataset({"D": (("displacement", "component"), np.array(d))}, coordinates | {"component": list("xyz")})


def _two_languages() -> xr.Dataset:
    """Return energies with D_z at `i`, and with opposite moments along z at `1`."""
    labels = ["+x", "+y", "+z", "-x", "-y", "-z"]
    spins = np.array([[(1 if label[0] == "+" else -1) * (label[1] == axis) for axis in "xyz"] for label in labels])
    cross = np.cross(spins[:, None], spins[None, :])[..., 2]
    moments = spins[:, None, 2] - spins[None, :, 2]
    energies = np.array([[8e-3 * cross], [4e-3 * moments]])
    d = np.zeros((2, 1, 3))
    d[0, 0, 2] = 8e-3
    return xr.Dataset(
        {"free_energy": (("p_phase", "delta", "spin1", "spin2"), energies), "D": (("p_phase", "delta", "component"), d)},
        {"p_phase": ["i", "1"], "delta": [1], "spin1": labels, "spin2": labels, "component": list("xyz")},
    )


def _gas() -> xr.Dataset:
    """Return D in closed form, and a Q that is equal at small α, at both temperatures."""
    alpha, temperature = np.arange(1, 41) * 0.05, [0, 300]
    mass = 1 / (2 * KINETIC)
    d = mass * alpha / (16 * np.pi) * 2 / (np.sqrt(1 + (2 * mass * alpha**2) ** 2) + 1)
    return _interfacial(
        {"temperature": temperature, "alpha": alpha}, np.array([d, d]), np.array([-d * (1 + 0.18 * alpha**2)] * 2)
    )


def _above_the_gap() -> xr.Dataset:
    alpha, splitting = np.array([0.1, 1]), [0.2, 0.8]
    q = -(alpha**3) / ((2 * KINETIC) ** 2 * 6 * np.pi)
    return _interfacial({"splitting": splitting, "alpha": alpha}, np.zeros((2, 2)), np.array([q, q]))


def _interfacial(axes: dict[str, object], d_yx: np.ndarray, q_yx: np.ndarray) -> xr.Dataset:
    arrays = {}
    for name, values in (("D", d_yx), ("Q", q_yx)):
        tensor = np.zeros([*values.shape, 3, 2])
        tensor[..., 1, 0], tensor[..., 0, 1] = values, -values
        arrays[name] = ([*axes, "spin", "direction"], tensor)
    return xr.Dataset(arrays, {**axes, "spin": list("xyz"), "direction": list("xy")})


def _confirmed(results: dict[str, xr.Dataset]) -> dict[str, bool]:
    return {f"{statement.model}/{statement.test.__name__}": finding.confirmed for statement, finding in findings(results)}


def _of_model(job: str) -> str:
    return job if "/" in job else f"bdg-rkky/{job}"


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


def _equal_damping(data: xr.Dataset) -> None:
    data.tau.loc[{"kind": "2e"}] = data.tau.sel(kind="1e").values


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
        ("no_moment", "fig1b", _set("moment1", 1e-9, gap_s=0.1)),
        ("no_moment", "fig1c", _set("moment2", 1e-9, delta=4)),
        ("along_both_axes", "statements-both-axes", _grow("D", 1.02, displacement=0)),
        ("along_both_axes", "statements-both-axes", _grow("D", 0, displacement=1)),
        ("turns_with_the_displacement", "statements-chiral", _grow("D", -1, displacement=1)),
        ("turns_with_the_displacement", "statements-chiral", _set("D", 1e-9, displacement=0, component="y")),
        ("two_languages", "statements-two-languages", _set("free_energy", 1e-9, p_phase="i", spin1="+x", spin2="+x")),
        ("two_languages", "statements-two-languages", _set("free_energy", 1e-9, p_phase="1", spin1="+x", spin2="+y")),
        ("two_languages", "statements-two-languages", _set("D", 1e-9, p_phase="1")),
        ("two_languages", "statements-two-languages", _grow("free_energy", 0, p_phase="1")),
        ("two_languages", "statements-two-languages", _grow("free_energy", 0, p_phase="i")),
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
        ("equal_at_first_order", "rashba-dmi/fig2", _grow("Q", 1.01)),
        ("equal_at_first_order", "rashba-dmi/fig2", _grow("Q", 1.0001, alpha=0.05)),
        ("linear_further", "rashba-dmi/fig2", _grow("D", 3, alpha=1)),
        ("closed_form", "rashba-dmi/fig2", _grow("D", 1 + 1e-9, temperature=0, alpha=0.5)),
        ("third_order", "rashba-dmi/statements-above-the-gap", _grow("Q", 1 + 1e-9, splitting=0.8)),
        ("third_order", "rashba-dmi/statements-above-the-gap", _set("D", 1e-12)),
        ("first_order", "berry-dmi/fig3", _grow("D", 1.05, soi_scale=0.1)),
        ("no_b", "berry-dmi/fig4", _set("b", 1e-3)),
        ("straighter", "berry-dmi/statements-stack2", _grow("Q", 2)),
        ("anisotropy", "berry-dmi/fig3", _grow("D", 2, exchange_direction=1)),
        ("cancelling", "berry-dmi/fig4", _grow("aII", -1)),
        ("interface_only", "berry-dmi/fig5", _grow("D", 2, soi_scope="interface")),
        ("interface_part", "berry-dmi/fig5", _grow("aI", 1e-3)),
        ("rings_shift", "rashba-torque/fig2", _grow("k_F", 1.01, ring="inner", component="y")),
        ("seven_percent", "rashba-torque/fig3a", _grow("nK", 2, spin="x", current="x")),
        ("nothing_per_current", "rashba-torque/fig3a", _set("K_J", 1e-3, spin="x", current="x", energy=slice(2, 3))),
        ("drops_at_the_edge", "rashba-torque/fig3a", _set("K_over_sigma_xx", 1.0, spin="x", current="x")),
        ("monotone", "rashba-torque/fig3a", _grow("K_over_sigma_xx", 1.1, energy=slice(9, 10))),
        ("two_orders", "rashba-torque/fig3a", _grow("nK", 10, spin="x", current="x")),
        ("two_percent", "rashba-torque/fig3b", _grow("nK", 2, spin="z", current="y")),
        ("orders_in_u", "rashba-torque/statements-weak-scattering", _grow("nK", 1.2, u=0.1)),
        ("drude", "rashba-torque/statements-weak-scattering", _grow("nsigma", 1.1)),
        ("prefactor", "rashba-torque/statements-weak-scattering", _grow("nK", -0.5)),
        ("first_born_zeros", "rashba-torque/statements-first-born", _set("nK", 1e-9, spin="x", current="x", energy=8)),
        ("first_born_above", "rashba-torque/statements-first-born", _set("nK", 1e-9, spin="z", current="y", energy=8)),
        ("vanishes", "rashba-torque/statements-high-energy", _set("K_over_sigma_xx", 1.0, spin="x", current="x", energy=10000)),
        ("critical_angle", "rashba-torque/fig4a", _set("rings", 2)),
        ("symmetric", "rashba-torque/fig4b", _grow("tau", 1.01, theta=slice(0, 1))),
        ("equal_damping", "rashba-torque/fig4a", _equal_damping),
        ("constant_field_like", "rashba-torque/fig4b", _grow("tau", 1.2, kind="1o", theta=slice(1, 2))),
        ("growing_damping", "rashba-torque/fig4b", _grow("tau", 0.3, kind="1e", theta=slice(1.4, 1.7))),
        ("smooth", "rashba-torque/fig4b", _grow("tau", 1.5, kind="1e", theta=slice(1, 2))),
        ("plain_inverse", "rashba-torque/statements-printed-scheme", _grow("nK", 0.4, spin="z")),
        ("parallel_wins", "pearl-pair/fig2a", _grow("J_parallel", 0.5, distance=slice(0.9, 1.1))),
        ("elementary_form", "pearl-pair/fig2a", _grow("J_parallel", 1.1, coupling="approximate")),
        ("crossover", "pearl-pair/fig2a", _grow("J_parallel", 1.1, distance=slice(900, 1100))),
        ("ferromagnetic_pair", "pearl-pair/fig2b", _grow("J_perpendicular", 3, coupling="exact")),
        ("degenerate_pair", "pearl-pair/fig2b", _grow("J_parallel", 1.01, coupling="unscreened")),
        ("suppressed", "pearl-pair/statements-gamma", _set("J_parallel", 1.0)),
        ("iron", "pearl-pair/statements-iron", _grow("J_parallel", 10)),
        ("smaller_share", "pearl-pair/fig3c", _grow("J_parallel", 1.5, temperature=slice(0.9, 1))),
        ("ends", "pearl-lattice/statements-phases", _set("energy_ferromagnet", -9.0, temperature=0, angle=90)),
        ("no_other_order", "pearl-lattice/statements-zone", _set("zone_minimum", -9.0, angle=67)),
        ("vertical_boundary", "pearl-lattice/fig3d", _set("theta_c", 78.0, cutoff="none", temperature=0.96)),
        ("no_divergence", "pearl-lattice/statements-size", _grow("energy_ferromagnet", 10)),
        ("weak_field", "pearl-lattice/statements-small-field", _set("energy_ferromagnet", -1.0, angle=60)),
        ("directions", "pearl-map/fig2c", _grow("current", -1.0)),
        ("closed", "pearl-map/fig2c", _set("current", 1.0, component="x", x=0.8)),
        ("printed_numbers", "nuclear-torque/iron-printed", _grow("g_damp", 2.0)),
        ("corrected_numbers", "nuclear-torque/iron", _grow("g_field", 1.001)),
        ("field_dominates", "nuclear-torque/iron", _grow("g_damp", 1e4)),
        ("permeability", "nuclear-torque/statements-permeability", _set("g_field", 1.0)),
        ("contact_decay", "nuclear-radial/statements-decay", _grow("f_con1", 0.5, distance=slice(200, 400))),
        ("dipole_decay", "nuclear-radial/statements-decay", _grow("f_dip2", 2, distance=slice(200, 400))),
        ("steady_dipole", "nuclear-radial/statements-decay", _grow("f_dip1", -1.0, distance=slice(50, 60))),
        ("printed_dipole", "nuclear-radial/fig4-printed", _grow("f_dip1", 1.001)),
        ("near_the_nucleus", "nuclear-radial/statements-near", _grow("f_dip1", 1.001)),
        ("diverges", "nuclear-radial/statements-near", _grow("f_con1", 1.001)),
        ("along_the_product", "nuclear-map/fig2", _grow("magnetisation", -1.0, component="x")),
        ("printed_sign", "nuclear-map/fig2-printed", _grow("magnetisation", -1.0, component="x")),
    ],
)
def test_false_statements_are_not(
    statement: str, job: str, spoil: Callable[[xr.Dataset], None], ideal: dict[str, xr.Dataset]
) -> None:
    """A result that contradicts a statement takes its confirmation away."""
    spoil(ideal[_of_model(job)])
    assert not _confirmed(ideal)[f"{_of_model(job).split('/')[0]}/{statement}"], table(findings(ideal))


def test_every_statement_is_spoiled_once() -> None:
    """No statement is added without data that contradict it."""
    (cases,) = [mark.args[1] for mark in test_false_statements_are_not.pytestmark]
    spoiled = {f"{_of_model(job).split('/')[0]}/{statement}" for statement, job, _ in cases}
    assert {f"{statement.model}/{statement.test.__name__}" for statement in STATEMENTS} <= spoiled


def test_holes_confirm_nothing(ideal: dict[str, xr.Dataset]) -> None:
    """NaN is no zero, and no number either."""
    for data in ideal.values():
        for name in [str(one) for one, values in data.data_vars.items() if values.dtype.kind in "iuf"]:
            data[name] = data[name] * np.nan
    assert not any(_confirmed(ideal).values())


def test_other_grids_and_missing_results(data: dict[str, xr.Dataset]) -> None:
    """Results of other jobs neither confirm nor break the table."""
    found = {statement.text: finding for statement, finding in findings(data)}
    assert not found["raises D_z by up to 192 %, most at δ = 5 and 8"].confirmed
    assert found["D = 0 for a displacement along y"].found == "no result of bdg-rkky/statements-along-y"
    assert found["D = 0 without singlet pairing"].confirmed
    assert f"of {len(STATEMENTS)} statements confirmed" in table(findings(data))
    assert not any(finding.confirmed for _, finding in findings({}))


def test_jobs() -> None:
    """Every job that a figure or a statement needs is there, most in the folder of its model; every model's package is found."""
    needed = jobs()
    assert len(needed) == len(set(needed)) >= 12
    assert {figure.job for figure in FIGURES.values()} <= set(needed)
    assert [job for job in needed if not (ROOT / "jobs" / f"{job}.yaml").exists()] == []
    packages = {path.parent.name.replace("_", "-") for path in (ROOT / "analysis/moriya_figures").glob("*/figures.py")}
    assert {job.split("/")[0] for job in needed} == packages | {"any", "experiment"}
