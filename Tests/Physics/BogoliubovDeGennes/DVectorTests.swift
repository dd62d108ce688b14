import BogoliubovDeGennes
import Numerics
import XCTest

final class DVectorTests: XCTestCase {
    func testAxis() {
        XCTAssertEqual(DVector(x: [0, 0, 1], y: [0, 0, 0]).axis, [0, 0, 1])
        XCTAssertEqual(DVector(x: [Complex(0, 3), 0, 0], y: [-3, 0, 0]).axis, [1, 0, 0])
        XCTAssertNil(DVector(x: [1, .i, 0], y: [0, 0, 0]).axis)
        XCTAssertNil(DVector(x: [1, 0, 0], y: [0, 1, 0]).axis)
    }
}
