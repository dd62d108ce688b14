import XCTest

/// Whether a value agrees with a printed decimal number in every digit of it.
func assertDigits(_ value: Double, _ printed: String, _ message: String = "", file: StaticString = #filePath, line: UInt = #line)
{
    let text = printed.split(separator: "e")
    guard let expected = Double(printed), let mantissa = text.first else {
        return XCTFail("\(printed) is no number", file: file, line: line)
    }
    let decimals = mantissa.contains(".") ? mantissa.split(separator: ".").last?.count ?? 0 : 0
    let exponent = text.count > 1 ? Double(text[1]) ?? 0 : 0
    let halfOfLastDigit = 0.501 * Double.pow10(exponent - Double(decimals))
    XCTAssertEqual(value, expected, accuracy: halfOfLastDigit, message, file: file, line: line)
}

extension Double {
    fileprivate static func pow10(_ exponent: Double) -> Double { Foundation.pow(10, exponent) }
}
