import ArgumentParser
import Foundation
import NuclearTorque
import PearlExchange
import RashbaTorque

/// How many points a second the small models compute on one core.
struct PapersBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "papers", abstract: "Points per second of the neighbouring papers' models.",
        discussion: "The exponentials per second of the same run stand beside them: a machine that is busy is slow with all.")

    func run() throws {
        print("on one core")
        print(heading(["points/s", "aim", "times", "µs a point"]))
        row("rashba-torque, leading order in the density", aim: 2000, count: 2000) { index in
            try? Self.torque(index, .leading).torque.response(accuracy: 1e-10).response.spinDensity[0]
        }
        row("rashba-torque, self-consistent", aim: 100, count: 400) { index in
            try? Self.torque(index, .selfConsistent(5e-4)).torque.response(accuracy: 1e-10).response.spinDensity[0]
        }
        row("pearl-pair", aim: 1e5, count: 100_000) { index in
            PairCoupling(0.01 + 0.001 * Double(index), .exact).parallel
        }
        row("pearl-lattice, two orders", aim: 1e4, count: 4000) { index in
            let sum = EwaldSum(ImpurityLattice(angle: 1.05 + 1e-4 * Double(index), pearlLength: 50))
            return sum.matrix(.ferromagnet).energy - sum.matrix(.layered).energy
        }
        row("nuclear-radial", aim: .nan, count: 1_000_000) { index in
            RadialFunctions(0.01 + 1e-5 * Double(index)).dipoleParallel
        }
        row("exponentials", aim: .nan, count: 1_000_000) { index in exp(-1e-5 * Double(index)) }
    }

    private static func torque(_ index: Int, _ order: Scattering.DensityOrder) -> SpinOrbitTorque.Setting {
        SpinOrbitTorque.Setting(
            mass: 0.8, alpha: 17, exchange: 5, theta: 0.35, energy: 6 + 1e-3 * Double(index),
            scattering: Scattering(inverseStrength: 1 / 80, cutoff: 1e4, approximation: .transitionMatrix, order: order))
    }

    private func row(_ name: String, aim: Double, count: Int, _ body: (Int) -> Double?) {
        var sum = 0.0
        let seconds = fastest(of: 3) { for index in 0..<count { sum += body(index) ?? 0 } }
        // Whatever is added up must be used, lest nothing be computed.
        let rate = sum.isNaN ? .nan : Double(count) / seconds
        print(cell(rate, "%.3g") + cell(aim, "%.0e") + cell(rate / aim, "%.1f") + cell(1e6 / rate, "%.3g") + "  " + name)
    }
}
