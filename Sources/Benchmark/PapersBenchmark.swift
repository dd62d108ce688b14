import ArgumentParser
import Foundation
import NuclearTorque
import PearlExchange
import RashbaTorque

/// How many points a second the small models compute on one core, and what share of that their elementary functions take.
struct PapersBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "papers", abstract: "Points per second of the neighbouring papers' models.",
        discussion: """
            `floor` is the time of the exponentials, or of the roots of quartics' logarithms, that a point cannot do without,
            measured in the same run; `share` is the floor over the time of a point.
            """)

    func run() throws {
        print("on one core")
        print(heading(["points/s", "aim", "µs a point", "floor (µs)", "share"]))
        let exponential = Self.microseconds(1_000_000) { index, sum in sum += exp(-1e-5 * Double(index % 4_000_000)) }
        let logarithm = Self.microseconds(1_000_000) { index, sum in sum += log(1 + 1e-5 * Double(index)) }
        // 40 rays of 32 and 48 half circles' angles; a complex logarithm is a logarithm and an angle.
        let rays = Double((32 + 48) / 2 * 4) * 2 * logarithm
        row("rashba-torque, leading", aim: 2000, floor: rays, count: 2000) { index in
            try? Self.torque(index, .leading).torque.response(accuracy: 1e-10).response.spinDensity[0]
        }
        row("rashba-torque, finite density", aim: 100, floor: 12 * rays, count: 400) { index in
            try? Self.torque(index, .selfConsistent(5e-4)).torque.response(accuracy: 1e-10).response.spinDensity[0]
        }
        // Some 46 + 40 in ln t at steps of 1/8.
        row("pearl-pair", aim: 1e5, floor: 8 * 44 * exponential, count: 100_000) { index in
            PairCoupling(0.01 + 0.001 * Double(index), .exact).parallel
        }
        // For two η: 63 nodes for each of some 25 vectors, and some 40 reciprocal vectors for each of three orders.
        row("pearl-lattice, three orders", aim: 1e4, floor: 2 * (63 * 25 + 3 * 80) * exponential, count: 4000) { index in
            let sum = EwaldSum(ImpurityLattice(angle: 1.05 + 1e-4 * Double(index), pearlLength: 50))
            return ImpurityLattice.Order.allCases.reduce(0) { $0 + sum.matrix($1).energy }
        }
        row("nuclear-radial", aim: 1e6, floor: 4 * exponential, count: 1_000_000) { index in
            RadialFunctions(0.01 + 1e-5 * Double(index)).dipoleParallel
        }
    }

    private static func torque(_ index: Int, _ order: Scattering.DensityOrder) -> SpinOrbitTorque.Setting {
        SpinOrbitTorque.Setting(
            mass: 0.8, alpha: 17, exchange: 5, theta: 0.35, energy: 6 + 1e-3 * Double(index),
            scattering: Scattering(inverseStrength: 1 / 80, cutoff: 1e4, approximation: .transitionMatrix, order: order))
    }

    private static func microseconds(_ count: Int, _ body: (Int, inout Double) -> Void) -> Double {
        var sum = 0.0
        let seconds = fastest(of: 3) { for index in 0..<count { body(index, &sum) } }
        // Whatever is added up must be used, lest nothing be computed.
        return 1e6 * seconds / Double(count) + (sum.isNaN ? 1 : 0)
    }

    private func row(_ name: String, aim: Double, floor: Double, count: Int, _ body: (Int) -> Double?) {
        let time = Self.microseconds(count) { index, sum in sum += body(index) ?? 0 }
        print(
            cell(1e6 / time, "%.3g") + cell(aim, "%.0e") + cell(time, "%.3g") + cell(floor, "%.3g") + cell(floor / time, "%.2f") + "  "
                + name)
    }
}
