import Foundation

extension Encodable {
    /// One JSON object on one line, with keys in snake case and in a fixed order.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.keyEncodingStrategy = .convertToSnakeCase
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension Double {
    /// Nil for what JSON has no number for: null in a list, left out of an object.
    var finite: Double? { isFinite ? self : nil }
}
