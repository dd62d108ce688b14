"""A MATLAB script for SpinW."""

import numpy as np

from .couplings import Couplings


def spinw(found: Couplings, lattice_constant: float) -> dict[str, str]:
    """Return ``moriya_spinw.m``: every bond once, J in meV."""
    sizes = np.linalg.norm(found.cell, axis=1)
    angle = np.degrees(np.arccos(np.clip(found.cell[0] @ found.cell[1] / (sizes[0] * sizes[1]), -1, 1)))
    longest = max(float(np.linalg.norm(found.vector(bond))) for bond in found.bonds) * lattice_constant
    rows = [
        f"    {bond.first + 1} {bond.second + 1} {' '.join(map(str, bond.cell))} "
        + " ".join(f"{value:.15e}" for value in bond.tensor.ravel())
        for bond in found.bonds
    ]
    atoms = [
        f"model.addatom('r', [{' '.join(f'{x:.15g}' for x in row)}], 'S', 1, 'label', 'spin{index + 1}');"
        for index, row in enumerate(found.positions)
    ]
    text = f"""% {found.source}
% E = sum over bonds of S_i.J_ij.S_j, each bond once, |S| = 1, J in meV: J_ij = T_ij, the tensor of moriya.
% J < 0 favours parallel spins; D of E = D.(S_i x S_j) is the antisymmetric part: D_z = (J_xy - J_yx)/2, and so on.
% Terms of single spins are left out.
model = spinw;
model.genlattice('lat_const', [{" ".join(f"{size * lattice_constant:.10g}" for size in sizes)}], 'angled', [90 90 {angle:.10g}]);
{chr(10).join(atoms)}
% i, j, cell of j, J_xx J_xy J_xz J_yx J_yy J_yz J_zx J_zy J_zz
bonds = [
{chr(10).join(rows)}
];
model.gencoupling('maxDistance', {longest * 1.001 + 0.001:.6f}, 'forceNoSym', true);
for n = 1:size(bonds, 1)
    b = bonds(n, :);
    c = model.coupling;
    same = c.atom1 == b(1) & c.atom2 == b(2) & all(double(c.dl) == b(3:5)', 1);
    turned = c.atom1 == b(2) & c.atom2 == b(1) & all(double(c.dl) == -b(3:5)', 1);
    J = reshape(b(6:14), 3, 3)';
    if ~any(same), J = J'; same = turned; end
    k = find(same, 1);
    label = sprintf('bond%d', n);
    model.addmatrix('label', label, 'value', J);
    model.addcoupling('mat', label, 'bond', double(c.idx(k)), 'subIdx', find(find(c.idx == c.idx(k)) == k));
end
"""
    return {"moriya_spinw.m": text}
