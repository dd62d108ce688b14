import BerryPhase
import Sweep
import Synchronization
import WannierHamiltonian

/// `model: berry-dmi`: Dzyaloshinskii-Moriya coefficients, ground-state spin currents and their parts of any Hamiltonian in
/// Wannier functions, by the Berry phase theory.
public struct BerryDMIModel: Model {
    /// A crystal with its exchange turned and its spin-orbit interaction cut, at one occupation.
    public struct Point: Sendable {
        let system: SpinOrbitSystem
        /// ξ.
        let scale: Double
        let occupation: Occupation
    }

    public static let name = "berry-dmi"
    public static let title = "Berry-phase Dzyaloshinskii-Moriya interaction of a Hamiltonian in Wannier functions"
    public static var parameters: [Parameter] { BerryDMIParameters.all }
    static let solverName = "k-grid"
    public static let solvers = [
        SolverDescription(
            solverName, settings: [BerryDMIParameters.accuracy, BerryDMIParameters.grid, BerryDMIParameters.largestGrid],
            "sums over equally spaced wave vectors, refined until their sub-grids agree")
    ]
    public static var conventions: [(name: String, text: String)] { BerryDMIObservables.conventions }

    public var observables: [Observable] { layout.all }
    public var table: [TableColumn] { layout.table }
    /// All chemical potentials and temperatures of one Hamiltonian.
    public let largestBatch = 4096

    private static let boltzmann = 8.617333262145e-5

    private let input: BerryDMIInput
    private let layout: BerryDMIObservables
    private let refinement: Refinement
    /// Crystals that points have asked for: a grid asks for the same ones at each μ.
    private let crystals = CrystalCache()

    /// How the grid of wave vectors is chosen.
    private enum Refinement: Sendable {
        case fixed(Int)
        case adaptive(accuracy: Double, largest: Int)
    }

    public init(_ job: JobHeader) throws(ParameterError) {
        input = try BerryDMIInput(job.fixed)
        layout = BerryDMIObservables(axes: input.axes, hasSplit: input.quality != nil)
        refinement = try Self.refinement(job.solver.settings(for: Self.solvers[0]), dimension: input.axes.count)
    }

