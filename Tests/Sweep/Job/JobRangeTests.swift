import RandomNumbers
import Sweep
import XCTest

/// Ranges give the numbers that a person would have typed.
final class JobRangeTests: XCTestCase {
    private func values(_ range: String) throws -> [Double] {
        let job = try readJob(leastSystem + "grid: { mu: \(range) }\n")
        return try XCTUnwrap(job.grid.axes.first).members[0].values.map { value in
            guard case .real(let number) = value else { throw CancellationError() }
            return number
        }
    }

    /// The same as a list of what is typed, in value and in hash.
    private func assert(_ range: String, isList list: String, line: UInt = #line) throws {
        let ranged = try readJob(leastSystem + "grid: { mu: \(range) }\n")
        let listed = try readJob(leastSystem + "grid: { mu: [\(list)] }\n")
        XCTAssertEqual(ranged.grid, listed.grid, range, line: line)
        XCTAssertEqual(ranged.hash, listed.hash, range, line: line)
    }

    func testRangesAreDecimal() throws {
        try assert("{ from: -0.3, to: 0.3, step: 0.1 }", isList: "-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3")
        try assert("{ from: 0, to: 0.3, count: 4 }", isList: "0, 0.1, 0.2, 0.3")
        try assert("{ from: 0.3, to: -0.3, count: 7 }", isList: "0.3, 0.2, 0.1, 0, -0.1, -0.2, -0.3")
        try assert("{ from: +.1e1, to: 1.3, step: 1E-1 }", isList: "1, 1.1, 1.2, 1.3")
        try assert("{ from: 1, to: 0.5, step: -0.2 }", isList: "1, 0.8, 0.6")
        try assert("{ from: 0, to: 1, count: 4 }", isList: "0, \(1.0 / 3), \(2.0 / 3), 1")
        try assert("{ from: 0, to: 1, count: 9 }", isList: "0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1")
        try assert("{ from: 1e22, to: 3e22, step: 1e22 }", isList: "1e22, 2e22, 3e22")
        try assert("{ from: -4, to: -2, count: 201 }", isList: (0...200).map { hundredths($0 - 400) }.joined(separator: ", "))
    }

    private func hundredths(_ number: Int) -> String {
        let size = number.magnitude
        return (number < 0 ? "-" : "") + "\(size / 100)." + (size % 100 < 10 ? "0" : "") + "\(size % 100)"
    }

    func testNothingLiesBeyondTheEnd() throws {
        XCTAssertEqual(try values("{ from: 0, to: 0.2999999999999999999, step: 0.1 }"), [0, 0.1, 0.2])
        XCTAssertEqual(try values("{ from: 0, to: 0.3000000000000000001, step: 0.1 }"), [0, 0.1, 0.2, 0.3])
    }

    func testExtremeNumbers() throws {
        XCTAssertEqual(try values("{ from: -1e308, to: 1e308, count: 3 }"), [-1e308, 0, 1e308])
        XCTAssertEqual(try values("{ from: -1e308, to: 1e308, step: 1e308 }"), [-1e308, 0, 1e308])
        XCTAssertEqual(try values("{ from: 1e-300, to: 1e300, step: 5e299 }"), [1e-300, 5e299])
        XCTAssertEqual(try values("{ from: 5e-324, to: 2e-323, count: 4 }"), [5e-324, 1e-323, 1.5e-323, 2e-323])
        XCTAssertEqual(try values("{ from: 1e-999, to: 1, step: 0.5 }"), [0, 0.5, 1])
        XCTAssertEqual(try values("{ from: 0e99999999999999999999, to: 1, step: 1 }"), [0, 1])
        let zeros = String(repeating: "0", count: 5000)
        XCTAssertEqual(try values("{ from: 0, to: 1, step: 0.\(zeros)5e5000 }"), [0, 0.5, 1])
        XCTAssertEqual(try values("{ from: 0, to: 1\(zeros)e-5000, count: 3 }"), [0, 0.5, 1])
    }

