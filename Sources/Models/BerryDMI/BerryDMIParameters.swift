import Sweep

/// What the model `berry-dmi` is told: files or hoppings, spin-orbit interaction, occupation, and how the sum over k goes.
enum BerryDMIParameters {
    private static let hamiltonian = "a Wannier90 _tb.dat or _hr.dat file"

    // H̄ and V: two files; one file to split; two spins and V; hoppings.
    static let hbar = Parameter(
        "hbar", .file(hamiltonian), .optional, unit: "eV", "Hamiltonian without spin-orbit interaction",
        excludes: ["file", "split", "up", "down", "wsvec_down", "hoppings", "positions"])
    static let up = Parameter(
        "up", .file(hamiltonian), .optional, unit: "eV", "Hamiltonian of spin up without spin-orbit interaction",
        excludes: ["file", "split", "hbar", "hoppings", "positions"])
    static let down = Parameter(
        "down", .file(hamiltonian), .optional, unit: "eV", "Hamiltonian of spin down without spin-orbit interaction",
        excludes: ["file", "split", "hbar", "hoppings", "positions"])
    static let soi = Parameter(
        "soi", .file(hamiltonian), .optional, unit: "eV", "spin-orbit part of the Hamiltonian",
        excludes: ["file", "split", "hoppings", "positions"])
    static let file = Parameter(
        "file", .file(hamiltonian), .optional, unit: "eV", "Hamiltonian with spin-orbit interaction",
        excludes: ["hbar", "soi", "up", "down", "wsvec_down", "hoppings", "positions"])
    static let split = Parameter(
        "split", .choice(["time-reversal"]), .defaultsTo(.text("time-reversal")), unit: "1",
        "how the spin-orbit part is told from the rest")
    static let hoppings = Parameter(
        "hoppings", .records([cell, row, column, bare, coupling]), .optional, unit: "eV", "elements of the Hamiltonian",
        excludes: ["hbar", "soi", "up", "down", "file", "split", "wsvec", "wsvec_down", "centres"])
    static let cell = Parameter("R", .integers(count: 3), .required, unit: "1", "lattice vector R")
    static let row = Parameter("m", .integer, .required, unit: "1", "function m in cell 0")
    static let column = Parameter("n", .integer, .required, unit: "1", "function n in cell R")
    static let bare = Parameter(
        "hbar", .reals(count: 2), .defaultsTo(.reals([0, 0])), unit: "eV",
        "element without spin-orbit interaction, [real, imaginary]")
    static let coupling = Parameter(
        "soi", .reals(count: 2), .defaultsTo(.reals([0, 0])), unit: "eV", "spin-orbit element, [real, imaginary]")

    static let wsvec = Parameter(
        "wsvec", .file("a Wannier90 _wsvec.dat file"), .optional, unit: "1", "shifts to the nearest images")
    static let wsvecDown = Parameter(
        "wsvec_down", .file("a Wannier90 _wsvec.dat file"), .optional, unit: "1", "shifts to the nearest images, spin down")
    static let lattice = Parameter(
        "lattice", .vectors(length: 3), .optional, unit: "Å", "lattice vectors, where no file says them")
    static let centres = Parameter(
        "centres", .file("a Wannier90 _centres.xyz file"), .optional, unit: "Å", "centres of the functions, for _hr.dat files")
    static let positions = Parameter(
        "positions", .vectors(length: 3), .optional, unit: "Å", "centres of the functions, for hoppings of the job")

    static let spinOrder = Parameter(
        "spin_order", .choice(["auto", "interlaced", "block"]), .defaultsTo(.text("auto")), unit: "1",
        "order of the two spins of an orbital", shapesResults: true)
    static let periodic = Parameter(
        "periodic", .words(["x", "y", "z"]), .optional, unit: "1", "directions in which the crystal repeats", shapesResults: true)
    static let exchangeDirection = Parameter(
        "exchange_direction", .reals(count: 3), .optional, unit: "1", "direction of the exchange field, if not that of the files")
    static let soiScale = Parameter("soi_scale", .real, .defaultsTo(.real(1)), unit: "1", "scale ξ of the spin-orbit interaction")
    static let soiScope = Parameter(
        "soi_scope", .names, .defaultsTo(.texts(["all"])), unit: "1", "orbitals or layers with spin-orbit interaction")
    static let layers = Parameter(
        "layers", .records([layerName, layerOrbitals]), .defaultsTo(.records([])), unit: "1", "names of groups of orbitals")
    static let layerName = Parameter("name", .text, .required, unit: "1", "name of the layer")
    static let layerOrbitals = Parameter("orbitals", .range, .required, unit: "1", "its orbitals, counted from 1")

    static let mu = Parameter("mu", .real, .required, unit: "eV", "chemical potential")
    static let temperature = Parameter("temperature", .real, .defaultsTo(.real(300)), unit: "K", "temperature")

    static let all = [
        hbar, soi, file, split, up, down, hoppings, wsvec, wsvecDown, lattice, centres, positions, spinOrder, periodic,
        exchangeDirection, soiScale, soiScope, layers, mu, temperature,
    ]

    // Settings of the solver.
    static let accuracy = Parameter(
        "accuracy", .real, .defaultsTo(.real(1e-10)), unit: "1", "accuracy relative to the largest component of each tensor")
    static let grid = Parameter(
        "grid", .integer, .optional, unit: "1", "N of a fixed grid of wave vectors, whatever its accuracy",
        excludes: ["accuracy", "largest_grid"])
    static let largestGrid = Parameter(
        "largest_grid", .integer, .optional, unit: "1", "largest N: 1024 of a slab, 96 of a bulk crystal unless given")
}
