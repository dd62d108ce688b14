import Foundation
import Sweep
import XCTest

final class StoreFilesTests: XCTestCase {
    private let folder = NSTemporaryDirectory() + "moriya-files-\(UUID().uuidString)"

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    /// In a project folder with umask 002, colleagues can write; with 027, strangers cannot read.
    func testTheUmaskDecidesOnPermissions() throws {
        for mask: mode_t in [0o002, 0o027] {
            let old = umask(mask)
            defer { umask(old) }
            let path = "\(folder)/\(mask)"
            _ = try ResultDirectory.create(path, planText: "plan", jobText: "job", systemText: nil)
            XCTAssertEqual(try permissions(of: "\(path)/plan.yaml"), 0o666 & ~mask)
            XCTAssertEqual(try permissions(of: "\(path)/shards"), 0o777 & ~mask)
            XCTAssertEqual(try permissions(of: path), 0o777 & ~mask)
        }
    }

    func testAPipeIsRefusedRatherThanWaitedFor() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        XCTAssertEqual(mkfifo("\(folder)/plan.yaml", 0o600), 0)
        XCTAssertThrowsError(try ResultDirectory.open(folder)) { XCTAssertTrue("\($0)".contains("it is not a file"), "\($0)") }
    }

    private func permissions(of path: String) throws -> mode_t {
        var info = stat()
        XCTAssertEqual(stat(path, &info), 0)
        return info.st_mode & 0o777
    }
}
