"""Sums of pair interactions over all displacements: J(q) of a chain, or of a plane, of equal impurities."""

import numpy as np


def tensor_of_q(tensors: np.ndarray, displacements: np.ndarray, momenta: np.ndarray) -> np.ndarray:
    """Return T(q) = Σ_R T(R) exp(-i q·R) over the given displacements and their opposites, T(-R) being the transpose of T(R).

    The energy of spins on every site is ½ Σ_q S(-q)·T(q)·S(q); each pair counts once.

    Args:
        tensors: T(R), of shape (…, R, 3, 3); ``S1·T·S2`` is the energy of a pair, spin 2 lying at R from spin 1.
        displacements: R in lattice constants, of shape (R, d). Of two opposite ones the first counts.
        momenta: q in inverse lattice constants, of shape (q, d).

    Returns:
        Hermitian matrices, of shape (…, q, 3, 3), in the unit of T.
    """
    kept = _without_opposites(displacements)
    tensors, displacements = tensors[..., kept, :, :], displacements[kept]
    phases = np.exp(-1j * momenta @ displacements.T)
    half = np.einsum("qr,...rab->...qab", phases, tensors)
    return half + np.conj(np.swapaxes(half, -1, -2))


def _without_opposites(displacements: np.ndarray) -> list[int]:
    seen: set[tuple[float, ...]] = set()
    kept = []
    for index, displacement in enumerate(displacements):
        if tuple(-displacement) not in seen:
            seen.add(tuple(displacement))
            kept.append(index)
    return kept
