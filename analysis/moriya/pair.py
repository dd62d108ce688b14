"""What a bilinear interaction S1·T·S2 makes of two classical unit spins."""

import numpy as np

# Two singular values count as one below this part of the largest: the ground state is then a family.
DEGENERATE = 1e-12
# The spread of angles, in radians, up to which such a family has one angle.
SPREAD = 1e-5


def ground_state_angle(tensor: np.ndarray, error: np.ndarray | float = 0.0) -> np.ndarray:
    """Return the angle between two spins that minimise S1·T·S2, in radians from 0 (parallel) to π.

    The least energy is minus the largest singular value of T = U Σ Vᵀ, with S1 = u and S2 = -v of it. Where this value is
    degenerate, any S1 in its space will do; isotropic J with any D is of this kind, and all of its ground states have one
    angle, arctan2(|D|, -J).

    Args:
        tensor: T, of shape (…, 3, 3), in any unit.
        error: a bound on the error of an element of T, of shape (…).

    Returns:
        The angles, of shape (…); NaN where T is missing or no larger than its error, and where ground states of one energy
        have different angles.
    """
    tensor = np.asarray(tensor, float)
    shape = tensor.shape[:-2]
    flat = tensor.reshape(-1, 3, 3)
    bounds = np.broadcast_to(np.asarray(error, float), shape).reshape(-1)
    angles = np.array([_angle(one, bound) for one, bound in zip(flat, bounds, strict=True)])
    return angles.reshape(shape)


def _angle(tensor: np.ndarray, error: float) -> float:
    if not np.isfinite(tensor).all():
        return np.nan
    left, values, right = np.linalg.svd(tensor)
    # An error of e in each element moves a singular value by 3 e at most.
    if values[0] <= 3 * error or values[0] == 0:
        return np.nan
    same = values >= values[0] * (1 - DEGENERATE) - 6 * error
    overlap = -left[:, same].T @ right[same].T
    cosines = np.linalg.eigvalsh((overlap + overlap.T) / 2)
    angles = np.arccos(np.clip(cosines, -1, 1))
    if np.ptp(angles) > SPREAD:
        return np.nan
    # Near 0 and π a rounding of ε in a cosine is √ε in the angle; with the cross product it is not.
    first = left[:, 0]
    second = -(tensor.T @ first)
    return float(np.arctan2(np.linalg.norm(np.cross(first, second)), first @ second))
