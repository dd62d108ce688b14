public struct CheckFailure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
}

public func expect(
    _ condition: Bool, _ explanation: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) throws(CheckFailure) {
    guard condition else { throw CheckFailure(description: "\(file):\(line): \(explanation())") }
}
