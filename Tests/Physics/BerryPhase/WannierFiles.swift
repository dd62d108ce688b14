import Foundation
import Processes
import WannierHamiltonian
import TestSupport
import XCTest

/// Other people's Wannier90 files, which are not part of this package: tests that need them are skipped where they are not.
enum WannierFiles {
    /// `MORIYA_WANNIER_FILES`, or `shared/wannier-files` beside the package.
    static var folder: String {
        ProcessInfo.processInfo.environment["MORIYA_WANNIER_FILES"] ?? packageFolder + "/../shared/wannier-files"
    }

    /// The bytes of a file, unpacked.
    static func bytes(_ name: String) throws -> [UInt8] {
        let path = folder + "/" + name
        guard FileManager.default.fileExists(atPath: path) else { throw XCTSkip("\(name) is not here") }
        guard name.hasSuffix(".gz") else { return try fileBytes(path) }
        return try bytesOfProgram("gunzip", ["-c", path]).bytes
    }

    static func file(_ name: String) throws -> WannierFile {
        try WannierFile(bytes(name), name: (name as NSString).lastPathComponent)
    }

    static func model(_ name: String, shifts: String? = nil) throws -> TightBinding {
        try TightBinding(
            file(name), shifts: shifts.map { try WignerSeitzShifts(bytes($0), name: ($0 as NSString).lastPathComponent) })
    }

    /// The two-layer iron film.
    static func film() throws -> SpinOrbitSystem {
        try SpinOrbitSystem(
            withoutSpinOrbit: model("fe-film2/fe-film2_hbar_tb.dat.gz"), spinOrbit: model("fe-film2/fe-film2_soi_tb.dat.gz"))
    }
}
