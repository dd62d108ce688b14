"""The statements of arXiv:2407.07144, each with the number found and whether it is confirmed.

A statement is a function of the results of the jobs named in its decorator. Missing values are NaN, and every comparison
below is written so that NaN does not confirm.
"""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement
from ..core.results import component, largest
from .figures import relative_change

# What counts as zero, in units of t. Solvers are good to about 1e-14; the smallest D_z shown (δ = 20) is 2e-6.
ZERO = 1e-10


def _is_zero(found: str, value: float) -> Finding:
    return Finding(f"{found} = {value:.0e} t", f"below {ZERO:.0e} t", value < ZERO)


def _about(ratio: float, target: float) -> bool:
    """Whether two numbers are of the same order of magnitude: within a factor √10."""
    return target / 10**0.5 < ratio < target * 10**0.5


@statement("Fig. 1(b)", "D = 0 without singlet pairing", job="fig1b")
def no_singlet(fig1b: xr.Dataset) -> Finding:
    return _is_zero("max |D| at Δs = 0", largest(fig1b.D.sel(gap_s=0)))


@statement("Fig. 1(b)", "D = 0 without triplet pairing", job="fig1b")
def no_triplet(fig1b: xr.Dataset) -> Finding:
    return _is_zero("max |D| at Δp = 0", largest(fig1b.D.sel(gap_p=0)))


@statement("p. 2", "D = 0 for s + p_x without the i", job="statements-s-plus-p")
def no_i(statements_s_plus_p: xr.Dataset) -> Finding:
    coupling = largest(statements_s_plus_p.J)
    finding = _is_zero(f"max |J| = {coupling:.0e} t, max |D|", largest(statements_s_plus_p.D))
    return Finding(finding.found, finding.wanted, finding.confirmed and coupling > 1e6 * ZERO)


@statement("p. 3", "D = 0 for a displacement along y", job="statements-along-y")
def along_y(statements_along_y: xr.Dataset) -> Finding:
    coupling = largest(statements_along_y.J)
    finding = _is_zero(f"max |J| = {coupling:.0e} t, max |D|", largest(statements_along_y.D))
    return Finding(finding.found, finding.wanted, finding.confirmed and coupling > 1e6 * ZERO)


@statement("p. 3", "D points along z: D_x = D_y = 0", job="fig1b fig1c fig3a fig3b")
def along_z(fig1b: xr.Dataset, fig1c: xr.Dataset, fig3a: xr.Dataset, fig3b: xr.Dataset) -> Finding:
    in_plane = [largest(data.D.sel(component=["x", "y"])) for data in (fig1b, fig1c, fig3a, fig3b)]
    return _is_zero("max |D_x|, |D_y|, all figures", float(np.max(in_plane)))


@statement("p. 2", "no moment without a current", job="fig1b fig1c fig3a fig3b")
def no_moment(fig1b: xr.Dataset, fig1c: xr.Dataset, fig3a: xr.Dataset, fig3b: xr.Dataset) -> Finding:
    still = (fig1b, fig1c, fig3a.sel(nu=0), fig3b)
    moment = float(np.max([largest(data[name]) for data in still for name in ("moment", "moment1", "moment2")]))
    driven = max(largest(fig3a[name].sel(nu=1)) for name in ("moment1", "moment2"))
    return Finding(
        f"max |m1|, |m2|, all figures = {moment:.0e} t; with a current {driven:.0e} t",
        f"below {ZERO:.0e} t",
        moment < ZERO,
    )


@statement("p. 2", "with s + i(p_x + p_y) D exists along x as well as along y", job="statements-both-axes")
def along_both_axes(data: xr.Dataset) -> Finding:
    along_x, along_y = (component(_displaced(data, *way), "D", "z") for way in ((1, 0), (0, 1)))
    return Finding(
        f"D_z = {float(along_x):.2e} t (R ∥ x), {float(along_y):.2e} t (R ∥ y)",
        "8.15e-03 t, both, within 1 %",
        _within(along_x, 8.15e-3) and _within(along_y, 8.15e-3),
    )


