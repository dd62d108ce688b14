/// Jobs for the tests of the command line.
enum TestJob {
    /// 30 points in 10 batches of unlike cost, a fraction of a second in all.
    static let uneven = """
        system: { lattice: { size: [9, 7], boundary: [periodic, open] }, gap_p: 0.2 }
        grid:
          mu: { from: -3, to: -1, count: 5 }
          delta: [1, 2, 4]
          p_phase: [i, "1"]
        """

    /// Six points, each with 36 bare matrices of 900 rows at most: enough for the threads of BLAS to round differently.
    static let diagonalized = """
        system: { lattice: { size: [11, 9] }, gap_p: 0.2 }
        grid:
          mu: [-3, -2]
          delta: [1, 2, 3]
        solver: { name: diagonalization, reductions: [configurations, mirror] }
        """

    /// 60 points.
    static let slow = long(60)

    /// So many points, one to a batch, some 40 ms each, or less on a narrower lattice.
    static func long(_ count: Int, width: Int = 1501) -> String {
        """
        system: { lattice: { size: [\(width), 101], boundary: [periodic, open] }, delta: 3 }
        grid:
          mu: { from: -3, to: -1, count: \(count) }
        """
    }

    /// Points 1 and 3 of 4 overflow.
    static let failing = """
        model: rashba-dmi
        system: { splitting: 1.0, mu: 0.0, temperature: 300 }
        grid:
          alpha: [0.1, 1.0e+300, 0.2, 1.0e+301]
        """

    static let closedForm = """
        model: rashba-dmi
        system: { splitting: 1.0, mu: 0.0, temperature: 0 }
        grid:
          alpha: { from: 0.1, to: 2, count: 50 }
        """
}
