import RashbaGas
import XCTest

/// Whether `value` agrees with a decimal number in every digit printed.
func assertDigits(
    _ value: Double, _ printed: String, file: StaticString = #filePath, line: UInt = #line
) throws {
    let expected = try XCTUnwrap(Double(printed), file: file, line: line)
    let parts = printed.split(separator: "e")
    let decimals = try XCTUnwrap(parts.first?.split(separator: ".").last).count
    let exponent = parts.count > 1 ? try XCTUnwrap(Double(parts[1])) : 0
    let halfOfLastDigit = 0.5 * pow(10, exponent - Double(decimals))
    XCTAssertEqual(value, expected, accuracy: halfOfLastDigit, file: file, line: line)
}

func assertRelative(
    _ value: Double, _ expected: Double, _ accuracy: Double, _ message: String = "", file: StaticString = #filePath,
    line: UInt = #line
) {
    XCTAssertEqual(value, expected, accuracy: accuracy * abs(expected), message, file: file, line: line)
}

/// (D, Q) by the definition, over panels that end at the Fermi momenta and widen away from them.
func integralsOverMomentum(
    _ gas: RashbaGas, mu: Double, temperature: Double, relativeAccuracy: Double = 1e-13
) throws -> SIMD2<Double> {
    let kT = RashbaConstants.boltzmann * temperature
    let energies = temperature > 0 ? [-40, -15, -5, 0, 5, 15, 40].map { mu + $0 * kT } : [mu]
    let cuts = ([0] + energies.flatMap { gas.fermiMomenta(energy: $0) }).sorted()
    let pieces = zip(cuts, cuts.dropFirst()).map { lower, upper in
        AdaptiveQuadrature.Piece(from: lower, to: upper) { k in
            SIMD2(
                gas.dmiDensity(momentum: k, chemicalPotential: mu, temperature: temperature),
                gas.spinCurrentDensity(momentum: k, chemicalPotential: mu, temperature: temperature))
        }
    }
    return try AdaptiveQuadrature(relativeAccuracy: relativeAccuracy).integrate(pieces).value
}
