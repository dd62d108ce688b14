import BogoliubovDeGennes

extension DenseDiagonalizer where Self: ~Copyable {
    /// The free energies of each pair of a problem, in order, with an account of how each configuration was solved; its groups
    /// are not looked at.
    ///
    /// Solved in a unit, a power of two, in which the energies are neither so large nor so small that their squares would
    /// not be numbers; results are in the unit of the problem, with the same bits.
    public borrowing func solve(_ problem: ImpurityProblem) throws -> [DiagonalizationResult] {
        let unit = try EnergyUnit(of: problem)
        return try solve(inUnits: unit.problem).map { $0.multiplied(by: unit.size) }
    }

    private borrowing func solve(inUnits problem: ImpurityProblem) throws -> [DiagonalizationResult] {
        // Before anything of the size of the lattice is made.
        for pair in problem.pairs {
            try requireMemory(for: DenseSolve.predicted(for: problem.superconductor, pair, reductions: reductions))
        }
        let temperature = problem.temperature
        let hosts = knownHosts ?? KnownHosts()
        let counter = ProgressCounter(
            total: DiagonalizationWork(of: problem, reductions: reductions, exactly: true).operations, tell: progress)
        return try problem.pairs.map { pair in
            let system = ImpuritySystem(problem.superconductor, pair, reductions: reductions)
            let host = try hostSpectrum(of: problem.superconductor, divided: system.mirror, known: hosts, counter)
            var correction = host.reaching.correction
            var solutions: [DiagonalizationResult.Solution] = []
            for (configuration, representative) in system.equivalence.representatives.enumerated() {
                guard representative == configuration else {
                    var copy = solutions[representative]
                    copy.representative = representative
                    solutions.append(copy)
                    continue
                }
                let (first, second) = spinConfigurations[configuration]
                let reduced = system.reduced(spins: (first.vector, second.vector))
                let spectrum = try spectrum(of: reduced, "spins \(first.label), \(second.label)", counter)
                let energy = spectrum.freeEnergy(relativeTo: host.reaching, temperature: temperature)
                correction = max(correction, spectrum.correction)
                solutions.append(
                    .init(
                        representative: configuration, relative: energy,
                        reductions: system.reductions(of: reduced.plan),
                        symmetryDefect: max(system.defect, reduced.defect),
                        orders: reduced.plan.problems.map(\.order)))
            }
            return DiagonalizationResult(
                energies: ImpurityFreeEnergies(
                    host: freeEnergy(eigenvalues: host.whole.magnitudes, temperature: temperature),
                    relative: solutions.map(\.relative),
                    errorEstimate: roundingError(of: problem.superconductor, strength: pair.strength) + correction),
                solutions: solutions)
        }
    }
}
