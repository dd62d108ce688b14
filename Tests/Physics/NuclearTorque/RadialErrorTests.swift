import Foundation
import NuclearTorque
import XCTest

/// Bounds on the errors of the radial functions and of the magnetisation: against 60 digits.
final class RadialErrorTests: XCTestCase {
    /// x, f_con1, f_con2, f_dip1 (corrected), f_dip2 by mpmath, at the ends of the range and at random.
    private let exact: [(Double, Double, Double, Double, Double)] = [
        (1e-06, 333333.333333200015, 0.999999999999666667, 83333.3333333500038, -6.66666666666539622e-14),
        (10000.0, -2.03292647842705164e-13, 9.34001546955398139e-10, 4.76635411707065189e-13, -7.03278098223655307e-9),
        (1.970899, 0.0168020676253161553, 0.218378728394936315, 0.0494970517184626252, -0.119033193552932362),
        (20.192468, 0.000027596284505648492, 0.00232739338259105627, 0.0000312527846197347483, -0.000655682107193447152),
        (57.430858, 2.65172836334619162e-7, 0.000180756157947013783, 1.8301818064824807e-6, -0.000135068847420041522),
        (1025.244415, 1.31009250723787532e-10, 7.44121807020162399e-7, 2.82331067396574026e-10, -3.41172299166468818e-7),
        (19.459778, -0.0000108254751684615425, 0.000867178437838126875, 0.0000550729055297621376, -0.00149916246840644953),
        (691.452692, -6.21852974767599664e-10, 1.85397685237017917e-7, 1.44480179533423983e-9, -1.47534342553081242e-6),
        (1.8e-05, 18518.518516118518, 0.999999999892, 4629.62962992962951, -2.15999999986669725e-11),
        (0.090739, 3.6614555483170425, 0.997258489148849062, 0.919893726668318537, -0.000548044152628701047),
        (1043.595252, -8.51162877407978169e-11, 2.81241747272427303e-7, 3.72352420364063978e-10, -5.47722608534914547e-7),
        (3.283097, -0.00648314473671353218, 0.00184531918998635209, 0.0133878394283902482, -0.0656996982969963172),
        (454.625906, 6.2767631526653141e-10, 2.99244420303892686e-6, 3.68130654937560524e-9, -2.13637046253056146e-6),
        (9.2e-05, 3623.18839353043479, 0.99999999717866667, 905.797102982608691, -5.64266665756961322e-10),
    ]

    func testRadialFunctions() {
        for (x, contact, perpendicular, dipole, across) in exact {
            let found = RadialFunctions(x)
            XCTAssertEqual(found.contactParallel, contact, accuracy: found.error, "\(x)")
            XCTAssertEqual(found.contactPerpendicular, perpendicular, accuracy: found.error, "\(x)")
            XCTAssertEqual(found.dipoleParallel, dipole, accuracy: found.error, "\(x)")
            XCTAssertEqual(found.dipolePerpendicular, across, accuracy: found.error, "\(x)")
            XCTAssertEqual(
                RadialFunctions(x, isPrinted: true).dipoleParallel, dipole - 3 / (8 * x * x * x),
                accuracy: found.error + RadialFunctions.printedError(x), "\(x)")
        }
    }

    /// With the moment along z and both fields, in the plane across it and along it.
    func testMagnetisation() {
        let cube = Double.pi * .pi * .pi
        for (x, contact, perpendicular, dipole, across) in exact {
            let nucleus = NuclearMagnetisation(
                moment: SIMD3(0, 0, 1), strength: 20, accumulation: 0.25, field: .both, isPrinted: false)
            for (direction, factor) in [(SIMD3(1.0, 0, 0), -1.0), (SIMD3(0, 0, 1), 2)] {
                let (value, error) = nucleus.value(at: x * direction)
                XCTAssertEqual(value.z, 5 / cube * (contact + factor * dipole), accuracy: error, "\(x)")
                // e_y × e_z = e_x.
                XCTAssertEqual(value.x, 0.625 / cube * (perpendicular - factor * across), accuracy: error, "\(x)")
                XCTAssertEqual(value.y, -0.25 / (4 * Double.pi * .pi), accuracy: error, "\(x)")
            }
        }
    }

    func testAgainstTheSeries() {
        // Against the series with compensated terms, in a range where both converge.
        for x in stride(from: 0.05, through: 3, by: 0.0371) {
            let z = 2 * x
            var (one, two, three) = (0.0, 0.0, 0.0)
            for k in (1..<40).reversed() {
                let sign: Double = k % 2 == 0 ? 1 : -1
                let term = sign * exp(Double(2 * k) * log(z) - lgamma(Double(2 * k + 2)))
                one += -term * Double(2 * k) / (z * z)
                two += term * Double(2 * k + 1 - 4)
                three += term * (3 - Double(2 * k + 1))
            }
            let found = RadialFunctions(x)
            // The reference's own exponentials are good to some 1e-14 of its largest term.
            let slack = 1e-13 * exp(z) / (z * z * z)
            XCTAssertEqual(found.contactParallel, 2 * one / z, accuracy: found.error + slack)
            XCTAssertEqual(found.dipoleParallel, two / (z * z * z), accuracy: found.error + slack)
            XCTAssertEqual(found.dipolePerpendicular, three / (z * z), accuracy: found.error + slack)
        }
    }
}
