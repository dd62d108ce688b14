import BogoliubovDeGennes

extension DenseDiagonalizer where Self: ~Copyable {
    /// The energies of each group of a problem, one diagonalisation for each configuration and one for the host; of the
    /// reductions, those of a single matrix.
    ///
    /// - Throws: as `solve(_:)`, on every rank alike.
    public borrowing func solveGroups(of problem: ImpurityProblem) throws -> [GroupFreeEnergies] {
        guard !problem.groups.isEmpty else { return [] }
        let unit = try EnergyUnit(of: problem)
        let (superconductor, temperature) = (unit.problem.superconductor, unit.problem.temperature)
        let solves = DenseSolve.ofGroups(in: unit.problem, reductions: reductions)
        try requireMemory(for: solves)
        let counter = ProgressCounter(total: solves.reduce(0) { $0 + $1.operations }, tell: progress)
        let host = try hostSpectrum(of: superconductor, divided: nil, known: knownHosts ?? KnownHosts(), counter).whole
        let hostEnergy = freeEnergy(eigenvalues: host.magnitudes, temperature: temperature)
        return try unit.problem.groups.map { group in
            var correction = host.correction
            var relative: [Double] = []
            for (index, spins) in group.configurations.enumerated() {
                let matrix = reduced(superconductor, Array(zip(group.impurities, spins)))
                let spectrum = try spectrum(of: matrix, "configuration \(index + 1) of \(group.configurations.count)", counter)
                relative.append(spectrum.freeEnergy(relativeTo: host, temperature: temperature))
                correction = max(correction, spectrum.correction)
            }
            let error = roundingError(of: superconductor, strength: group.strength) + correction
            return GroupFreeEnergies(
                host: hostEnergy * unit.size, relative: relative.map { $0 * unit.size }, errorEstimate: error * unit.size,
                hostErrorEstimate: nil)
        }
    }

    private borrowing func reduced(
        _ superconductor: Superconductor, _ impurities: [(impurity: Impurity, spin: [Double])]
    ) -> ReducedHamiltonian {
        let lattice = superconductor.lattice
        return ReducedHamiltonian(
            superconductor, impurities, moves: lattice.involutions(about: lattice.middle), space: nil, reductions: reductions)
    }
}

extension DenseSolve {
    /// At most what the groups of a problem take: symmetries of single configurations are not looked for.
    static func ofGroups(in problem: ImpurityProblem, reductions: Set<ExactReduction>) -> [DenseSolve] {
        let count = problem.groups.reduce(0) { $0 + $1.configurations.count }
        guard count > 0 else { return [] }
        let order = 4 * problem.superconductor.lattice.siteCount
        let kind: Kind = reductions.contains(.particleHole) ? .antisymmetric : .hermitian
        return (0...count).map { DenseSolve(order: order, kind: kind, isHost: $0 == 0) }
    }
}
