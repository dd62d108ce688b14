"""The exported files, read by readers of their own, against the energy of the tensors."""

import re
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import moriya
from moriya.export.couplings import couplings

HOPPING = 130.0
CELLS = 5


def energy_of(result: xr.Dataset, at: dict[str, str], spins: np.ndarray, sites: list[tuple[int, int]]) -> float:
    """Return Σ S1·T·S2 in meV over the pairs of a result, each once, with spins on sites."""
    chosen = result.sel({name: float(value) for name, value in at.items()})
    tensor = chosen.moriya.tensor
    number = {site: index for index, site in enumerate(sites)}
    total = 0.0
    if "pair" in tensor.dims:
        for label, one in zip(chosen.pair.values, tensor.transpose("pair", ...).values, strict=True):
            first, second = (int(text) - 1 for text in label.split("-"))
            total += spins[first] @ one @ spins[second]
        return HOPPING * total
    for x in chosen.displacement_x.values:
        for y in chosen.displacement_y.values:
            one = tensor.sel(displacement_x=x, displacement_y=y).values
            for site in sites:
                other = ((site[0] + int(x)) % CELLS, (site[1] + int(y)) % CELLS)
                total += spins[number[site]] @ one @ spins[number[other]]
    return HOPPING * total


def lattice_sum(links: list[tuple[int, int, tuple[int, int], np.ndarray]], spins: np.ndarray, per_cell: int) -> float:
    """Return Σ S_i·M·S_j over the links of every cell of a torus (of one cell, if there are several spins in it)."""
    size = CELLS if per_cell == 1 else 1
    total = 0.0
    for x in range(size):
        for y in range(size):
            for i, j, (dx, dy), matrix in links:
                first = (x * size + y) * per_cell + i
                second = (((x + dx) % size) * size + (y + dy) % size) * per_cell + j
                total += spins[first] @ matrix @ spins[second]
    return total


def read_vampire(folder: Path, spins: np.ndarray) -> float:
    """Return the energy in meV. VAMPIRE: E = -½ Σ over links."""
    lines = [line.split() for line in (folder / "vampire.UCF").read_text().splitlines() if not line.startswith("#")]
    atoms = int(lines[4][0])
    count, kind = lines[5 + atoms]
    assert kind == "tensorial"
    links = []
    for words in lines[6 + atoms :]:
        i, j, dx, dy, dz = (int(word) for word in words[1:6])
        assert dz == 0
        links.append((i, j, (dx, dy), np.array(words[6:15], float).reshape(3, 3)))
    assert len(links) == int(count)
    return -lattice_sum(links, spins, atoms) / 2 / 1.602176634e-22


def read_uppasd(folder: Path, spins: np.ndarray) -> float:
    """Return the energy in meV. UppASD: E = -Σ over links."""
    places = np.loadtxt(folder / "posfile", ndmin=2)[:, 2:]
    text = (folder / "inpsd.dat").read_text()
    assert "do_jtensor 1" in text and "posfiletype C" in text
    cell = np.array(re.search(r"cell ((?:[-+.\de]+\s+){9})", text)[1].split(), float).reshape(3, 3)
    links = []
    for row in np.loadtxt(folder / "jfile", ndmin=2):
        i, j = int(row[0]) - 1, int(row[1]) - 1
        step = np.linalg.solve(cell.T, row[2:5] - places[j] + places[i])
        assert np.allclose(step, np.round(step), atol=1e-9)
        links.append((i, j, tuple(int(round(x)) for x in step[:2]), row[5:].reshape(3, 3)))
    return -lattice_sum(links, spins, len(places)) * 13.605693122990


def read_spinw(folder: Path, spins: np.ndarray) -> float:
    """Return the energy in meV. SpinW: E = Σ over bonds."""
    text = (folder / "moriya_spinw.m").read_text()
    rows = [[float(x) for x in line.split()] for line in re.search(r"bonds = \[\n(.*?)\];", text, re.S)[1].splitlines()]
    links = [(int(r[0]) - 1, int(r[1]) - 1, (int(r[2]), int(r[3])), np.array(r[5:]).reshape(3, 3)) for r in rows]
    return lattice_sum(links, spins, text.count("addatom"))