    private static func refinement(_ settings: ParameterSet, dimension: Int) throws(ParameterError) -> Refinement {
        typealias Keys = BerryDMIParameters
        func size(_ key: Parameter) throws(ParameterError) -> Int {
            let value = settings.integer(key)
            guard value >= 4, value % 4 == 0, value <= (dimension == 2 ? 16384 : 512) else {
                throw ParameterError(
                    setting: key, problem: "N is \(value)", allowed: "a multiple of 4, from 4 to \(dimension == 2 ? 16384 : 512)")
            }
            return value
        }
        if settings.has(Keys.grid) { return .fixed(try size(Keys.grid)) }
        let accuracy = settings.real(Keys.accuracy)
        guard accuracy >= 1e-12, accuracy < 1 else {
            throw ParameterError(
                setting: Keys.accuracy, problem: "an accuracy of \(accuracy) is out of range", allowed: "from 1e-12 to below 1")
        }
        let largest = settings.has(Keys.largestGrid) ? try size(Keys.largestGrid) : (dimension == 2 ? 1024 : 96)
        return .adaptive(accuracy: accuracy, largest: largest)
    }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        typealias Keys = BerryDMIParameters
        let temperature = parameters.real(Keys.temperature)
        guard temperature > 0, temperature <= 1e6 else {
            throw ParameterError(
                Keys.temperature, problem: "the temperature is \(temperature)",
                allowed: "above 0 kelvins, up to 1e6: sums over wave vectors converge by it")
        }
        let mu = parameters.real(Keys.mu)
        guard abs(mu) <= 1e6 else {
            throw ParameterError(Keys.mu, problem: "the chemical potential is \(mu)", allowed: "up to 1e6 eV in size")
        }
        let scale = parameters.real(Keys.soiScale)
        guard abs(scale) <= 1e6 else {
            throw ParameterError(Keys.soiScale, problem: "the scale is \(scale)", allowed: "up to 1e6 in size")
        }
        let direction = parameters.has(Keys.exchangeDirection) ? parameters.reals(Keys.exchangeDirection) : nil
        let key = CrystalCache.Key(direction: direction, scope: parameters.texts(Keys.soiScope))
        let system = try crystals.crystal(key) { () throws(ParameterError) in
            try crystal(direction, parameters)
        }
        return Point(
            system: system, scale: scale,
            occupation: Occupation(chemicalPotential: mu, thermalEnergy: Self.boltzmann * temperature))
    }

    private func crystal(_ direction: [Double]?, _ parameters: ParameterSet) throws(ParameterError) -> SpinOrbitSystem {
        typealias Keys = BerryDMIParameters
        var system = input.system
        if let direction {
            do throws(HamiltonianError) {
                system = try system.exchange(along: SIMD3(direction[0], direction[1], direction[2]))
            } catch {
                throw ParameterError(Keys.exchangeDirection, problem: "\(error)".withoutStop, allowed: error.allowed)
            }
        }
        guard let orbitals = try SpinOrbitScope(parameters, orbitals: system.orbitals).orbitals else { return system }
        do throws(HamiltonianError) {
            return try system.spinOrbit(onOrbitals: orbitals)
        } catch {
            throw ParameterError(Keys.soiScope, problem: "\(error)".withoutStop, allowed: error.allowed)
        }
    }

    public func parametersSharedByOneSolve(_ point: Point) -> [Parameter] {
        [BerryDMIParameters.mu, BerryDMIParameters.temperature]
    }

    public func cost(of batch: [Point], ranks: Int) -> BatchCost {
        let n = Double(2 * input.system.orbitals)
        let size: Double =
            switch refinement {
            case .fixed(let size): Double(size)
            // Grids of this size are common at room temperature.
            case .adaptive(_, let largest): Double(min(largest, input.axes.count == 2 ? 192 : 64))
            }
        let points = input.axes.count == 2 ? size * size : size * size * size
        let nodes = min(BerryPhaseCalculation.nodes(batch.map(\.occupation)), BerryPhaseCalculation.nodeLimit) + 16
        let columns = 30.0 * Double(input.axes.count) + 16
        let sums = (input.axes.count == 2 ? 36.0 : 132.0) * nodes * columns * 8
        return BatchCost(
            operations: points * (250 * n * n * n + 4000 * n), bytesPerRank: sums + 4000 * n * n + 1e6, solver: Self.solverName,
            ranks: .upTo(16))
    }

    public func evaluate(
        _ batch: [Point], on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult] {
        var results = [PointResult?](repeating: nil, count: batch.count)
        for group in batch.map(\.occupation).grouped() {
            let problem = BerryPhaseProblem(
                batch[0].system, axes: input.axes, scale: batch[0].scale, occupations: group.map { batch[$0].occupation })
            let calculation = BerryPhaseCalculation(problem)
            do {
                let found = try solve(calculation, on: team, progress)
                for (index, outcome) in zip(group, found) { results[index] = result(outcome, at: batch[index]) }
            } catch let error as BerryPhaseError {
                for index in group { results[index] = .failed(error.description) }
            }
        }
        return results.map { $0 ?? .failed("no sum was made for it") }
    }

    private func solve(
        _ calculation: BerryPhaseCalculation, on team: borrowing Team, _ progress: @escaping (BatchProgress) -> Void
    ) throws -> [(values: BerryPhaseValues, isAccurate: Bool)] {
        switch refinement {
        case .fixed(let size):
            return try calculation.values(grid: size) { count, width, row throws in
                try team.rows(count, width: width, row)
            }.map { ($0, true) }
        case .adaptive(let accuracy, let largest):
            var rounds = 0.0
            return try calculation.converge(
                accuracy: accuracy, first: min(largest, input.axes.count == 2 ? 32 : 12), largest: largest
            ) { size in
                progress(BatchProgress(phase: "grid \(size)", fraction: rounds / (rounds + 2)))
                rounds += 1
            } rows: { count, width, row throws in
                try team.rows(count, width: width, row)
            }
        }
    }

    private func result(_ outcome: (values: BerryPhaseValues, isAccurate: Bool), at point: Point) -> PointResult {
        let found = outcome.values
        guard found.tensors.values.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            return .failed("the numbers overflow: the Hamiltonian is beyond the range of double precision")
        }
        guard outcome.isAccurate else {
            let error = found.errors[.dmi] ?? .nan
            return .failed(
                "the grid N = \(found.grid) does not give the accuracy: D is known within \(error) only, with a largest"
                    + " component of \(found.largest(.dmi)); raise the temperature, accuracy or largest_grid, or set grid")
        }
        var values = layout.values(found, scale: point.scale, quality: input.quality)
        if !input.warnings.isEmpty { values.remark = input.warnings.joined(separator: "; ") }
        return .done(values)
    }
}

/// Crystals that have been made.
private final class CrystalCache: Sendable {
    struct Key: Hashable, Sendable {
        let direction: [Double]?
        let scope: [String]
    }

    private let known = Mutex<[Key: SpinOrbitSystem]>([:])

    func crystal(
        _ key: Key, _ make: () throws(ParameterError) -> SpinOrbitSystem
    ) throws(ParameterError) -> SpinOrbitSystem {
        if let crystal = known.withLock({ $0[key] }) { return crystal }
        let crystal = try make()
        known.withLock { $0[key] = crystal }
        return crystal
    }
}

extension String {
    /// Without the full stop, where more follows.
    fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension [Occupation] {
    /// Indices of occupations that share an energy grid: all of them, unless their temperatures are too far apart.
    fileprivate func grouped() -> [[Int]] {
        var groups: [[Int]] = []
        for index in indices.sorted(by: {
            (self[$0].thermalEnergy, self[$0].chemicalPotential, $0) < (self[$1].thermalEnergy, self[$1].chemicalPotential, $1)
        }) {
            if let last = groups.last,
                BerryPhaseCalculation.nodes((last + [index]).map { self[$0] }) <= BerryPhaseCalculation.nodeLimit
            {
                groups[groups.count - 1].append(index)
            } else {
                groups.append([index])
            }
        }
        return groups
    }
}
