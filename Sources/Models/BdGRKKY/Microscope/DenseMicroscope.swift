import BogoliubovDeGennes
import FullSpectra
import ImpurityClusters
import InGapStates
import LAPACK
import Machine
import MatsubaraSums
import Sweep

/// The same observables as `Microscope`, from all states of the full matrix: for small lattices, without MUMPS, and as an
/// independent check. Textures are shared out over the ranks of a team, each of which diagonalises its own; collective.
struct DenseMicroscope {
    let request: MicroscopeRequest

    /// Sets the values; on every rank.
    ///
    /// - Throws: `Microscope.Failure`, or errors of the machine.
    func look(
        into values: inout BdGRKKYValues, on team: borrowing Team, progress: (BatchProgress) -> Void
    ) throws {
        try checkMemory(on: team)
        // Rounding depends on the number of threads.
        OpenBLAS.setThreads(1)
        let (textures, sites) = (request.textures, request.impurities.map(\.site))
        let scale: EnergyScale?
        do {
            scale = try EnergyScale(
                request.superconductor, temperature: request.temperature,
                strength: request.impurities.reduce(0) { max($0, $1.strength) })
        } catch {
            throw Microscope.Failure(reason: "\(error)")
        }
        let capacity = request.inGap?.levels ?? 0
        let levelWidth = request.inGap == nil ? 0 : BdGRKKYValues.LevelRow.width(capacity)
        let densityWidth = request.density.map { 1 + 2 * $0.sites.count * $0.energies.count } ?? 0
        var host: FullSpectrum?
        func ofHost() throws(LAPACKError) -> FullSpectrum {
            if let host { return host }
            let found = try FullSpectrum(request.superconductor)
            host = found
            return found
        }
        // The host comes last. A row: its levels, the error of its densities and these.
        let width = levelWidth + densityWidth
        let table =
            width == 0
            ? []
            : try team.rows(textures.count + 1, width: width, failures: Self.reason) { index in
                progress(
                    BatchProgress(
                        phase: "spectrum \(index + 1) of \(textures.count + 1)",
                        fraction: Double(index) / Double(textures.count + 1)))
                let spins = index < textures.count ? textures[index] : nil
                let spectrum =
                    try spins.map { try FullSpectrum(request.superconductor, request.impurities, spins: $0) } ?? ofHost()
                var row: [Double] = []
                if let inGap = request.inGap {
                    let found = try spectrum.levels(below: inGap.window, atMost: capacity, on: sites)
                    var parity: Int? = 1
                    if let spins {
                        parity =
                            try ofHost().parity(of: request.impurities, unit: scale?.unit ?? 1).parity(spins: spins)
                    }
                    row += BdGRKKYValues.LevelRow(capacity: capacity).numbers(found, parity: parity)
                }
                if let density = request.density {
                    let found = spectrum.densities(
                        at: density.sites, energies: density.energies, broadening: density.broadening, axis: density.axis)
                    row += [found.map(\.errorEstimate).max() ?? 0] + found.flatMap(\.values)
                }
                return row
            }
        let rows = stride(from: 0, to: table.count, by: max(1, width)).map { Array(table[$0..<$0 + width]) }
        if request.inGap != nil { values.setLevels(rows.map { Array($0.prefix(levelWidth)) }, capacity: capacity) }
        if let density = request.density { setDensities(density, rows.map { $0.dropFirst(levelWidth) }, into: &values) }
        if request.wantsGroundState {
            progress(BatchProgress(phase: "ground state", fraction: 0))
            guard let scale else { throw Microscope.Failure(reason: "a system without energies has no ground state of its own") }
            // By every rank, so that all have it.
            do {
                try values.setGroundState(of: request.impurities, ofHost().greenFunction(between: sites, scale))
            } catch let error as LAPACKError {
                throw Microscope.Failure(reason: "\(error)")
            }
        }
    }

    /// - Parameter rows: the error and the densities (energy, site, spin) of each texture and of the host.
    private func setDensities(
        _ wanted: MicroscopeRequest.Density, _ rows: [ArraySlice<Double>], into values: inout BdGRKKYValues
    ) {
        let host = Array(rows[rows.count - 1])
        let isChange = wanted.part == .change
        var (numbers, error) = ([Double](), 0.0)
        for row in rows.dropLast() {
            numbers += isChange ? zip(row.dropFirst(), host.dropFirst()).map { $0 - $1 } : Array(row.dropFirst())
            error = max(error, (row.first ?? 0) + (isChange ? host[0] : 0))
        }
        values.setDensities(numbers, error: error, of: wanted)
    }

    /// Refuses what would not fit before it is allocated, since systems grant memory that they do not have.
    private func checkMemory(on team: borrowing Team) throws {
        let bytes = FullSpectrum.bytes(siteCount: request.superconductor.lattice.siteCount)
        let needed = bytes * Double(min(try team.ranksOnThisNode(), request.textures.count + 1))
        let available = Double(availableMemory() ?? .max)
        guard try team.allReduce(needed <= available ? 1 : 0, .minimum) == 1 else {
            throw MachineFailure(
                "a node lacks memory: all states of the full matrix need \(Int(needed / 1_048_576)) MiB, "
                    + "\(Int(available / 1_048_576)) MiB are free on this one; use fewer ranks on each node, a smaller lattice, or "
                    + "another solver, by which sparse factors are taken where the program finds MUMPS")
        }
    }

    private static func reason(_ error: any Error) -> String? { (error as? LAPACKError).map { "\($0)" } }

    /// Operations and memory of the diagonalisations.
    static func cost(of request: MicroscopeRequest, besides: BatchCost?, ranks: Int) -> BatchCost {
        let count = request.superconductor.lattice.siteCount
        let spectra = request.inGap == nil && request.density == nil ? 1 : request.textures.count + 1
        var tasks = spectra
        if case .upTo(let others) = besides?.ranks { tasks = max(tasks, others) }
        return BatchCost(
            operations: Double(spectra) * FullSpectrum.operations(siteCount: count) + (besides?.operations ?? 0),
            bytesPerRank: max(FullSpectrum.bytes(siteCount: count), besides?.bytesPerRank ?? 0),
            solver: besides?.solver ?? DiagonalizationRoute.description.name, ranks: ranks == 1 ? .one : .upTo(tasks))
    }
}
