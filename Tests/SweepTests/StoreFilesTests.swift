import Foundation
import XCTest

@testable import Sweep

final class StoreFilesTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "moriya-files-\(UUID().uuidString)"
        try createFolder(folder)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    /// In a project folder with umask 002, colleagues can write; with 027, strangers cannot read.
    func testTheUmaskDecidesOnPermissions() throws {
        for mask: mode_t in [0o002, 0o027] {
            let old = umask(mask)
            defer { umask(old) }
            let (path, inner) = ("\(folder)/file-\(mask)", "\(folder)/outer-\(mask)/inner")
            try writeAtomically([1], to: path)
            try createFolder(inner)
            XCTAssertEqual(try permissions(of: path), 0o666 & ~mask)
            XCTAssertEqual(try permissions(of: inner), 0o777 & ~mask)
            XCTAssertEqual(try permissions(of: "\(folder)/outer-\(mask)"), 0o777 & ~mask)
        }
    }

    func testAPipeIsRefusedRatherThanWaitedFor() throws {
        let path = "\(folder)/pipe"
        XCTAssertEqual(mkfifo(path, 0o600), 0)
        XCTAssertThrowsError(try readFile(path)) { XCTAssertTrue("\($0)".contains("it is not a file"), "\($0)") }
    }

    /// Of two jobs that begin in one folder, the plan of the first stays; nothing else is left behind.
    func testTheFirstOfTwoWritersCounts() throws {
        let path = "\(folder)/plan.yaml"
        try writeUnlessPresent([1], to: path)
        try writeUnlessPresent([2], to: path)
        XCTAssertEqual(try readFile(path), [1])
        XCTAssertEqual(try names(inFolder: folder), [".", "..", "plan.yaml"])
    }

    private func permissions(of path: String) throws -> mode_t {
        var info = stat()
        XCTAssertEqual(stat(path, &info), 0)
        return info.st_mode & 0o777
    }
}
