/// What a word of a job file is when a number is wanted.
enum NumberText {
    case number(Double)
    /// Infinite, not a number, or beyond the range of 64-bit floating point.
    case notFinite
    case notANumber

    /// Decimal numbers only: YAML 1.1 reads 010 as eight, 1_0 as ten and 1:30 as ninety, which nobody means here.
    init(_ text: String) {
        let infinite = ["inf", "infinity", "nan"]
        let unsigned = text.drop { $0 == "+" || $0 == "-" || $0 == "." }.lowercased()
        guard !infinite.contains(unsigned) else { self = .notFinite; return }
        guard Self.isDecimal(text), let value = Double(text) else { self = .notANumber; return }
        // Adding zero turns -0 into 0, which is equal but would be spelt differently.
        self = value.isFinite ? .number(value + 0) : .notFinite
    }

    /// Sign, digits without leading zeros, fraction, exponent.
    private static func isDecimal(_ text: String) -> Bool {
        var rest = Substring(text).utf8
        func digits() -> Int {
            let run = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            rest = rest.dropFirst(run.count)
            return run.count
        }
        func skip(_ characters: StaticString) -> Bool {
            guard let first = rest.first else { return false }
            let found = characters.withUTF8Buffer { $0.contains(first) }
            if found { rest = rest.dropFirst() }
            return found
        }
        _ = skip("+-")
        let leadingZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard !(leadingZero && whole > 1) else { return false }
        let fraction = skip(".") ? digits() : 0
        guard whole + fraction > 0 else { return false }
        if skip("eE") {
            _ = skip("+-")
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
