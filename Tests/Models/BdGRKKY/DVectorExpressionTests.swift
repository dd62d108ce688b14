import BogoliubovDeGennes
import Models
import Numerics
import RandomNumbers
import XCTest

final class DVectorExpressionTests: XCTestCase {
    func testExpressions() throws {
        let cases: [(String, [Complex<Double>], [Complex<Double>])] = [
            ("e_z * p_x", [0, 0, 1], [0, 0, 0]),
            ("p_x*e_z", [0, 0, 1], [0, 0, 0]),
            ("(e_x + i*e_y) * (p_x + i*p_y)", [1, .i, 0], [.i, -1, 0]),
            ("e_x*p_y - 2.5e-1*e_y*p_x", [0, Complex(-0.25), 0], [1, 0, 0]),
            ("-(e_x - e_z)*p_x/2", [Complex(-0.5), 0, Complex(0.5)], [0, 0, 0]),
            (" e_z * ( p_x - p_x + p_y ) ", [0, 0, 0], [0, 0, 1]),
        ]
        for (text, x, y) in cases {
            let d = try DVector(parsing: text)
            XCTAssertEqual(d.x, x, text)
            XCTAssertEqual(d.y, y, text)
        }
    }

    func testRefusals() {
        let cases = [
            ("", "it is empty"), ("e_z", "the term e_z is not a vector (e_x, e_y, e_z) times a momentum (p_x, p_y)"),
            ("e_z * p_q", "\"p_q\" is not one of e_x, e_y, e_z, p_x, p_y, i"),
            ("e_z * e_x * p_x", "a product holds two vectors e; one is allowed"),
            ("(e_z * p_x", "a closing bracket is missing"), ("e_z * p_x +", "it ends where a term is expected"),
            ("e_z p_x", "\"e_zp_x\" is not one of e_x, e_y, e_z, p_x, p_y, i"),
            ("e_z * p_x / e_x", "division is by non-zero numbers only"),
            ("e_z * p_x )", "\")\" is not expected at character 8 (spaces not counted)"),
            (
                "e_z * p_x * p_x",
                "a product holds two momenta p; one is allowed, since pairing reaches nearest neighbours only"
            ),
            // As other programs write it.
            ("e_z * (p_x + jp_y)", "\"jp_y\" is no name; the product is written i*p_y"),
            ("1j*e_y*p_x", "\"1j\" is no number; the product is written 1*i"),
            ("j*e_y*p_x", "the imaginary unit is written i, not j"),
            (
                "e_z*(p_x^2 - p_y^2)",
                "there are no powers: pairing reaches nearest neighbours only, so that every term has one p_x or p_y"
            ),
            (
                "e_z*p_x**2",
                "there are no powers: pairing reaches nearest neighbours only, so that every term has one p_x or p_y"
            ),
        ]
        for (text, reason) in cases {
            XCTAssertThrowsError(try DVector(parsing: text), text) { error in
                XCTAssertEqual((error as? DVectorSyntaxError)?.reason, reason)
            }
        }
    }

    func testRandomTextNeverCrashes() {
        var random = SplitMix64(seed: 11)
        let pieces = [
            "e_x", "e_y", "p_x", "p_y", "i", "(", ")", "*", "/", "+", "-", "2", ".5", "1e", "e", "_", " ", "é", "9e999",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            _ = try? DVector(parsing: text.joined())
        }
        _ = try? DVector(parsing: String(repeating: "(", count: 100_000))
        _ = try? DVector(parsing: String(repeating: "-", count: 100_000))
    }
}
