import BogoliubovDeGennes
import ImpurityClusters
import InGapStates
import LAPACK
import LocalDensityOfStates
import MUMPS
import Machine
import SparseSolver
import Sweep

/// Levels in the gap, local densities of states and ground states, by sparse factorisations whatever the host. Textures, energies
/// and frequencies are shared out over the ranks of a team; collective.
struct Microscope {
    /// Why a point has no such results, in one sentence.
    struct Failure: Error {
        let reason: String
    }

    let request: MicroscopeRequest

    /// Sets the values; on every rank.
    ///
    /// - Throws: `Failure`, or errors of the machine.
    func look(
        into values: inout BdGRKKYValues, on team: borrowing Team, progress: (BatchProgress) -> Void
    ) throws {
        if let missing = MUMPS.missing { throw MachineFailure(missing) }
        try checkMemory(on: team)
        // The factors are those of one thread, whoever computes them.
        OpenBLAS.setThreads(1)
        if let inGap = request.inGap { try levels(inGap, &values, on: team, progress) }
        if let density = request.density { try densities(density, &values, on: team, progress) }
        if request.wantsGroundState { try groundState(&values, on: team, progress) }
    }

    /// Refuses what would not fit before it is allocated, since systems grant memory that they do not have.
    private func checkMemory(on team: borrowing Team) throws {
        let needed = Self.cost(of: request, besides: nil, ranks: team.size).bytesPerRank * Double(try team.ranksOnThisNode())
        let available = Double(availableMemory() ?? .max)
        guard try team.allReduce(needed <= available ? 1 : 0, .minimum) == 1 else {
            throw MachineFailure(
                "a node lacks memory: its ranks need \(Int(needed / 1_048_576)) MiB for sparse factors and columns, "
                    + "\(Int(available / 1_048_576)) MiB are free on this one; use more nodes, or fewer ranks on each")
        }
    }

    /// The sentence of an error that is of the numbers and not of the machine; errors of the machine are thrown.
    private static func reason(_ error: any Error) throws -> String? {
        switch error {
        case let error as InGapError where !error.isMachineFailure: "\(error)"
        case let error as DensityError where !error.isMachineFailure: "\(error)"
        case let error as SparseSolverError where !error.isMachineFailure: "\(error)"
        case is InGapError, is DensityError, is SparseSolverError: throw MachineFailure("\(error)")
        default: nil
        }
    }

    private func levels(
        _ wanted: MicroscopeRequest.InGap, _ values: inout BdGRKKYValues, on team: borrowing Team,
        _ progress: (BatchProgress) -> Void
    ) throws {
        let (textures, capacity) = (request.textures, wanted.levels)
        // The host comes last.
        let row = BdGRKKYValues.LevelRow(capacity: capacity)
        let width = BdGRKKYValues.LevelRow.width(capacity)
        var solver: SolverBox?
        var parities: GroundStateParity?
        let table = try team.rows(textures.count + 1, width: width, failures: Self.reason) { index in
            progress(BatchProgress(phase: "levels of texture \(index + 1)", fraction: Double(index) / Double(textures.count + 1)))
            let spins = index < textures.count ? textures[index] : nil
            let box = try solver ?? SolverBox(InGapSolver(request.superconductor, impurities: request.impurities))
            solver = box
            let found = try box.solver.levels(spins: spins, below: wanted.window, atMost: capacity)
            var parity: Int? = 1
            if let spins {
                let known = try parities ?? GroundStateParity(request.superconductor, impurities: request.impurities)
                parities = known
                parity = try known.parity(spins: spins)
            }
            return row.numbers(found, parity: parity)
        }
        values.setLevels((0...textures.count).map { Array(table[$0 * width..<($0 + 1) * width]) }, capacity: capacity)
    }

