import RandomNumbers
import XCTest

final class SplitMix64Tests: XCTestCase {
    /// The outputs that other implementations give for this seed: S. Vigna's splitmix64.c, Java's SplittableRandom.
    func testTheStreamIsTheStandardOne() {
        var random = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ]
        XCTAssertEqual(expected.map { _ in random.next() }, expected)
        var zero = SplitMix64(seed: 0)
        XCTAssertEqual(zero.next(), 0xE220_A839_7B1D_CDAF)
    }

    func testAnyOutputIsTheOneThatItsCallReturns() {
        for seed in [0, 1, 0x9E37_79B9_7F4A_7C15, .max] as [UInt64] {
            let start = SplitMix64(seed: seed)
            var random = start
            for index in 0..<100 as Range<UInt64> { XCTAssertEqual(start.output(index), random.next(), "output \(index)") }
        }
        // The last output of the period is the mixed seed itself, which for seed 0 is 0.
        XCTAssertEqual(SplitMix64(seed: 0).output(.max), 0)
    }

    func testUnitRealsAreTheUpperBitsOfTheOutputs() {
        let random = SplitMix64(seed: 7)
        var (sum, squares) = (0.0, 0.0)
        for index in 0..<10_000 as Range<UInt64> {
            let value = random.unitReal(index)
            XCTAssertEqual(value * 0x1p53, Double(random.output(index) / 2048))
            XCTAssertTrue((0..<1).contains(value))
            sum += value
            squares += value * value
        }
        // Five standard deviations of the mean of so many numbers, 1/√12/100, and of their squares, 2/√45/100.
        XCTAssertEqual(sum / 10_000, 1.0 / 2, accuracy: 0.0145)
        XCTAssertEqual(squares / 10_000, 1.0 / 3, accuracy: 0.015)
    }
}