@statement("p. 3", "with d = (e_x + i e_y)(p_x + i p_y) D turns with the displacement", job="statements-chiral")
def turns_with_the_displacement(data: xr.Dataset) -> Finding:
    along_x, along_y = (_displaced(data, *way).D for way in ((1, 0), (0, 1)))
    rest = max(largest(along_x.sel(component=["y", "z"])), largest(along_y.sel(component=["x", "z"])))
    d_x, d_y = along_x.sel(component="x"), along_y.sel(component="y")
    return Finding(
        f"D_x = {float(d_x):+.2e} t (R ∥ x), D_y = {float(d_y):+.2e} t (R ∥ y); all others at most {rest:.0e} t",
        f"+5.62e-03 t, -5.62e-03 t, within 1 %; below {ZERO:.0e} t",
        _within(d_x, 5.62e-3) and _within(d_y, -5.62e-3) and rest < ZERO,
    )


@statement("p. 2", "DMI in s + ip, none in s + p: in the language of bonds", job="statements-two-languages")
def two_languages(data: xr.Dataset) -> Finding:
    """In momentum space it is the time-reversal invariant state that has D; the PT-symmetric one has none.

    Time reversal turns both spins: F(S1, S2) = F(-S1, -S2). Inversion also exchanges them: F(S1, S2) = F(-S2, -S1).
    """
    energies = data.free_energy.transpose("p_phase", "delta", "spin1", "spin2")
    # The labels are +x, +y, +z, -x, -y, -z: three further on is the opposite direction.
    reversed_ = energies.roll(spin1=3, spin2=3)
    both = reversed_.rename(spin1="spin2", spin2="spin1").transpose(*energies.dims)
    t, pt, d = {}, {}, {}
    for phase in ("i", "1"):
        at = {"p_phase": phase}
        t[phase] = float(np.max(np.abs(energies.sel(at).values - reversed_.sel(at).values)))
        pt[phase] = float(np.max(np.abs(energies.sel(at).values - both.sel(at).values)))
        d[phase] = largest(data.D.sel(at))
    return Finding(
        f"broken by max |ΔF|: s + ip on bonds T {t['i']:.0e}, PT {pt['i']:.0e} t, with max |D| = {d['i']:.0e} t;"
        f" s + p on bonds T {t['1']:.0e}, PT {pt['1']:.0e} t, with {d['1']:.0e} t",
        f"below {ZERO:.0e} t: T in s + ip, PT and D in s + p; the others above 1e-03 t",
        max(t["i"], pt["1"], d["1"]) < ZERO and min(t["1"], pt["i"], d["i"]) > 1e-3,
    )


def _displaced(data: xr.Dataset, x: int, y: int) -> xr.Dataset:
    (place,) = np.flatnonzero((data.displacement_x.values == x) & (data.displacement_y.values == y))
    return data.isel(displacement=place)


def _within(value: xr.DataArray, target: float) -> bool:
    return bool(abs(float(value) / target - 1) < 0.01)


@statement("Fig. 1(c)", "D_z oscillates and decays with δ", job="fig1c")
def oscillates_and_decays(fig1c: xr.Dataset) -> Finding:
    d_z = component(fig1c, "D", "z")
    changes = _sign_changes(d_z.values)
    peaks = [largest(d_z.sel(delta=slice(first, first + 4))) for first in (1, 6, 11, 16)]
    return Finding(
        f"{changes} sign changes; max |D_z| = {', '.join(f'{peak:.1e}' for peak in peaks)} t",
        "5 or more; falling over δ = 1–5, 6–10, 11–15, 16–20",
        changes >= 5 and bool(np.all(np.diff(peaks) < 0)),
    )


