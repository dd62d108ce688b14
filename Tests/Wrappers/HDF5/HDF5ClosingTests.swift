import Foundation
import HDF5
import XCTest

/// HDF5 writes when something is closed: no failure of that may go unheard.
final class HDF5ClosingTests: XCTestCase {
    private func temporaryPath(_ name: String) -> String {
        NSTemporaryDirectory() + "/moriya-hdf5-\(getpid())-\(name)"
    }

    func testAFullDiskShows() throws {
        // The kernel refuses to let files grow beyond the limit, as it would on a full disk.
        let path = temporaryPath("limited.h5")
        defer { unlink(path) }
        try withFileSizeLimit(100_000) { _ in
            XCTAssertThrowsError(
                try {
                    let file = try HDF5File.create(path)
                    let noise = (0..<100_000).map { _ in Double.random(in: 0..<1) }
                    try file.root().createDataset("noise", of: Double.self, shape: [100_000]).write(noise)
                    try file.close()
                }()
            ) { error in XCTAssertEqual((error as? HDF5Error)?.cause, "File too large") }
        }
    }

    func testClosingAFileClosesWhatIsOpenInIt() throws {
        let path = temporaryPath("open-inside.h5")
        defer { unlink(path) }
        let file = try HDF5File.create(path)
        let root = try file.root()
        let dataset = try root.createDataset("x", of: Double.self, shape: [1])
        try dataset.write([1.0])
        try file.close()
        XCTAssertThrowsError(try dataset.shape())
        let again = try HDF5File.open(path)
        XCTAssertEqual(try again.root().openDataset("x").read(Double.self), [1])
    }

    /// A dataset as small as this is kept in memory until it is closed. The limit is gone by the time the file is closed,
    /// as where a disk was full for a moment.
    func testADatasetThatCannotBeClosedShows() throws {
        let path = temporaryPath("momentary.h5")
        defer { unlink(path) }
        let values = (0..<1000).map(Double.init)
        let file = try HDF5File.create(path)
        let root = try file.root()
        try withFileSizeLimit(1000) { _ in
            let dataset = try root.createDataset("x", of: Double.self, shape: [1000])
            try dataset.write(values)
            do throws(HDF5Error) {
                try dataset.close()
                XCTFail("closed without having written")
            } catch {
                XCTAssertEqual(error.call, "H5Dclose")
                XCTAssertEqual(error.cause, "File too large")
            }
            XCTAssertThrowsError(
                try root.createDataset("y", of: Double.self, shape: [1000]).closeAfter { try $0.write(values) }
            ) { error in XCTAssertEqual((error as? HDF5Error)?.object, "\(path):/y") }
        }
    }

    /// The same where nobody closes it: the file must not be closed in peace.
    func testADatasetThatDiedUnwrittenKeepsTheFileFromClosing() throws {
        let path = temporaryPath("forgotten.h5")
        defer { unlink(path) }
        let file = try HDF5File.create(path)
        do {
            let root = try file.root()
            try withFileSizeLimit(1000) { lift in
                try forget(root)
                lift()
            }
        }
        do throws(HDF5Error) {
            try file.close()
            XCTFail("closed in peace")
        } catch {
            XCTAssertEqual(error.call, "H5Dclose")
            XCTAssertEqual(error.object, "\(path):/x")
        }
    }

    private func forget(_ root: borrowing HDF5Group) throws {
        let dataset = try root.createDataset("x", of: Double.self, shape: [1000])
        try dataset.write([Double](repeating: 1, count: 1000))
    }

    func testCloseAfterGivesTheResultAndTheBodysError() throws {
        struct Interruption: Error {}
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        let count = try root.createDataset("x", of: Int.self, shape: [2]).closeAfter { x throws(HDF5Error) in
            try x.write([3, -4])
            return try x.shape()[0]
        }
        XCTAssertEqual(count, 2)
        XCTAssertEqual(try root.openDataset("x").closeAfter { try $0.read(Int.self) }, [3, -4])
        XCTAssertThrowsError(try root.createGroup("g").closeAfter { _ in throw Interruption() }) { error in
            XCTAssertTrue(error is Interruption)
        }
        XCTAssertTrue(try root.contains("g"))
        XCTAssertNoThrow(try file.image())
    }
}

/// Runs `body` while the process may not write beyond so many bytes into any file, as on a full disk. `body` may lift the
/// limit.
private func withFileSizeLimit(_ bytes: UInt, _ body: (_ lift: () -> Void) throws -> Void) rethrows {
    var old = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
    signal(SIGXFSZ, SIG_IGN)
    let restored = old
    func set(_ limit: rlimit) {
        var limit = limit
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    }
    set(rlimit(rlim_cur: rlim_t(bytes), rlim_max: old.rlim_max))
    defer { set(restored) }
    try body { set(restored) }
}
