import Foundation
import Sweep
import TestSupport
import XCTest

/// What earlier programs wrote stays readable: folders of every released layout merge, and their files are shown.
final class EarlierLayoutTests: CommandLineTestCase {
    private static let fixtures = packageFolder + "/Tests/Fixtures/layout-1"

    private let folders = ["bdg-rkky-low-rank", "bdg-rkky-scalapack", "rashba-dmi"]

    func testShardsOfLayout1MergeToTheSameNumbers() throws {
        for folder in folders {
            try FileManager.default.copyItem(atPath: "\(Self.fixtures)/\(folder)", toPath: path(folder))
            let merge = try moriya("merge", path(folder), "--partial")
            XCTAssertEqual(merge.status, 0, merge.errors)
            let old = try ResultFile("\(Self.fixtures)/\(folder)/result.h5")
            let new = try ResultFile(path("\(folder)/result.h5"))
            XCTAssertEqual(new.statuses, old.statuses)
            XCTAssertEqual(new.axes.map(\.name), old.axes.map(\.name))
            let (coordinates, before) = (new.axes.flatMap(\.coordinates), old.axes.flatMap(\.coordinates))
            XCTAssertEqual(coordinates.map(\.name), before.map(\.name))
            // The words about a parameter may get better from release to release; nothing else may change.
            XCTAssertEqual(coordinates.map(\.unit), before.map(\.unit))
            XCTAssertEqual(coordinates.map(\.values), before.map(\.values))
            XCTAssertEqual(new.planHash, old.planHash)
            XCTAssertEqual(try new.solvers(), try old.solvers())
            let names = folder == "rashba-dmi" ? ["D", "Q"] : ["J", "D", "moment", "free_energy", "exchange_tensor", "F0"]
            for name in names {
                let (a, b) = (try old.array(name), try new.array(name))
                XCTAssertEqual(a.values.map(\.bitPattern), b.values.map(\.bitPattern), "\(folder): \(name)")
                XCTAssertEqual(a.unit, b.unit)
            }
            // One estimate for a point was that of every observable in the unit of the first.
            let estimate = try old.array("error_estimate").values
            XCTAssertEqual(try new.array("D_error").values.map(\.bitPattern), estimate.map(\.bitPattern))
        }
    }

    func testResultFilesOfLayout1AreShownAndVerified() throws {
        for folder in folders {
            let show = try moriya("show", "\(Self.fixtures)/\(folder)/result.h5")
            XCTAssertEqual(show.status, 0, show.errors)
            XCTAssertTrue(show.output.contains(folder == "rashba-dmi" ? "quadrature" : "e-0"), show.output)
        }
        for folder in ["bdg-rkky-low-rank", "bdg-rkky-scalapack"] {
            let verify = try moriya("verify", "\(Self.fixtures)/\(folder)/result.h5")
            XCTAssertEqual(verify.status, 0, verify.errors)
            XCTAssertTrue(verify.output.contains(" against diagonalization"), verify.output)
        }
    }

    /// A newer layout is refused in a sentence, not misread.
    func testStatusOfLayout1() throws {
        let status = try moriya("status", "\(Self.fixtures)/bdg-rkky-scalapack")
        XCTAssertEqual(status.status, 75)
        XCTAssertTrue(status.output.contains("3 done, 0 failed, 3 missing, of 6"), status.output)
    }
}
