import ArgumentParser
import BerryPhase
import Foundation
import Processes
import WannierHamiltonian

/// Sums over k of `berry-dmi`: wave vectors a second on one core, what many chemical potentials cost, and reading files.
struct BerryPhaseBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "berry-dmi",
        abstract: "Wave vectors a second for D and Q, and for all quantities, of crystals of several sizes.")

    @Argument(help: "The folder of NAME_hbar_tb.dat and NAME_soi_tb.dat of stack2, stack4 and hash3.") var crystals: String
    @Option(help: "A folder of Wannier90 files, for real ones: fe-film2/…, Fe-soc-projected/….") var wannierFiles: String?
    @Option(help: "A Python with wannierberri, to put its anomalous Hall conductivity beside.") var python: String?

    private struct Case {
        let name: String
        let system: SpinOrbitSystem
        let dimension: Int
        let mu: Double
        let thermalEnergy: Double
        /// N for D and Q alone; of slabs, half of it has ten digits of D.
        let grid: Int
    }

    func run() throws {
        print("Sums over k on one core, wave vectors a second; six components of D and of Q (nine in bulk), or all quantities")
        print(heading(["crystal", "bands", "D and Q", "all", "401 mu / 1"]))
        for one in try cases() {
            let leading = try seconds(one, .leading, occupations: 1, grid: one.grid)
            let smaller = one.dimension == 3 ? one.grid : one.grid / 2
            let all = try seconds(one, .all, occupations: 1, grid: smaller)
            let many = try seconds(one, .all, occupations: 401, grid: smaller)
            let power = Double(one.dimension)
            print(
                String(repeating: " ", count: max(0, 12 - one.name.count)) + one.name + cell(Double(one.system.functions), "%.0f")
                    + cell(pow(Double(one.grid), power) / leading, "%.3g") + cell(pow(Double(smaller), power) / all, "%.3g")
                    + cell(many / all, "%.2f"))
        }
        print("\nReading and splitting a file")
        print(heading(["file", "MB", "seconds"]))
        for (name, bytes) in try files() {
            let seconds = try leastProcessorTime(of: 5) { _ = try TightBinding(WannierFile(bytes, name: name)) }
            print(
                String(repeating: " ", count: max(0, 12 - name.count)) + name + cell(Double(bytes.count) / 1e6, "%.2f")
                    + cell(seconds, "%.4f"))
        }
        if let python { try HallComparison(python: python).run(hallCases()) }
    }

    private func seconds(_ one: Case, _ selection: Selection, occupations count: Int, grid: Int) throws -> Double {
        let occupations = (0..<count).map {
            Occupation(
                chemicalPotential: one.mu + (count > 1 ? Double($0) / 200 - 1 : 0), thermalEnergy: one.thermalEnergy)
        }
        let calculation = BerryPhaseCalculation(
            BerryPhaseProblem(
                one.system, axes: try PeriodicAxes(one.dimension, of: one.system.withoutSpinOrbit.lattice), scale: 1,
                occupations: occupations, selection: selection))
        return try leastProcessorTime(of: 3) {
            _ = try calculation.values(grid: grid) { range, chunk, width, add in
                var total = [Double](repeating: 0, count: width)
                for start in stride(from: range.lowerBound, to: range.upperBound, by: chunk) {
                    var sum = [Double](repeating: 0, count: width)
                    try add(start..<min(start + chunk, range.upperBound), &sum)
                    for index in 0..<width { total[index] += sum[index] }
                }
                return total
            }
        }
    }

    private func cases() throws -> [Case] {
        func shipped(_ name: String) throws -> SpinOrbitSystem {
            try SpinOrbitSystem(
                withoutSpinOrbit: model("\(crystals)/\(name)_hbar_tb.dat"), spinOrbit: model("\(crystals)/\(name)_soi_tb.dat"))
        }
        var cases = [
            Case(name: "stack2", system: try shipped("stack2"), dimension: 2, mu: -0.6, thermalEnergy: 0.05, grid: 448),
            Case(name: "hash3", system: try shipped("hash3"), dimension: 2, mu: -0.1, thermalEnergy: 0.05, grid: 256),
            Case(name: "stack4", system: try shipped("stack4"), dimension: 2, mu: -0.6, thermalEnergy: 0.05, grid: 256),
        ]
        if let wannierFiles {
            let iron = try SpinOrbitSystem(splitting: model("\(wannierFiles)/Fe-soc-projected/Fe_tb.dat.gz"))
            let film = try SpinOrbitSystem(
                withoutSpinOrbit: model("\(wannierFiles)/fe-film2/fe-film2_hbar_tb.dat.gz"),
                spinOrbit: model("\(wannierFiles)/fe-film2/fe-film2_soi_tb.dat.gz"))
            cases.append(Case(name: "bcc Fe", system: iron, dimension: 3, mu: 17.6, thermalEnergy: 0.1, grid: 32))
            cases.append(Case(name: "fe-film2", system: film, dimension: 2, mu: 17.6, thermalEnergy: 0.1, grid: 96))
        }
        return cases
    }

    /// Sums that WannierBerri can do, too: at T = 0, on a given grid.
    private func hallCases() throws -> [HallComparison.Case] {
        var cases = [("stack2", -0.6), ("hash3", -0.1), ("stack4", -0.6)].map { name, mu in
            HallComparison.Case(
                name: name, files: ["\(crystals)/\(name)_hbar_tb.dat", "\(crystals)/\(name)_soi_tb.dat"], dimension: 2, mu: mu,
                grid: 128)
        }
        if let wannierFiles {
            let file = FileManager.default.temporaryDirectory.path + "/moriya-bench-\(getpid())_tb.dat"
            try Data(bytes("\(wannierFiles)/Fe-soc-projected/Fe_tb.dat.gz")).write(to: URL(fileURLWithPath: file))
            cases.append(HallComparison.Case(name: "bcc Fe", files: [file], dimension: 3, mu: 17.6, grid: 16))
        }
        return cases
    }

    private func files() throws -> [(name: String, bytes: [UInt8])] {
        var files = [("stack4", try bytes("\(crystals)/stack4_hbar_tb.dat"))]
        if let wannierFiles { files.append(("Fe_tb.dat", try bytes("\(wannierFiles)/Fe-soc-projected/Fe_tb.dat.gz"))) }
        return files
    }

    private func model(_ path: String) throws -> TightBinding { try TightBinding(WannierFile(bytes(path), name: path)) }

    /// The bytes of a file, unpacked if its name ends in `.gz`.
    private func bytes(_ path: String) throws -> [UInt8] {
        guard path.hasSuffix(".gz") else { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
        return try bytesOfProgram("gunzip", ["-c", path]).bytes
    }
}