    /// 1 + 2^-53 lies in the middle between two numbers, and its last digit of 53 tells.
    func testEveryDigitCounts() throws {
        let above = 1 + Double.ulpOfOne
        let middle = "1.00000000000000011102230246251565404236316680908203125"
        XCTAssertEqual(try values("{ from: \(middle), to: 2, step: 5 }"), [1])
        XCTAssertEqual(try values("{ from: \(middle)001, to: 2, step: 5 }"), [above])
        // The middle of this range is (1 + 2^-53) - 1e-40 or + 1e-40.
        XCTAssertEqual(try values("{ from: 0, to: 2.0000000000000002220446049250313080847263336181640624, count: 3 }")[1], 1)
        XCTAssertEqual(
            try values("{ from: 0, to: 2.0000000000000002220446049250313080847263336181640626, count: 3 }")[1], above)
        // (1 + 2^-53) · 3 / 3 plus 1e-52, a number that no decimal ends.
        XCTAssertEqual(
            try values("{ from: 0, to: 3.0000000000000003330669073875469621270895004272460938, count: 4 }")[1], above)
    }

    /// Against arithmetic in 128-bit integers: the quotient to 30 digits, of which the nearest number is taken.
    func testValuesByCountAreTheNearestNumbers() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<300 {
            let from = Int128(Int.random(in: -99_999...99_999, using: &random))
            let to = from + Int128(Int.random(in: 1...99_999, using: &random))
            let count = Int.random(in: 2...60, using: &random)
            let decimals = Int.random(in: 0...6, using: &random)
            let numbers = try values("{ from: \(from)e-\(decimals), to: \(to)e-\(decimals), count: \(count) }")
            XCTAssertEqual(numbers.count, count)
            for (index, number) in numbers.enumerated() {
                let numerator = from * Int128(count - 1) + (to - from) * Int128(index)
                let scale: Int128 = 1_000_000_000_000_000_000_000_000_000_000
                let (quotient, remainder) = (numerator.magnitude * scale.magnitude).quotientAndRemainder(
                    dividingBy: UInt128(count - 1))
                let text = (numerator < 0 ? "-" : "") + "\(quotient)\(remainder == 0 ? 0 : 1)e-\(31 + decimals)"
                XCTAssertEqual(number, Double(text), "value \(index) of \(count) from \(from) to \(to), e-\(decimals)")
            }
        }
    }

    func testDecadesAreExact() throws {
        let log = "spacing: log }"
        try assert("{ from: 1e-3, to: 1e2, count: 6, \(log)", isList: "1e-3, 1e-2, 0.1, 1, 10, 100")
        try assert("{ from: 200, to: 0.02, count: 5, \(log)", isList: "200, 20, 2, 0.2, 0.02")
        try assert("{ from: 1e-300, to: 1e300, count: 3, \(log)", isList: "1e-300, 1, 1e300")
        let digits = "1.23456789012345"
        try assert("{ from: \(digits)e-1, to: \(digits)e1, count: 3, \(log)", isList: "\(digits)e-1, \(digits), \(digits)e1")
        try assert("{ from: 1, to: 16, count: 5, \(log)", isList: "1, 2, 4, 8, 16")
        try assert("{ from: 1, to: 100, count: 5, \(log)", isList: "1, 3.16227766017, 10, 31.6227766017, 100")
        try assert("{ from: 5e-324, to: 5e-322, count: 3, \(log)", isList: "5e-324, 5e-323, 5e-322")
        let powers = try readJob(leastSystem + "grid: { nu: { from: 1, to: 32, count: 6, \(log) }\n")
        XCTAssertEqual(powers.grid.axes[0].members[0].values, [1, 2, 4, 8, 16, 32].map { .integer($0) })
        for (first, second) in zip(try values("{ from: 0.7, to: 3e5, count: 50, \(log)"), (0..<50)) {
            XCTAssertEqual(first, 0.7 * pow(3e5 / 0.7, Double(second) / 49), accuracy: first * 1e-11)
        }
    }
}
