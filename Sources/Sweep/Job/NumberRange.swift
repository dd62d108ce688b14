import Foundation

/// The numbers between two ends, computed on the decimals as they are written: a range gives the same 64-bit numbers as
/// the list of its values.
struct NumberRange {
    let from: DecimalNumber
    let to: DecimalNumber

    /// The values from + i · step up to `to`, never beyond; none if the step leads away from `to`.
    ///
    /// - Returns: nil if there are more than `limit`.
    /// - Precondition: the step is not zero.
    func values(step: DecimalNumber, limit: Int) -> [Double]? {
        let aligned = DecimalNumber.aligned([from, to, step])
        let (end, step) = (aligned[1], aligned[2])
        // What lies between the value and the end; steps take it down to zero at most.
        var rest = end
        rest.add(-aligned[0])
        // An estimate, for what is far too much to count. Where the difference overflows, that of the halves does not.
        let distance = rest.value.isFinite ? rest.value / step.value : (to.value / 2 - from.value / 2) / step.value * 2
        guard distance < Double(limit) else { return nil }

        var value = aligned[0]
        var values: [Double] = []
        while rest.isZero || rest.isNegative == step.isNegative {
            guard values.count < limit else { return nil }
            values.append(value.value)
            value.add(step)
            rest.add(-step)
        }
        return values
    }

    /// So many values at equal distances, both ends included: each the 64-bit number nearest to the exact one.
    ///
    /// - Precondition: the count is 1 or more and fits 32 bits.
    func values(count: Int) -> [Double] {
        guard count > 1 else { return [from.value] }
        let divisor = UInt32(count - 1)
        let aligned = DecimalNumber.aligned([from, to])
        var difference = aligned[1]
        difference.add(-aligned[0])
        var numerator = aligned[0]
        numerator.multiply(by: divisor)
        return (0..<count).map { index in
            if index > 0 { numerator.add(difference) }
            return numerator.value(dividedBy: divisor)
        }
    }

    /// So many values at equal ratios, both ends included. Decades between ends with the same digits are exact; other
    /// values are rounded to 12 digits, so that they do not depend on the machine's logarithm.
    ///
    /// - Precondition: both ends are positive; the count is 1 or more.
    func logarithmicValues(count: Int) -> [Double] {
        guard count > 1 else { return [from.value] }
        let (first, last) = (from.normalized, to.normalized)
        let ascending = from.value <= to.value
        return (0..<count).map { index in
            if index == 0 { return from.value }
            if index == count - 1 { return to.value }
            // The decimal logarithm: decades in whole numbers, the rest in [0, 1).
            let (decades, part) = ((last.exponent - first.exponent) * index).quotientAndRemainder(dividingBy: count - 1)
            if part == 0, first.digits == last.digits {
                return DecimalNumber(first.digits, exponent: from.trimmedExponent + decades).value
            }
            let share = Double(index) / Double(count - 1)
            let logarithm =
                Double(part) / Double(count - 1) + log10(first.mantissa) * (1 - share) + log10(last.mantissa) * share
            let whole = logarithm.rounded(.down)
            let digits = UInt64((pow(10, logarithm - whole) * 1e11).rounded())
            let value = DecimalNumber(Natural(digits), exponent: first.exponent + decades + Int(whole) - 11).value
            return ascending ? min(max(value, from.value), to.value) : max(min(value, from.value), to.value)
        }
    }
}

extension DecimalNumber {
    fileprivate typealias Normalized = (digits: Natural, mantissa: Double, exponent: Int)

    /// Digits without zeros at the end, and mantissa and exponent of the scientific notation.
    fileprivate var normalized: Normalized {
        let text = magnitude.digits
        let digits = Array(text.utf8.reversed().drop { $0 == UInt8(ascii: "0") }.reversed())
        let mantissa = DecimalNumber(magnitude, exponent: 1 - text.utf8.count).value
        return (Natural(digits: digits), mantissa, exponent + text.utf8.count - 1)
    }

    /// The exponent that belongs to the digits without zeros at the end.
    fileprivate var trimmedExponent: Int {
        exponent + magnitude.digits.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    }
}
