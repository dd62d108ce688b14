import FileNames
import Foundation
import Sweep

/// One line on standard error, where everything goes that is not an answer.
func complain(_ sentence: String) {
    try? FileHandle.standardError.write(contentsOf: Data("moriya: \(sentence)\n".fileName))
}

/// Brings what was printed to where it goes.
///
/// - Throws: `RunError` if it cannot be written, as on a full disk: an answer cut short must not look like success.
func finishOutput() throws(RunError) {
    guard fflush(nil) == 0 else {
        throw RunError(.inputOutput, "cannot write to standard output: \(String(cString: strerror(errno)))")
    }
}

/// Columns of text, aligned: numbers to the right, words to the left.
struct TextTable {
    private var rows: [[String]]
    private let isNumeric: [Bool]

    init(headings: [String], numeric: [Bool]) {
        rows = [headings]
        isNumeric = numeric
    }

    mutating func append(_ row: [String]) { rows.append(row) }

    var text: String {
        let widths = isNumeric.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return isNumeric[column] ? padding + row[column] : row[column] + padding
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

/// A number of a result: all digits that matter, none that do not.
func resultText(_ value: Double) -> String { value.isNaN ? "-" : String(format: "% .9e", value) }

/// `3.6e+14` operations and the like.
func roughText(_ value: Double) -> String { String(format: "%.2g", value) }
