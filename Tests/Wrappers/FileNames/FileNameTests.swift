import FileNames
import Foundation
import XCTest

/// Names of files are any bytes.
final class FileNameTests: XCTestCase {
    func testEveryNameComesBack() {
        for first in 0..<256 {
            for second in 0..<256 {
                let name = [UInt8(first), UInt8(second), 0x61]
                XCTAssertEqual(String(fileName: name).fileName, name)
            }
        }
        var state: UInt64 = 1
        for _ in 0..<10_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let name = withUnsafeBytes(of: state) { Array($0) }
            XCTAssertEqual(String(fileName: name).fileName, name)
        }
    }

    func testNamesThatAreUTF8AreThemselves() {
        for name in ["results", "résultats/Δp", "結果", "\u{10FF7F}", ""] {
            XCTAssertEqual(String(fileName: Array(name.utf8)), name)
            XCTAssertEqual(name.fileName, Array(name.utf8))
        }
    }

    /// The characters that stand for bytes may stand in a name themselves.
    func testDifferentNamesAreDifferent() {
        let escaped = String(fileName: [0xFF])
        XCTAssertNotEqual(String(fileName: Array(escaped.utf8)), escaped)
        XCTAssertEqual(String(fileName: Array(escaped.utf8)).fileName, Array(escaped.utf8))
        XCTAssertNotEqual(String(fileName: [0xFF]), String(fileName: [0xFE]))
    }
}
