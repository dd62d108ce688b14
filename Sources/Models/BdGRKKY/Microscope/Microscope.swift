import BogoliubovDeGennes
import GroundState
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
                "a node lacks memory: its ranks need \(Int(needed / 1048576)) MiB for sparse factors and columns, "
                    + "\(Int(available / 1048576)) MiB are free on this one; use more nodes, or fewer ranks on each")
        }
    }

    /// Rows of a table whose reasons to have none all ranks hear of.
    private func rows(
        _ count: Int, width: Int, on team: borrowing Team, _ row: (Int) throws -> [Double]
    ) throws -> [Double] {
        var reason: String?
        let table = try team.rows(count, width: width) { index in
            guard reason == nil else { return [Double](repeating: 0, count: width) }
            do {
                return try row(index)
            } catch let failure as Failure {
                reason = failure.reason
            } catch let error as InGapError where !error.isMachineFailure {
                reason = "\(error)"
            } catch let error as DensityError where !error.isMachineFailure {
                reason = "\(error)"
            } catch let error as SparseSolverError where !error.isMachineFailure {
                reason = "\(error)"
            } catch let error as InGapError {
                throw MachineFailure("\(error)")
            } catch let error as DensityError {
                throw MachineFailure("\(error)")
            } catch let error as SparseSolverError {
                throw MachineFailure("\(error)")
            }
            return [Double](repeating: 0, count: width)
        }
        if let reason = try team.firstText(reason) { throw Failure(reason: reason) }
        return table
    }

    private func levels(
        _ wanted: MicroscopeRequest.InGap, _ values: inout BdGRKKYValues, on team: borrowing Team,
        _ progress: (BatchProgress) -> Void
    ) throws {
        let (textures, capacity) = (request.textures, wanted.levels)
        // The host comes last. A row: the count, the error, the parity, then energies and weights.
        let width = 3 + 2 * capacity
        var solver: SolverBox?
        var parities: GroundStateParity?
        let table = try rows(textures.count + 1, width: width, on: team) { index in
            progress(BatchProgress(phase: "levels of texture \(index + 1)", fraction: Double(index) / Double(textures.count + 1)))
            let spins = index < textures.count ? textures[index] : nil
            let box = try solver ?? SolverBox(InGapSolver(request.superconductor, impurities: request.impurities))
            solver = box
            let found = try box.solver.levels(spins: spins, below: wanted.window, atMost: capacity)
            var parity = 1.0
            if let spins {
                let known = try parities ?? GroundStateParity(request.superconductor, impurities: request.impurities)
                parities = known
                parity = try known.parity(spins: spins).map(Double.init) ?? .nan
            }
            let padding = [Double](repeating: .nan, count: capacity - found.energies.count)
            return [Double(found.count), found.errorEstimate, parity] + found.energies + padding + found.impurityWeights + padding
        }
        func row(_ index: Int) -> ArraySlice<Double> { table[index * width..<(index + 1) * width] }
        func column(_ number: Int) -> [Double] { textures.indices.map { table[$0 * width + number] } }
        let error = (0...textures.count).reduce(0) { max($0, table[$1 * width + 1]) }
        func part(_ index: Int, _ first: Int) -> [Double] { Array(row(index).dropFirst(first).prefix(capacity)) }
        values.set(.inGapEnergy, textures.indices.flatMap { part($0, 3) }, error: error)
        values.set(.inGapWeight, textures.indices.flatMap { part($0, 3 + capacity) })
        values.set(.inGapCount, column(0))
        values.set(.parity, column(2))
        values.set(.inGapHostEnergy, part(textures.count, 3), error: error)
    }

    private func densities(
        _ wanted: MicroscopeRequest.Density, _ values: inout BdGRKKYValues, on team: borrowing Team,
        _ progress: (BatchProgress) -> Void
    ) throws {
        let (textures, energies) = (request.textures.count, wanted.energies)
        let perTexture = 2 * wanted.sites.count
        var solver: DensitySolver?
        let table = try rows(energies.count, width: 1 + textures * perTexture, on: team) { index in
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
        values.set(.density, sorted, error: energies.indices.reduce(0) { max($0, table[$1 * width]) })
        if !wanted.isWindow { values.set(.densityPosition, wanted.steps.flatMap { [Double($0.x), Double($0.y)] }) }
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
            } catch let error as SparseSolverError where !error.isMachineFailure {
                throw Failure(reason: "\(error)")
            } catch {
                throw MachineFailure("\(error)")
            }
            return problem
        }
        guard let shared = try team.alike(prepared) else {
            throw Failure(reason: "a system without energies has no ground state of its own")
        }
        let count = shared.problem.frequencyCount
        let table = try rows(count, width: 2 + elements, on: team) { index in
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
        let fitted = try BilinearForm(pairsOf: impurities, green).minimum()
        guard let state = try GroundStateSolver(impurities, green).groundState(starts: [fitted.spins]) else {
            throw Failure(reason: "no ground state was found: a determinant is zero everywhere")
        }
        let degrees = 180 / Double.pi
        values.set(.groundStateEnergy, [state.energy], error: state.errorEstimate)
        values.set(.groundStateSpin, state.spins.flatMap { $0 })
        values.set(.cantingAngle, [(state.cantingAngle ?? 0) * degrees])
        values.set(.groundStateDegeneracy, [Double(state.degeneracy)])
        if case .about(let axis) = state.rotations {
            values.set(.groundStateAxis, axis)
        } else {
            values.set(.groundStateAxis, [.nan, .nan, .nan])
        }
        values.set(.groundStateMinima, [Double(state.minima.count)])
        values.set(.bilinearDistance, [state.distance(to: fitted.spins) * degrees])
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
