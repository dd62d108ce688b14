/// A whole number of any size, 0 or more, for arithmetic on decimals as they are written.
struct Natural: Equatable {
    private static let base: UInt64 = 1_000_000_000
    /// How many decimal digits one limb holds.
    static let digitsPerLimb = 9

    /// Digits to base 10^9, the least first, without leading zeros: zero has none.
    private(set) var limbs: [UInt32] = []

    init() {}

    init(_ value: UInt64) {
        var rest = value
        while rest > 0 {
            limbs.append(UInt32(rest % Self.base))
            rest /= Self.base
        }
    }

    /// - Parameter digits: ASCII digits only.
    init(digits: some Sequence<UInt8>) {
        for digit in digits {
            multiply(by: 10)
            add(Natural(UInt64(digit - UInt8(ascii: "0"))))
        }
    }

    var isZero: Bool { limbs.isEmpty }

    /// The value where it is below 10^18.
    var small: UInt64? {
        switch limbs.count {
        case 0: 0
        case 1: UInt64(limbs[0])
        case 2: UInt64(limbs[1]) * Self.base + UInt64(limbs[0])
        default: nil
        }
    }

    /// The first limbs, and how many digits come after them.
    func leading(limbs count: Int) -> (Natural, omitted: Int) {
        var first = self
        first.limbs = Array(limbs.suffix(count))
        return (first, max(0, limbs.count - count) * Self.digitsPerLimb)
    }

    /// All decimal digits, without leading zeros.
    var digits: String {
        guard let last = limbs.last else { return "0" }
        return limbs.dropLast().reversed().reduce(into: String(last)) { text, limb in
            let part = String(limb)
            text += String(repeating: "0", count: Self.digitsPerLimb - part.utf8.count) + part
        }
    }

    mutating func multiply(by factor: UInt32) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            (carry, limbs[index]) = Self.split(UInt64(limbs[index]) * UInt64(factor) + carry)
        }
        while carry > 0 {
            let digit: UInt32
            (carry, digit) = Self.split(carry)
            limbs.append(digit)
        }
        trim()
    }

    mutating func multiply(byPowerOfTen power: Int) {
        for _ in 0..<(power % Self.digitsPerLimb) { multiply(by: 10) }
        appendZeroLimbs(power / Self.digitsPerLimb)
    }

    /// Multiplies by (10^9)^count.
    mutating func appendZeroLimbs(_ count: Int) {
        guard !isZero else { return }
        limbs.insert(contentsOf: repeatElement(0, count: count), at: 0)
    }

    mutating func add(_ other: Natural) {
        var carry: UInt64 = 0
        for index in 0..<max(limbs.count, other.limbs.count) {
            if index == limbs.count { limbs.append(0) }
            let term = index < other.limbs.count ? UInt64(other.limbs[index]) : 0
            (carry, limbs[index]) = Self.split(UInt64(limbs[index]) + term + carry)
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
    }

    /// - Precondition: `other` is not larger.
    mutating func subtract(_ other: Natural) {
        var borrow: Int64 = 0
        for index in limbs.indices {
            let term = index < other.limbs.count ? Int64(other.limbs[index]) : 0
            let difference = Int64(limbs[index]) - term - borrow
            borrow = difference < 0 ? 1 : 0
            limbs[index] = UInt32(difference + borrow * Int64(Self.base))
        }
        precondition(borrow == 0, "a natural number cannot be negative")
        trim()
    }

    /// Divides by a number above zero and returns the remainder.
    mutating func divide(by divisor: UInt32) -> UInt32 {
        var rest: UInt64 = 0
        for index in limbs.indices.reversed() {
            let dividend = rest * Self.base + UInt64(limbs[index])
            limbs[index] = UInt32(dividend / UInt64(divisor))
            rest = dividend % UInt64(divisor)
        }
        trim()
        return UInt32(rest)
    }

    private mutating func trim() { while limbs.last == 0 { limbs.removeLast() } }

    private static func split(_ value: UInt64) -> (carry: UInt64, limb: UInt32) {
        (value / base, UInt32(value % base))
    }
}

extension Natural: Comparable {
    static func < (first: Natural, second: Natural) -> Bool {
        guard first.limbs.count == second.limbs.count else { return first.limbs.count < second.limbs.count }
        return first.limbs.reversed().lexicographicallyPrecedes(second.limbs.reversed())
    }
}
