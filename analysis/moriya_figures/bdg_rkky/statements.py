"""The statements of arXiv:2407.07144."""

import numpy as np
import xarray as xr

from ..results import component, largest, relative_change
from ..statements import Finding, states

# What counts as zero, in units of t. Solvers are good to about 1e-14; the smallest D_z shown (δ = 20) is 2e-6.
ZERO = 1e-10


def _is_zero(found: str, value: float) -> Finding:
    return Finding(f"{found} = {value:.0e} t", f"below {ZERO:.0e} t", value < ZERO)


def _about(ratio: float, target: float) -> bool:
    """Whether two numbers are of the same order of magnitude: within a factor √10."""
    return target / 10**0.5 < ratio < target * 10**0.5


@states("Fig. 1(b)", "D = 0 without singlet pairing")
def no_singlet(fig1b: xr.Dataset) -> Finding:  # noqa: D103 - the decorator says it, here and below
    return _is_zero("max |D| at Δs = 0", largest(fig1b.D.sel(gap_s=0)))


@states("Fig. 1(b)", "D = 0 without triplet pairing")
def no_triplet(fig1b: xr.Dataset) -> Finding:  # noqa: D103
    return _is_zero("max |D| at Δp = 0", largest(fig1b.D.sel(gap_p=0)))


@states("p. 2", "D = 0 for s + p_x without the i")
def no_i(statements_s_plus_p: xr.Dataset) -> Finding:  # noqa: D103
    coupling = largest(statements_s_plus_p.J)
    finding = _is_zero(f"max |J| = {coupling:.0e} t, max |D|", largest(statements_s_plus_p.D))
    return Finding(finding.found, finding.wanted, finding.confirmed and coupling > 1e6 * ZERO)


@states("p. 3", "D = 0 for a displacement along y")
def along_y(statements_along_y: xr.Dataset) -> Finding:  # noqa: D103
    coupling = largest(statements_along_y.J)
    finding = _is_zero(f"max |J| = {coupling:.0e} t, max |D|", largest(statements_along_y.D))
    return Finding(finding.found, finding.wanted, finding.confirmed and coupling > 1e6 * ZERO)


@states("p. 3", "D points along z: D_x = D_y = 0")
def along_z(fig1b: xr.Dataset, fig1c: xr.Dataset, fig3a: xr.Dataset, fig3b: xr.Dataset) -> Finding:  # noqa: D103
    in_plane = [largest(data.D.sel(component=["x", "y"])) for data in (fig1b, fig1c, fig3a, fig3b)]
    return _is_zero("max |D_x|, |D_y|, all figures", float(np.max(in_plane)))


@states("p. 2", "no moment without a current")
def no_moment(fig1b: xr.Dataset, fig1c: xr.Dataset, fig3a: xr.Dataset, fig3b: xr.Dataset) -> Finding:  # noqa: D103
    still = (fig1b, fig1c, fig3a.sel(nu=0), fig3b)
    moment = float(np.max([largest(data[name]) for data in still for name in ("moment", "moment1", "moment2")]))
    driven = largest(fig3a.moment.sel(nu=1))
    return Finding(
        f"max |moment|, all figures = {moment:.0e} t; with a current {driven:.0e} t",
        f"below {ZERO:.0e} t",
        moment < ZERO,
    )


@states("Fig. 1(c)", "D_z oscillates and decays with δ")
def oscillates_and_decays(fig1c: xr.Dataset) -> Finding:  # noqa: D103
    d_z = component(fig1c, "D", "z")
    changes = _sign_changes(d_z.values)
    peaks = [largest(d_z.sel(delta=slice(first, first + 4))) for first in (1, 6, 11, 16)]
    return Finding(
        f"{changes} sign changes; max |D_z| = {', '.join(f'{peak:.1e}' for peak in peaks)} t",
        "5 or more; falling over δ = 1–5, 6–10, 11–15, 16–20",
        changes >= 5 and bool(np.all(np.diff(peaks) < 0)),
    )


@states("Fig. 2", "|D_z| is about ten times |J| at δ = 6 and 9")
def dzyaloshinskii_dominates(fig2: xr.Dataset) -> Finding:  # noqa: D103
    d_z = np.abs(component(fig2, "D", "z"))
    ratios = {delta: float((d_z / np.abs(fig2.J)).sel(delta=delta).min("component", skipna=False)) for delta in (6, 9)}
    return Finding(
        ", ".join(f"{ratio:.1f} (δ = {delta})" for delta, ratio in ratios.items()) + " × the largest of |J_x|, |J_z|",
        "10 within a factor √10",
        all(_about(ratio, 10) for ratio in ratios.values()),
    )


@states("Fig. 2", "|J| is about a hundred times |D_z| at δ = 5")
def heisenberg_dominates(fig2: xr.Dataset) -> Finding:  # noqa: D103
    ratios = (np.abs(fig2.J) / np.abs(component(fig2, "D", "z"))).sel(delta=5).values
    return Finding(
        f"{ratios.min():.0f} to {ratios.max():.0f}",
        "100 within a factor √10",
        all(_about(float(ratio), 100) for ratio in ratios),
    )