def read_tb2j(folder: Path, spins: np.ndarray) -> float:
    """Return the energy in meV. TB2J: E = -Σ over links of isotropic, antisymmetric and remaining part."""
    text = (folder / "exchange.out").read_text()
    levi_civita = np.zeros((3, 3, 3))
    for a, b, c in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        levi_civita[a, b, c], levi_civita[b, a, c] = 1, -1
    links = []
    for block in text.split("-" * 88)[1:]:
        i, j, dx, dy, _ = (int(x) for x in re.search(r"X(\d+)\s+X(\d+)\s+\(\s*(-?\d+),\s*(-?\d+),\s*(-?\d+)\)", block).groups())
        isotropic = float(re.search(r"J_iso: (\S+)", block)[1])
        d = np.array(re.search(r"DMI: \((.*)\)", block)[1].split(), float)
        rest = np.array(re.sub(r"[\[\]]", " ", block.split("J_ani:")[1]).split(), float).reshape(3, 3)
        links.append((i - 1, j - 1, (dx, dy), isotropic * np.eye(3) + rest + np.einsum("abc,c->ab", levi_civita, d)))
    return -lattice_sum(links, spins, len(re.findall(r"^X\d+ ", text, re.M)))


READERS = {"vampire": read_vampire, "uppasd": read_uppasd, "spinw": read_spinw, "tb2j": read_tb2j}


@pytest.mark.parametrize("program", READERS)
@pytest.mark.parametrize("name", ["cluster", "plane"])
def test_energies_of_random_textures(program: str, name: str, results: Path, tmp_path: Path) -> None:
    """J, D and all else of the tensor: Rashba coupling and disorder leave nothing of it zero."""
    result = moriya.open(results / name)
    at = {"mu": "-2.6"}
    moriya.export(result, program, tmp_path, hopping_mev=HOPPING, lattice_constant=3.2, at=at)
    count = 3 if name == "cluster" else CELLS * CELLS
    sites = [(x, y) for x in range(CELLS) for y in range(CELLS)][:count]
    generator = np.random.default_rng(5)
    for _ in range(3):
        spins = generator.normal(size=(count, 3))
        spins /= np.linalg.norm(spins, axis=1)[:, None]
        expected = energy_of(result, at, spins, sites)
        assert READERS[program](tmp_path, spins) == pytest.approx(expected, rel=1e-10, abs=1e-10)
    assert "E = " in "".join(file.read_text() for file in tmp_path.iterdir())


def test_a_triangular_lattice_has_its_angles(results: Path) -> None:
    """Vectors between the spins are those of the lattice, with the 60° between its axes."""
    found = couplings(moriya.open(results / "plane"), {"mu": "-3"}, HOPPING)
    bond = next(one for one in found.bonds if one.cell == (1, -1, 0))
    assert np.linalg.norm(found.vector(bond)) == pytest.approx(1)


def test_what_cannot_be_exported(results: Path, tmp_path: Path) -> None:
    """One sentence each."""
    cluster = results / "cluster"
    for complaint, path, arguments in [
        ("choose one, such as --at mu=-3", cluster, {}),
        ("mu is never 7", cluster, {"at": {"mu": "7"}}),
        ('no axis "delta"', cluster, {"at": {"delta": "7"}}),
        ("no exchange tensor", results / "rashba-dmi/fig2", {}),
        ("above 0", cluster, {"at": {"mu": "-3"}, "hopping_mev": -1.0}),
        ("no such file", tmp_path / "nothing.h5", {}),
    ]:
        with pytest.raises(moriya.MoriyaError, match=re.escape(complaint)):
            moriya.export(path, "tb2j", tmp_path, **{"hopping_mev": HOPPING, **arguments})
    with pytest.raises(moriya.MoriyaError, match="there are vampire, uppasd, spinw, tb2j"):
        moriya.export(cluster, "vesta", tmp_path, hopping_mev=HOPPING)
