import SpecialFunctions
import XCTest

/// Against mpmath with 40 digits.
final class SpecialFunctionTests: XCTestCase {
    func testScaledErrorFunction() {
        for (x, expected) in Self.scaled {
            XCTAssertEqual(scaledErrorFunction(x), expected, accuracy: 4 * Double.ulpOfOne * expected, "\(x)")
        }
        // No step where the series takes over.
        XCTAssertEqual(scaledErrorFunction(20.0.nextDown), scaledErrorFunction(20), accuracy: 1e-16)
    }

    func testDerivatives() {
        // By central differences of the function itself.
        let h = 1e-3
        for x in [0.05, 0.4, 1.1] {
            let derivatives = scaledErrorFunctionDerivatives(x, count: 4)
            let (low, middle, high) = (scaledErrorFunction(x - h), scaledErrorFunction(x), scaledErrorFunction(x + h))
            XCTAssertEqual(derivatives[0], middle)
            XCTAssertEqual(derivatives[1], (high - low) / (2 * h), accuracy: 5e-6)
            XCTAssertEqual(derivatives[2], (high - 2 * middle + low) / (h * h), accuracy: 2e-5)
        }
    }

    private static let scaled: [(Double, Double)] = [
        (0, 1.0),
        (1e-08, 0.99999998871620842904),
        (0.3, 0.73459933456765514992),
        (1, 0.42758357615580700441),
        (2.5, 0.21080636406114358065),
        (4, 0.13699945762506138989),
        (7.75, 0.072207170814669760508),
        (12, 0.04685422101489376262),
        (19.9, 0.02831557398318576653),
        (20.1, 0.02803452352696687666),
        (50, 0.0112815362653237725),
        (10000, 0.000056418958072680841152),
    ]
}
