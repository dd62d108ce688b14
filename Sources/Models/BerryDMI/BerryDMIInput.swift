import BerryPhase
import Numerics
import Sweep
import WannierHamiltonian

/// The Hamiltonian of a job as its files or hoppings say it, before anything depends on a point.
struct BerryDMIInput: Sendable {
    let system: SpinOrbitSystem
    /// Nil where the spin-orbit part came by itself.
    let quality: SplitMeasures?
    /// What was odd in the files, in sentences.
    let warnings: [String]
    let axes: PeriodicAxes

    private typealias Keys = BerryDMIParameters

    init(_ values: ParameterSet) throws(ParameterError) {
        let order = SpinOrder(rawValue: values.text(Keys.spinOrder))
        var reader = FileReader(values)
        if values.has(Keys.hoppings) {
            system = try Self.inPlace(values, order)
            quality = nil
        } else if values.has(Keys.file) {
            let original = try reader.model(Keys.file, shifts: Keys.wsvec)
            let split: SpinOrbitSystem
            do throws(HamiltonianError) {
                split = try SpinOrbitSystem(splitting: original, spinOrder: order)
            } catch {
                throw reader.refusal(Keys.file, error)
            }
            quality = split.splitQuality.map { SplitMeasures($0, original: original, system: split) }
            system = split
        } else if values.has(Keys.hbar) {
            guard values.has(Keys.soi) else { throw Self.lacks(Keys.hbar, "soi") }
            let bare = try reader.model(Keys.hbar, shifts: Keys.wsvec)
            system = try Self.join(bare, try reader.model(Keys.soi, shifts: Keys.wsvec), order, reader)
            quality = nil
        } else if values.has(Keys.up) || values.has(Keys.down) {
            guard values.has(Keys.up), values.has(Keys.down), values.has(Keys.soi) else {
                throw Self.lacks(values.has(Keys.up) ? Keys.up : Keys.down, "up, down and soi are needed together; one")
            }
            let (up, down) = (
                try reader.model(Keys.up, shifts: Keys.wsvec), try reader.model(Keys.down, shifts: Keys.wsvecDown)
            )
            let bare: TightBinding
            do throws(HamiltonianError) { bare = try TightBinding(up: up, down: down) } catch {
                throw reader.refusal(Keys.down, error)
            }
            system = try Self.join(bare, try reader.model(Keys.soi, shifts: Keys.wsvec), order, reader)
            quality = nil
        } else {
            throw ParameterError(
                Keys.file, problem: "the system has no Hamiltonian",
                allowed: "hbar and soi; file; up, down and soi; or hoppings, lattice and positions")
        }
        warnings = reader.warnings
        axes = try Self.axes(values, system)
    }

    private static func lacks(_ parameter: Parameter, _ what: String) -> ParameterError {
        ParameterError(parameter, problem: "\(what) is missing beside it", allowed: "hbar and soi; or up, down and soi")
    }

    private static func join(
        _ bare: TightBinding, _ coupling: TightBinding, _ order: SpinOrder?, _ reader: FileReader
    ) throws(ParameterError) -> SpinOrbitSystem {
        do throws(HamiltonianError) {
            return try SpinOrbitSystem(withoutSpinOrbit: bare, spinOrbit: coupling, spinOrder: order)
        } catch {
            throw reader.refusal(Keys.soi, error)
        }
    }

    private static func inPlace(_ values: ParameterSet, _ order: SpinOrder?) throws(ParameterError) -> SpinOrbitSystem {
        guard values.has(Keys.lattice), values.has(Keys.positions) else {
            throw ParameterError(
                Keys.hoppings, problem: "\(values.has(Keys.lattice) ? "positions" : "lattice") is missing beside them",
                allowed: "hoppings, lattice and positions together")
        }
        let lattice = try latticeVectors(values)
        let positions = values.vectors(Keys.positions).map { SIMD3($0[0], $0[1], $0[2]) }
        var parts: [[TightBinding.Hopping]] = [[], []]
        for record in values.records(Keys.hoppings) {
            let cell = record.integers(Keys.cell)
            for (index, key) in [Keys.bare, Keys.coupling].enumerated() {
                let value = record.reals(key)
                parts[index].append(
                    TightBinding.Hopping(
                        SIMD3(cell[0], cell[1], cell[2]), record.integer(Keys.row) - 1, record.integer(Keys.column) - 1,
                        Complex(value[0], value[1])))
            }
        }
        do {
            let models = try parts.map { try TightBinding(lattice: lattice, centres: positions, hoppings: $0) }
            return try SpinOrbitSystem(withoutSpinOrbit: models[0], spinOrbit: models[1], spinOrder: order)
        } catch {
            throw ParameterError(
                Keys.hoppings, problem: sentence("\(error)"),
                allowed:
                    "for each element (R, m, n) its partner (-R, n, m), the complex conjugate; pairs of functions with spin up"
                    + " and down, in the order interlaced or block")
        }
    }