    private func densities(
        _ wanted: MicroscopeRequest.Density, _ values: inout BdGRKKYValues, on team: borrowing Team,
        _ progress: (BatchProgress) -> Void
    ) throws {
        let (textures, energies) = (request.textures.count, wanted.energies)
        let perTexture = 2 * wanted.sites.count
        var solver: DensitySolver?
        let table = try team.rows(energies.count, width: 1 + textures * perTexture, failures: Self.reason) { index in
            progress(
                BatchProgress(
                    phase: "energy \(index + 1) of \(energies.count)", fraction: Double(index) / Double(energies.count)))
            let ready =
                try solver
                ?? DensitySolver(
                    request.superconductor, impurities: request.impurities, configurations: request.textures,
                    sites: wanted.sites, part: wanted.part, axis: wanted.axis)
            solver = ready
            let found = try ready.densities(at: energies[index], broadening: wanted.broadening)
            return [found.errorEstimate] + found.values
        }
        let width = 1 + textures * perTexture
        var sorted: [Double] = []
        sorted.reserveCapacity(energies.count * textures * perTexture)
        for texture in 0..<textures {
            for energy in energies.indices {
                let start = energy * width + 1 + texture * perTexture
                sorted += table[start..<start + perTexture]
            }
        }
        let error = energies.indices.reduce(0) { max($0, table[$1 * width]) }
        values.setDensities(sorted, error: error, of: wanted)
    }

    private func groundState(
        _ values: inout BdGRKKYValues, on team: borrowing Team, _ progress: (BatchProgress) -> Void
    ) throws {
        progress(BatchProgress(phase: "ground state", fraction: 0))
        let impurities = request.impurities
        let group = ImpurityGroup(impurities, configurations: [])
        var problem: SparseBox?
        let elements = 16 * impurities.count * impurities.count
        func prepared() throws -> SparseBox? {
            if let problem { return problem }
            do {
                guard
                    let made = try SparseProblem(
                        request.superconductor, groups: [group], temperature: request.temperature, accuracy: 1e-11)
                else { return nil }
                problem = SparseBox(made)
            } catch {
                guard error.isMachineFailure else { throw Failure(reason: "\(error)") }
                throw MachineFailure("\(error)")
            }
            return problem
        }
        guard let shared = try team.alike(prepared) else {
            throw Failure(reason: "a system without energies has no ground state of its own")
        }
        let count = shared.problem.frequencyCount
        let table = try team.rows(count, width: 2 + elements, failures: Self.reason) { index in
            let sample = try shared.problem.greenFunction(on: index..<index + 1).samples[0].green
            return [sample.frequency, sample.error] + sample.elements
        }
        let (weights, unit, truncation) = (shared.problem.weights, shared.problem.unit, shared.problem.truncationOfEach)
        let green = SampledGreenFunction(
            unit: unit,
            samples: (0..<count).map { index in
                let row = table[index * (2 + elements)..<(index + 1) * (2 + elements)]
                return (
                    weights[index],
                    SiteGreenFunction(
                        frequency: row[row.startIndex], elements: Array(row.dropFirst(2)), siteCount: impurities.count,
                        error: row[row.startIndex + 1])
                )
            }, truncation: truncation)
        try values.setGroundState(of: impurities, green)
    }
}

extension Team {
    /// Rows of a table whose reasons to have none all ranks hear of.
    ///
    /// - Parameter failures: the sentence of an error that is no trouble of the machine; nil throws it.
    borrowing func rows(
        _ count: Int, width: Int, failures: (any Error) throws -> String?, _ row: (Int) throws -> [Double]
    ) throws -> [Double] {
        var reason: String?
        let table = try rows(count, width: width) { index in
            guard reason == nil else { return [Double](repeating: 0, count: width) }
            do {
                return try row(index)
            } catch let failure as Microscope.Failure {
                reason = failure.reason
            } catch {
                guard let sentence = try failures(error) else { throw error }
                reason = sentence
            }
            return [Double](repeating: 0, count: width)
        }
        if let reason = try firstText(reason) { throw Microscope.Failure(reason: reason) }
        return table
    }
}

/// Solvers that closures share, made by whoever needs them first.
private final class SolverBox {
    var solver: InGapSolver
    init(_ solver: consuming InGapSolver) { self.solver = solver }
}

private final class SparseBox {
    var problem: SparseProblem
    init(_ problem: consuming SparseProblem) { self.problem = problem }
}
