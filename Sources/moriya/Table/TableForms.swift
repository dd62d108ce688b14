import Foundation
import Sweep

/// The table for people, for spreadsheets and for programs.
extension ResultTable {
    /// Aligned columns without those that are noise, and what has to be said of them.
    ///
    /// - Parameter hint: how to see the other rows, for the end of the last line.
    func text(hint: String) -> String {
        let kept = columns.indices.filter { !vanishing.contains(columns[$0].name) }
        let isNumeric = axes.indices.map { index in rows.allSatisfy { $0.coordinates[index].isNumber } }
        var table = TextTable(
            headings: axes.map(\.name) + kept.map { columns[$0].name } + ["solver"],
            numeric: isNumeric + kept.map { _ in true } + [false])
        for row in rows {
            table.append(
                row.coordinates.map(\.plainText) + kept.map { resultText(row.values[$0]) }
                    + [row.status == .done ? row.solver : "(\(row.status))"])
        }
        var text = "\(title)\n\n\(table.text)"
        if !vanishing.isEmpty { text += "\n\nzero within rounding in these rows: \(vanishing.joined(separator: ", "))" }
        if let count = notBilinear, count > 0 {
            text += "\n\nin \(count) of these rows the interaction is not bilinear in the spins: J and D mean little there"
        }
        if !fixed.isEmpty { text += "\n\nwith \(fixed.joined(separator: ", "))" }
        let hidden = pointCount - rows.count
        if hidden > 0 { text += "\n… and \(hidden) more rows (\(hint))" }
        return text
    }

    /// A line of names with their units in brackets, then a line a point: all digits, nothing left out, empty where there
    /// is no number (RFC 4180).
    var csv: String {
        let names = axes.map(\.heading) + columns.map(\.heading) + ["status", "solver"]
        let lines = rows.map { row in
            row.coordinates.map(\.plainText) + row.values.map { $0.isNaN ? "" : "\($0)" } + ["\(row.status)", row.solver]
        }
        return ([names] + lines).map { $0.map(Self.quoted).joined(separator: ",") }.joined(separator: "\r\n")
    }

    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return field }
        return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

extension ResultTable: Encodable {
    private enum CodingKeys: CodingKey {
        case title, axes, columns, zeroWithinRounding, rows, points, notBilinear, fixedParameters
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(title, forKey: .title)
        try container.encode(axes, forKey: .axes)
        try container.encode(columns, forKey: .columns)
        try container.encode(vanishing, forKey: .zeroWithinRounding)
        try container.encode(rows, forKey: .rows)
        try container.encode(pointCount, forKey: .points)
        try container.encode(notBilinear, forKey: .notBilinear)
        try container.encode(fixed, forKey: .fixedParameters)
    }
}

extension ResultTable.Row: Encodable {
    private enum CodingKeys: CodingKey { case coordinates, values, status, solver }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(coordinates.map(JSONValue.init), forKey: .coordinates)
        try container.encode(values.map(\.finite), forKey: .values)
        try container.encode("\(status)", forKey: .status)
        try container.encode(solver, forKey: .solver)
    }
}

extension ResultTable.Column {
    /// Units stand in some headings already.
    fileprivate var heading: String { unit == "1" || name.hasSuffix("(\(unit))") ? name : "\(name) (\(unit))" }
}

extension ParameterValue {
    fileprivate var isNumber: Bool {
        switch self {
        case .real, .integer: true
        default: false
        }
    }

    /// Without quotes.
    fileprivate var plainText: String { if case .text(let text) = self { text } else { jobText } }
}
