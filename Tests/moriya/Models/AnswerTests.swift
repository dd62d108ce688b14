import Foundation
import Sweep
import XCTest

/// What the commands say of an impurity job: what there is, what it takes, and what means little.
final class AnswerTests: CommandLineTestCase {
    func testShowHasTheColumnsThatAreThere() throws {
        for (vector, present, vanishing) in [
            ("e_x * p_x + e_y * p_y", "D_x", "D_y, D_z"), ("e_z * p_x", "D_z", "D_x, D_y"),
        ] {
            let job = try write(
                "system: { lattice: { size: [11, 9], boundary: [open, periodic] }, d_vector: \"\(vector)\" }\n"
                    + "grid: { delta: [1, 2, 3] }\n", to: "job.yaml")
            try? FileManager.default.removeItem(atPath: path("results"))
            let run = try moriya("run", job, "-o", "results")
            XCTAssertEqual(run.status, 0, run.errors)
            for table in [run.output, try moriya("show", "results/result.h5").output] {
                let heading = try XCTUnwrap(table.split(separator: "\n").first { $0.hasPrefix("delta") })
                XCTAssertTrue(heading.contains(present), table)
                for name in vanishing.split(separator: ", ") { XCTAssertFalse(heading.contains(name), table) }
                XCTAssertTrue(table.contains("zero within rounding in these rows: \(vanishing), "), table)
                // What the job does not say is printed, too.
                XCTAssertTrue(table.contains("with d_vector = \(vector), exchange = 3.0 t, gap_p = 0.1 t, gap_s"), table)
            }
        }
    }

    /// What `i` and `1` are depends on the language; both are said wherever somebody would choose.
    func testThePhaseOfTheTripletInBothLanguages() throws {
        for text in [try moriya("new", "bdg-rkky").output, try moriya("describe", "bdg-rkky").output] {
            let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "#" }).joined(separator: " ")
            XCTAssertTrue(words.contains("the factor of sin k"), text)
            XCTAssertTrue(words.contains("on bonds: i (s + ip; real in momentum space) or 1 (s + p; imaginary there)"), text)
        }
        let job = try write("system: { lattice: { size: [3, 3] } }\ngrid: { delta: [1] }\n", to: "job.yaml")
        let convention = try ResultFile(result(of: job, in: "results")).attribute("pairing_convention")
        XCTAssertTrue(convention.contains("gap_p sin(k_x) sigma_3"))
    }

    /// Near the crossing of an in-gap state through zero 36 energies are not those of a bilinear interaction.
    func testWhatIsNotBilinearIsSaid() throws {
        let job = try write(
            "system: { lattice: { size: [21, 21] }, gap_p: 0, delta: 1 }\ngrid: { exchange: [3.0, 4.6, 4.8, 5.0] }\n",
            to: "job.yaml")
        let run = try moriya("run", job, "-o", "results")
        let sentence = "in 3 of these rows the interaction is not bilinear in the spins"
        XCTAssertTrue(run.output.contains(sentence), run.output)
        XCTAssertEqual(
            run.errors.split(separator: "\n").count { $0.contains(": the interaction is not bilinear") }, 3, run.errors)
        XCTAssertTrue(try moriya("show", "results/result.h5").output.contains(sentence))
        let json = try moriya("show", "results/result.h5", "--json").output
        XCTAssertEqual(
            (try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])?["not_bilinear"] as? Int, 3)
    }

    /// Whatever the size: an answer, with little memory and little computing.
    func testPlanOfAnySize() throws {
        for (size, vector, solver) in [
            ("[1001, 1001]", "e_z * p_y", "auto"), ("[1001, 1001]", "e_z * p_x", "diagonalization"),
            ("[100000, 100000]", "e_z * p_x", "diagonalization"), ("[100000, 100000]", "e_z * p_y", "sparse"),
            ("[10000000, 1]", "e_z * p_x", "auto"), ("[10000000, 1]", "e_z * p_x", "diagonalization"),
        ] {
            try write(
                "system: { lattice: { size: \(size) }, d_vector: \"\(vector)\" }\ngrid: { mu: [-3, -2] }\nsolver: \(solver)\n",
                to: "job.yaml")
            let plan = try RunningProgram(
                ["bash", "-c", "ulimit -v 4000000 -t 10; exec \"$0\" plan job.yaml", Self.program], in: folder
            ).wait()
            let isAnswer = plan.status == 0 && plan.output.contains("\nmemory      ")
            let isRefusal = plan.status == 65 && plan.errors.hasPrefix("moriya: job.yaml")
            XCTAssertTrue(isAnswer || isRefusal, "\(size) \(solver): \(plan.status) \(plan.output)\(plan.errors)")
        }
    }

    func testPlanNamesTheWordThatWouldHelp() throws {
        let job = try write(
            "system: { lattice: { size: [21, 21] }, d_vector: \"e_z * p_y\" }\ngrid: { mu: [-3, -2] }\n", to: "job.yaml")
        let plan = try moriya("plan", job)
        XCTAssertTrue(
            plan.output.contains(
                "low-rank does not apply: the d-vector pairs along y, which is open; lattice.boundary [open, periodic]"),
            plan.output)
        try write(
            "system: { lattice: { size: [21, 21], boundary: [open, periodic] }, d_vector: \"e_z * p_y\" }\n"
                + "grid: { mu: [-3, -2] }\n", to: "job.yaml")
        XCTAssertTrue(try moriya("plan", job).output.contains("solver      low-rank: "))
    }

    /// Of a grid that begins where D vanishes, points at which it does not; what is quick is done in silence.
    func testVerifyTakesPointsThatTestSomething() throws {
        let job = try write(
            "system: { lattice: { size: [9, 7] } }\ngrid: { delta: [1, 2], gap_p: { from: 0, to: 0.4, count: 5 } }\n",
            to: "job.yaml")
        let verify = try moriya("verify", job)
        XCTAssertEqual(verify.status, 0, verify.errors)
        XCTAssertTrue(verify.output.hasPrefix("low-rank against sparse against diagonalization, 3 points:\n"), verify.output)
        let line = try XCTUnwrap(verify.output.split(separator: "\n").first { $0.hasPrefix("D  ") })
        let numbers = line.split(separator: " ").compactMap { Double($0) }
        XCTAssertEqual(numbers.count, 3, verify.output)
        XCTAssertGreaterThan(numbers[0], 1e-3, "D at some point")
        // Each observable on its own scale: what is allowed of D is not what is allowed of the energy of the host.
        XCTAssertLessThan(numbers[2], 1e-10, verify.output)
        XCTAssertLessThanOrEqual(verify.errors.split(separator: "\n").count, 3 * 3 + 10, verify.errors)
    }
}