@states("Fig. 2", "J isotropic at small δ, growing Ising part J_z ≠ J_x = J_y")
def growing_ising_part(fig2: xr.Dataset) -> Finding:  # noqa: D103
    j_x, j_y, j_z = (component(fig2, "J", axis) for axis in "xyz")
    shares = []
    # Over ranges of δ, because at a node of the oscillation any ratio of the two means nothing.
    for first, last in [(1, 5), (6, 10), (11, 20)]:
        span = {"delta": slice(first, last)}
        shares.append(_rms((j_z - j_x).sel(span)) / _rms(((j_x + j_y + j_z) / 3).sel(span)))
    return Finding(
        "rms (J_z - J_x) / rms J = " + ", ".join(f"{100 * share:.0f} %" for share in shares),
        "at most 15 % for δ = 1–5; growing over 6–10, 11–20; J_x = J_y",
        shares[0] <= 0.15 and bool(np.all(np.diff(shares) > 0)) and largest(j_x - j_y) < ZERO,
    )


@states("Fig. 3(a)", "ν = 1 and ν = -1 change D_z by the same amount")
def even_in_the_current(fig3a: xr.Dataset) -> Finding:  # noqa: D103
    change = 100 * relative_change(fig3a)
    difference = largest(change.sel(nu=1) - change.sel(nu=-1))
    return Finding(f"differ by {difference:.0e} points (%)", "below 1e-06 points", difference < 1e-6)


@states("Fig. 3(a)", "raises D_z by up to 192 %, most at δ = 5 and 8")
def raised_by_the_current(fig3a: xr.Dataset) -> Finding:  # noqa: D103
    change = 100 * relative_change(fig3a).sel(nu=1)
    first, second = (int(delta) for delta in change.delta.values[np.argsort(change.values)[-2:]])
    top = float(np.max(change.values))
    return Finding(
        ", ".join(f"{float(change.sel(delta=delta)):+.1f} % (δ = {delta})" for delta in sorted((first, second))),
        "192 ± 0.5 %; these two the largest",
        {first, second} == {5, 8} and abs(top - 192) <= 0.5,
    )


@states("Fig. 3(a)", "lowers D_z only at δ = 10, weakly")
def lowered_by_the_current(fig3a: xr.Dataset) -> Finding:  # noqa: D103
    change = 100 * relative_change(fig3a).sel(nu=1)
    lowered = change.delta.values[change.values < -0.1].tolist()
    least = float(change.sel(delta=10))
    others = change.drop_sel(delta=10)
    return Finding(
        f"{least:+.1f} % (δ = 10); the next is {float(others.min()):+.2f} % (δ = {int(others.idxmin('delta'))})",
        "below -0.1 % at δ = 10 alone, there -25 to -5 %",
        lowered == [10] and -25 <= least <= -5 and not np.isnan(change.values).any(),
    )


@states("Fig. 3(b)", "D_z(μ) antisymmetric about μ = 0")
def odd_in_mu(fig3b: xr.Dataset) -> Finding:  # noqa: D103
    d_z = component(fig3b, "D", "z").transpose("mu", "delta")
    mirrored = bool(np.allclose(fig3b.mu, -fig3b.mu[::-1], rtol=0, atol=1e-12))
    finding = _is_zero("max |D_z(μ) + D_z(-μ)|", float(np.max(np.abs(d_z.values + d_z.values[::-1]))))
    return Finding(finding.found, finding.wanted, finding.confirmed and mirrored)


@states("Fig. 3(b)", "D_z exponentially small beyond |μ| = 4t")
def evanescent_beyond_the_band(fig3b: xr.Dataset) -> Finding:
    """Outside the band electrons reach a distance δ and back as e^{-2κδ}, with 2 cosh κ + 2 = |μ|/t."""
    d_z = np.abs(component(fig3b, "D", "z")).transpose("mu", "delta")
    outside = d_z.sel(mu=slice(-5, -4)).values
    shares = (d_z.sel(mu=-5) / d_z.max("mu")).sel(delta=[1, 5]).values
    per_site = float(d_z.sel(mu=-5, delta=5) / d_z.sel(mu=-5, delta=4))
    evanescent = float(np.exp(-2 * np.arccosh(1.5)))
    return Finding(
        f"at 5t {shares[0]:.0e} (δ = 1) to {shares[1]:.0e} (δ = 5) of the maximum, × {per_site:.3f} per site",
        f"falling from 4t to 5t; below 0.01; e^(-2κ) = {evanescent:.3f} per site within 10 %",
        bool(np.all(np.diff(outside, axis=0) > 0) and np.all(shares < 0.01)) and abs(per_site / evanescent - 1) < 0.1,
    )


@states("Fig. 3(b)", "amplitude and wavelength in μ decrease with δ")
def falling_with_distance(fig3b: xr.Dataset) -> Finding:  # noqa: D103
    d_z = component(fig3b, "D", "z").transpose("mu", "delta").values
    peaks = np.max(np.abs(d_z), axis=0)
    inside = np.abs(fig3b.mu.values) < 4
    changes = [_sign_changes(curve[inside]) for curve in d_z.T]
    return Finding(
        f"max |D_z| = {', '.join(f'{1e3 * peak:.1f}' for peak in peaks)} × 1e-3 t; sign changes {changes}",
        "falling; rising",
        bool(np.all(np.diff(peaks) < 0)) and bool(np.all(np.diff(changes) > 0)),
    )


def _rms(values: xr.DataArray) -> float:
    if values.size == 0:
        raise ValueError("no distance of a range of δ")
    return float(np.sqrt(np.mean(values.values**2)))


def _sign_changes(values: np.ndarray) -> int:
    signs = np.sign(values[np.abs(values) > ZERO])
    return int(np.count_nonzero(np.diff(signs)))
