/// A number as it is written, exactly: 0.1 is a tenth and not the binary fraction nearest to it.
struct DecimalNumber {
    /// Digits beyond these are no longer what somebody typed; the shortest text of the nearest binary number serves then,
    /// which keeps all arithmetic within a thousand digits.
    private static let largestDigitCount = 100

    private(set) var isNegative: Bool
    private(set) var magnitude: Natural
    /// The number is its magnitude times ten to this power.
    private(set) var exponent: Int

    init(isNegative: Bool = false, _ magnitude: Natural, exponent: Int) {
        self.isNegative = isNegative && !magnitude.isZero
        self.magnitude = magnitude
        self.exponent = exponent
    }

    /// - Parameters:
    ///   - text: a decimal number as `NumberText` accepts it.
    ///   - value: the finite number that the text stands for.
    init(_ text: String, value: Double) {
        guard value != 0 else { self.init(Natural(), exponent: 0); return }
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        let halves = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = halves.count > 1 ? halves[1].utf8.count : 0
        var digits = Array(parts[0].utf8.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.drop { $0 == UInt8(ascii: "0") })
        let trailingZeros = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeLast(trailingZeros)
        guard digits.count <= Self.largestDigitCount, let written = parts.count > 1 ? Int(parts[1]) : 0 else {
            self.init(value.description, value: value)
            return
        }
        self.init(isNegative: value < 0, Natural(digits: digits), exponent: written - fraction + trailingZeros)
    }

    var isZero: Bool { magnitude.isZero }

    /// The nearest 64-bit number; zero is never negative.
    var value: Double {
        let size: Double
        if let small = magnitude.small, small <= 1 << 53, exponent.magnitude <= 22 {
            // Both numbers are exact, so that one operation rounds once.
            let power = Self.powersOfTen[Int(exponent.magnitude)]
            size = exponent < 0 ? Double(small) / power : Double(small) * power
        } else {
            size = Self.nearest(to: magnitude, exponent)
        }
        return isNegative ? 0 - size : size
    }

    private static func nearest(to magnitude: Natural, _ exponent: Int) -> Double {
        func parsed(_ magnitude: Natural, _ exponent: Int) -> Double {
            Double("\(magnitude.digits)e\(exponent)") ?? .infinity
        }
        // Of hundreds of digits the first few nearly always decide: where they and the next larger ones agree.
        let (first, omitted) = magnitude.leading(limbs: 4)
        guard omitted > 0 else { return parsed(magnitude, exponent) }
        var next = first
        next.add(Natural(1))
        let lower = parsed(first, exponent + omitted)
        return lower == parsed(next, exponent + omitted) ? lower : parsed(magnitude, exponent)
    }

    private static let powersOfTen: [Double] = (0...22).map { (power: Int) in
        (0..<power).reduce(1.0) { product, _ in product * 10 }
    }

    /// The same number with a smaller or equal exponent.
    func aligned(to exponent: Int) -> DecimalNumber {
        guard !isZero else { return DecimalNumber(Natural(), exponent: exponent) }
        precondition(exponent <= self.exponent, "digits would be lost")
        var magnitude = magnitude
        magnitude.multiply(byPowerOfTen: self.exponent - exponent)
        return DecimalNumber(isNegative: isNegative, magnitude, exponent: exponent)
    }

    /// The same numbers with one exponent, the greatest that loses nothing.
    static func aligned(_ numbers: [DecimalNumber]) -> [DecimalNumber] {
        let exponent = numbers.lazy.filter { !$0.isZero }.map(\.exponent).min() ?? 0
        return numbers.map { $0.aligned(to: exponent) }
    }

    /// Adds a number of the same exponent.
    mutating func add(_ other: DecimalNumber) {
        precondition(exponent == other.exponent, "numbers must be aligned")
        if isNegative == other.isNegative {
            magnitude.add(other.magnitude)
        } else if other.magnitude < magnitude {
            magnitude.subtract(other.magnitude)
        } else {
            var difference = other.magnitude
            difference.subtract(magnitude)
            self = DecimalNumber(isNegative: other.isNegative, difference, exponent: exponent)
        }
    }

    static prefix func - (number: DecimalNumber) -> DecimalNumber {
        DecimalNumber(isNegative: !number.isNegative, number.magnitude, exponent: number.exponent)
    }

    mutating func multiply(by factor: UInt32) {
        magnitude.multiply(by: factor)
        if magnitude.isZero { isNegative = false }
    }

    /// This number divided by a whole one above zero, as the nearest 64-bit number.
    func value(dividedBy divisor: UInt32) -> Double {
        var quotient = magnitude
        if quotient.divide(by: divisor) == 0 {
            return DecimalNumber(isNegative: isNegative, quotient, exponent: exponent).value
        }
        // Between two 64-bit numbers lies one with 54 bits, at which rounding turns. A quotient that is not this number
        // differs from it by at least one part in (divisor · 2^54 · 10^decimals), where decimals are those of the
        // dividend, or the digits before the point where these are more. So many digits tell the two apart, and what is
        // cut off behind them does not matter.
        let digitCount = Natural.digitsPerLimb * magnitude.limbs.count
        let wanted = max(0, -exponent, digitCount + exponent) + 36
        let zeroLimbs = max(0, wanted - digitCount + 2 * Natural.digitsPerLimb) / Natural.digitsPerLimb
        quotient = magnitude
        quotient.appendZeroLimbs(zeroLimbs)
        _ = quotient.divide(by: divisor)
        let shifted = exponent - zeroLimbs * Natural.digitsPerLimb
        return DecimalNumber(isNegative: isNegative, quotient, exponent: shifted).value
    }
}