    private static func latticeVectors(_ values: ParameterSet) throws(ParameterError) -> [SIMD3<Double>] {
        let vectors = values.vectors(Keys.lattice)
        guard vectors.count == 3 else {
            throw ParameterError(Keys.lattice, problem: "it has \(vectors.count) vectors", allowed: "three vectors in Å")
        }
        return vectors.map { SIMD3($0[0], $0[1], $0[2]) }
    }

    private static func axes(_ values: ParameterSet, _ system: SpinOrbitSystem) throws(ParameterError) -> PeriodicAxes {
        let count: Int
        if values.has(Keys.periodic) {
            let words = values.texts(Keys.periodic)
            guard words == ["x", "y"] || words == ["x", "y", "z"] else {
                throw ParameterError(
                    Keys.periodic, problem: "it is [\(words.joined(separator: ", "))]", allowed: "[x, y] or [x, y, z]")
            }
            count = words.count
        } else {
            // A crystal without a hopping along the third lattice vector is a slab.
            count = system.withoutSpinOrbit.cells.allSatisfy { $0.z == 0 } ? 2 : 3
        }
        do throws(HamiltonianError) {
            return try PeriodicAxes(count, of: system.withoutSpinOrbit.lattice)
        } catch {
            throw ParameterError(
                Keys.periodic, problem: sentence("\(error)"),
                allowed: "a slab's lattice vectors 1 and 2 in the plane of x and y, or [x, y, z]")
        }
    }

    /// Without the full stop, since more follows.
    fileprivate static func sentence(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

    /// Turns input files into Hamiltonians.
    private struct FileReader {
        let values: ParameterSet
        private(set) var warnings: [String] = []

        init(_ values: ParameterSet) { self.values = values }

        mutating func model(_ key: Parameter, shifts shiftsKey: Parameter) throws(ParameterError) -> TightBinding {
            let input = values.file(key)
            let file: WannierFile
            do throws(WannierFileError) { file = try WannierFile(input.bytes, name: input.name) } catch {
                throw refusal(key, error)
            }
            warnings += file.warnings.map { BerryDMIInput.sentence("\($0)") }
            var shifts: WignerSeitzShifts?
            if values.has(shiftsKey) {
                let input = values.file(shiftsKey)
                do throws(WannierFileError) {
                    shifts = try WignerSeitzShifts(input.bytes, name: input.name)
                } catch {
                    throw refusal(shiftsKey, error)
                }
            }
            var (lattice, centres): ([SIMD3<Double>]?, [SIMD3<Double>]?) = (nil, nil)
            if file.lattice == nil {
                guard values.has(Keys.lattice), values.has(Keys.centres) else {
                    throw ParameterError(
                        key, problem: "\(input.name) is a _hr.dat file, which says neither lattice vectors nor centres",
                        allowed: "a _tb.dat file, or lattice and centres beside it")
                }
                lattice = try BerryDMIInput.latticeVectors(values)
                let file = values.file(Keys.centres)
                do throws(WannierFileError) {
                    centres = try wannierCentres(file.bytes, name: file.name)
                } catch {
                    throw refusal(Keys.centres, error)
                }
            }
            do throws(WannierFileError) {
                return try TightBinding(file, shifts: shifts, lattice: lattice, centres: centres)
            } catch {
                throw refusal(shifts != nil && error.file == shifts?.name ? shiftsKey : key, error)
            }
        }

        func refusal(_ key: Parameter, _ error: any Error) -> ParameterError {
            let allowed: String
            switch error {
            case let error as WannierFileError: allowed = error.allowed
            case let error as HamiltonianError: allowed = error.allowed
            default: allowed = "a Hamiltonian that can be used"
            }
            return ParameterError(key, problem: BerryDMIInput.sentence("\(error)"), allowed: allowed)
        }
    }
}
