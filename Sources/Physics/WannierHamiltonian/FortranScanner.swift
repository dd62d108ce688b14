import Foundation

/// Reads the lines of a text that Fortran wrote, number by number.
///
/// A number may touch the next one if that has a sign (`-0.123456-0.654321`, `12-100`). Exponents may be written with
/// `E` or `D`, and may have lost their letter, as Fortran's do when they need three digits (`0.1-100`).
struct FortranScanner {
    let file: String
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where the current line starts and ends, without its line break.
    private(set) var lineStart = 0
    private(set) var lineEnd = 0
    /// The next byte to read.
    private(set) var position = 0
    /// Counted from 1; 0 before the first line.
    private(set) var line = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
        (self.bytes, self.file) = (bytes, file)
    }

    /// Goes to the next line; false at the end of the text.
    mutating func nextLine() -> Bool {
        let start = line == 0 ? 0 : lineEnd + 1
        guard start < bytes.count else { return false }
        line += 1
        lineStart = start
        position = start
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end &+= 1 }
        lineEnd = end
        return true
    }

    /// Goes to the next line that is not blank.
    mutating func nextFilledLine(expecting what: @autoclosure () -> String) throws(WannierFileError) {
        repeat {
            guard nextLine() else { throw fault(.truncated(expected: what())) }
        } while isAtEndOfLine
    }

    /// Whether only blanks are left on the line. Skips them.
    var isAtEndOfLine: Bool {
        mutating get {
            while position < lineEnd, isBlank(bytes[position]) { position &+= 1 }
            return position >= lineEnd
        }
    }

    var byteCount: Int { bytes.count }

    /// The whole current line, for messages.
    var lineText: String { text(lineStart, lineEnd) }

    /// The number of bytes on the current line, without blanks and carriage returns at its end.
    var lineLength: Int {
        var end = lineEnd
        while end > lineStart, isBlank(bytes[end - 1]) { end -= 1 }
        return end - lineStart
    }

    /// Steps over one byte.
    mutating func advance() { position = min(position + 1, lineEnd) }

    func fault(_ reason: WannierFileError.Reason) -> WannierFileError {
        WannierFileError(file: file, line: line, reason: reason)
    }

    /// The next whole number on the line.
    mutating func integer(_ what: @autoclosure () -> String) throws(WannierFileError) -> Int {
        guard !isAtEndOfLine, let value = integerIfAny(), isAtEndOfNumber else { throw unreadable(what()) }
        return value
    }

    /// The next whole number; nil, without moving, if something else comes next.
    mutating func integerIfAny() -> Int? {
        guard !isAtEndOfLine else { return nil }
        var index = position
        let negative = bytes[index] == UInt8(ascii: "-")
        if negative || bytes[index] == UInt8(ascii: "+") { index &+= 1 }
        let first = index
        var value = 0
        while index < lineEnd, let digit = digit(bytes[index]) {
            guard index - first < 15 else { return nil }
            value = value &* 10 &+ digit
            index &+= 1
        }
        guard index > first, index == lineEnd || bytes[index] != UInt8(ascii: ".") else { return nil }
        position = index
        return negative ? -value : value
    }

    /// The next real number on the line, finite.
    mutating func real(_ what: @autoclosure () -> String) throws(WannierFileError) -> Double {
        guard !isAtEndOfLine, let value = realIfAny(), isAtEndOfNumber else { throw unreadable(what()) }
        guard value.isFinite else { throw fault(.notFinite(found: word)) }
        return value
    }

    /// A number from exactly these columns of the line, counted from 0, as Fortran's formatted read takes it.
    mutating func real(columns: Range<Int>, _ what: @autoclosure () -> String) throws(WannierFileError) -> Double {
        let (start, end) = (min(lineStart + columns.lowerBound, lineEnd), min(lineStart + columns.upperBound, lineEnd))
        var column = FortranScanner(UnsafeBufferPointer(rebasing: bytes[start..<end]), file: file)
        let found = column.nextLine() ? column.lineText : ""
        guard !column.isAtEndOfLine, let value = column.realIfAny(), column.isAtEndOfLine else {
            throw unreadable(what(), found)
        }
        return value
    }

    private mutating func realIfAny() -> Double? {
        var index = position
        let start = index
        let negative = bytes[index] == UInt8(ascii: "-")
        if negative || bytes[index] == UInt8(ascii: "+") { index &+= 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var significant = 0
        var decimals = 0
        var seenPoint = false
        while index < lineEnd {
            let byte = bytes[index]
            if let digit = digit(byte) {
                digits &+= 1
                if significant > 0 || digit > 0 { significant &+= 1 }
                if significant <= 18 { mantissa = mantissa &* 10 &+ UInt64(digit) }
                if seenPoint { decimals &+= 1 }
            } else if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else {
                break
            }
            index &+= 1
        }
        guard digits > 0 else { return nil }
        let mantissaEnd = index
        var exponent = 0
        if let (value, end) = exponentIfAny(at: index) {
            exponent = value
            index = end
        }
        position = index
        let scale = exponent - decimals
        // Exact factors, hence one rounding, the right one.
        if significant <= 18, mantissa < 1 << 53, abs(scale) <= 22 {
            let magnitude = scale < 0 ? Double(mantissa) / Self.powersOfTen[-scale] : Double(mantissa) * Self.powersOfTen[scale]
            return negative ? -magnitude : magnitude
        }
        return Double(text(start, mantissaEnd) + "e\(exponent)")
    }

    /// An exponent that starts here: with a letter, or a sign and exactly three digits.
    private func exponentIfAny(at start: Int) -> (value: Int, end: Int)? {
        guard start < lineEnd else { return nil }
        var index = start
        let letter = bytes[index] | 0x20
        let hasLetter = letter == UInt8(ascii: "e") || letter == UInt8(ascii: "d")
        if hasLetter { index &+= 1 }
        guard index < lineEnd else { return nil }
        let sign = bytes[index]
        let signed = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        guard hasLetter || signed else { return nil }
        if signed { index &+= 1 }
        let first = index
        var value = 0
        while index < lineEnd, let digit = digit(bytes[index]), index - first < 6 {
            value = value * 10 + digit
            index &+= 1
        }
        guard index > first else { return nil }
        // `-0.123-456` could be two numbers only if Fortran wrote reals without a point, which it does not.
        guard hasLetter || (index - first == 3 && (index == lineEnd || bytes[index] != UInt8(ascii: "."))) else { return nil }
        return (sign == UInt8(ascii: "-") ? -value : value, index)
    }

    /// Whether a number may end here: at a blank, the end of the line, or the sign of the next.
    private var isAtEndOfNumber: Bool {
        guard position < lineEnd else { return true }
        let byte = bytes[position]
        return isBlank(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }

    private func unreadable(_ what: String, _ found: String? = nil) -> WannierFileError {
        // The last line of a file, without its end.
        if found == nil, position >= lineEnd, lineEnd >= bytes.count { return fault(.truncated(expected: what)) }
        let found = found ?? (word.isEmpty ? lineText : word)
        let lower = found.lowercased()
        if lower.contains("nan") || lower.contains("inf") || lower.contains("**") { return fault(.notFinite(found: found)) }
        return fault(.malformed(found: String(found.prefix(60)), expected: what))
    }

    /// From the last blank before the position to the next blank.
    private var word: String {
        var start = min(position, lineEnd)
        while start > lineStart, !isBlank(bytes[start - 1]) { start -= 1 }
        var end = min(position, lineEnd)
        while end < lineEnd, !isBlank(bytes[end]) { end += 1 }
        return text(start, end)
    }

    private func text(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self).trimmingCharacters(in: .whitespaces)
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private func digit(_ byte: UInt8) -> Int? {
        let value = byte &- 0x30
        return value < 10 ? Int(value) : nil
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22,
    ]
}
