import BerryPhase
import Foundation
import Processes
import WannierHamiltonian

/// The anomalous Hall conductivity of one file on one grid at T = 0, by this program, which sums all of its quantities in the
/// same run, and by WannierBerri, which is asked for nothing else.
struct HallComparison {
    let python: String

    struct Case {
        let name: String
        /// A Hamiltonian, or the two parts of one.
        let files: [String]
        let dimension: Int
        let mu: Double
        /// N.
        let grid: Int
    }

    /// What `analysis/bench/wannierberri_hall.py` prints.
    private struct Answer: Decodable {
        let points, seconds, slab: Double
        let siemensPerCm: [Double]
    }

    func run(_ cases: [Case]) throws {
        print(
            "\nAnomalous Hall conductivity at T = 0, same file, same k, one core: all quantities here, this one by WannierBerri")
        print(heading(["crystal", "N", "here, k/s", "theirs, k/s", "times", "here", "theirs"]))
        for one in cases {
            let (rate, hall) = try own(one)
            guard let answer = foreign(one) else {
                print(String(repeating: " ", count: max(0, 12 - one.name.count)) + one.name + "  WannierBerri gave no answer")
                continue
            }
            let theirs = one.dimension == 2 ? answer.slab : answer.siemensPerCm[2]
            print(
                String(repeating: " ", count: max(0, 12 - one.name.count)) + one.name + cell(Double(one.grid), "%.0f")
                    + cell(rate, "%.3g") + cell(answer.points / answer.seconds, "%.3g")
                    + cell(rate * answer.seconds / answer.points, "%.1f") + cell(hall, "%.9g") + cell(theirs, "%.9g"))
        }
    }

    /// Wave vectors a second, and the conductivity of the plane xy in e²/h or S/cm.
    private func own(_ one: Case) throws -> (rate: Double, hall: Double) {
        let models = try one.files.map { path in
            try TightBinding(WannierFile(Array(Data(contentsOf: URL(fileURLWithPath: path))), name: path))
        }
        // Without a file of its own, V = 0: nothing but the whole Hamiltonian counts here.
        let soi =
            try models.count > 1
            ? models[1] : TightBinding(lattice: models[0].lattice, centres: models[0].centres, hoppings: [])
        let system = try SpinOrbitSystem(withoutSpinOrbit: models[0], spinOrbit: soi, spinOrder: .interlaced)
        let calculation = BerryPhaseCalculation(
            BerryPhaseProblem(
                system, axes: try PeriodicAxes(one.dimension, of: models[0].lattice), scale: 1,
                occupations: [Occupation(chemicalPotential: one.mu, thermalEnergy: 1e-7)]))
        var hall = Double.nan
        let seconds = try leastProcessorTime(of: 3) {
            let found = try calculation.values(grid: one.grid) { range, chunk, width, add in
                var total = [Double](repeating: 0, count: width)
                for start in stride(from: range.lowerBound, to: range.upperBound, by: chunk) {
                    var sum = [Double](repeating: 0, count: width)
                    try add(start..<min(start + chunk, range.upperBound), &sum)
                    for index in 0..<width { total[index] += sum[index] }
                }
                return total
            }
            hall = found[0].tensors[.hall]?.last ?? .nan
        }
        return (pow(Double(one.grid), Double(one.dimension)) / seconds, hall)
    }

    private func foreign(_ one: Case) -> Answer? {
        let arguments =
            ["analysis/bench/wannierberri_hall.py", one.files[0], "--grid", "\(one.grid)", "--mu=\(one.mu)"]
            + one.files.dropFirst().flatMap { ["--soi", $0] } + (one.dimension == 2 ? ["--slab"] : [])
        guard let (text, _) = try? outputOfProgram(python, arguments, errors: .nowhere) else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(Answer.self, from: Data(text.utf8))
    }
}