@statement("Fig. 2", "|D_z| is about ten times |J| at δ = 6 and 9", job="fig2")
def dzyaloshinskii_dominates(fig2: xr.Dataset) -> Finding:
    d_z = np.abs(component(fig2, "D", "z"))
    ratios = {delta: float((d_z / np.abs(fig2.J)).sel(delta=delta).min("component", skipna=False)) for delta in (6, 9)}
    return Finding(
        ", ".join(f"{ratio:.1f} (δ = {delta})" for delta, ratio in ratios.items()) + " × the largest of |J_x|, |J_z|",
        "10 within a factor √10",
        all(_about(ratio, 10) for ratio in ratios.values()),
    )


@statement("Fig. 2", "|J| is about a hundred times |D_z| at δ = 5", job="fig2")
def heisenberg_dominates(fig2: xr.Dataset) -> Finding:
    ratios = (np.abs(fig2.J) / np.abs(component(fig2, "D", "z"))).sel(delta=5).values
    return Finding(
        f"{ratios.min():.0f} to {ratios.max():.0f}",
        "100 within a factor √10",
        all(_about(float(ratio), 100) for ratio in ratios),
    )


@statement("Fig. 2", "J isotropic at small δ, growing Ising part J_z ≠ J_x = J_y", job="fig2")
def growing_ising_part(fig2: xr.Dataset) -> Finding:
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


@statement("Fig. 3(a)", "ν = 1 and ν = -1 change D_z by the same amount", job="fig3a")
def even_in_the_current(fig3a: xr.Dataset) -> Finding:
    change = 100 * relative_change(fig3a)
    difference = largest(change.sel(nu=1) - change.sel(nu=-1))
    return Finding(f"differ by {difference:.0e} points (%)", "below 1e-06 points", difference < 1e-6)


@statement("Fig. 3(a)", "raises D_z by up to 192 %, most at δ = 5 and 8", job="fig3a")
def raised_by_the_current(fig3a: xr.Dataset) -> Finding:
    change = 100 * relative_change(fig3a).sel(nu=1)
    first, second = (int(delta) for delta in change.delta.values[np.argsort(change.values)[-2:]])
    top = float(np.max(change.values))
    return Finding(
        ", ".join(f"{float(change.sel(delta=delta)):+.1f} % (δ = {delta})" for delta in sorted((first, second))),
        "192 ± 0.5 %; these two the largest",
        {first, second} == {5, 8} and abs(top - 192) <= 0.5,
    )


@statement("Fig. 3(a)", "lowers D_z only at δ = 10, weakly", job="fig3a")
def lowered_by_the_current(fig3a: xr.Dataset) -> Finding:
    change = 100 * relative_change(fig3a).sel(nu=1)
    lowered = change.delta.values[change.values < -0.1].tolist()
    least = float(change.sel(delta=10))
    others = change.drop_sel(delta=10)
    return Finding(
        f"{least:+.1f} % (δ = 10); the next is {float(others.min()):+.2f} % (δ = {int(others.idxmin('delta'))})",
        "below -0.1 % at δ = 10 alone, there -25 to -5 %",
        lowered == [10] and -25 <= least <= -5 and not np.isnan(change.values).any(),
    )


@statement("Fig. 3(b)", "D_z(μ) antisymmetric about μ = 0", job="fig3b")
def odd_in_mu(fig3b: xr.Dataset) -> Finding:
    d_z = component(fig3b, "D", "z").transpose("mu", "delta")
    mirrored = bool(np.allclose(fig3b.mu, -fig3b.mu[::-1], rtol=0, atol=1e-12))
    finding = _is_zero("max |D_z(μ) + D_z(-μ)|", float(np.max(np.abs(d_z.values + d_z.values[::-1]))))
    return Finding(finding.found, finding.wanted, finding.confirmed and mirrored)


@statement("Fig. 3(b)", "D_z exponentially small beyond |μ| = 4t", job="fig3b")
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


@statement("Fig. 3(b)", "amplitude and wavelength in μ decrease with δ", job="fig3b")
def falling_with_distance(fig3b: xr.Dataset) -> Finding:
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
