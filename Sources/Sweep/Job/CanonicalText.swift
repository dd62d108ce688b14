import Digest

extension Job {
    /// The job as a job file that stands on its own: system in place, defaults filled in, axes as lists. Jobs that run
    /// the same points in the same way have the same text, however they were written; reading it gives the same job.
    public var canonicalText: String {
        var text = "# moriya plan 1\nmodel: \(modelType.name)\nsystem:"
        appendMapping(of: fixed, modelType.parameters, to: &text)
        text += "grid:"
        appendGrid(to: &text)
        guard let name = solver.name, let solverDescription = modelType.solvers.first(where: { $0.name == name }) else {
            return text + "solver: auto\n"
        }
        text += "solver:\n  name: \(name)\n"
        if !solver.settings.values.isEmpty {
            appendEntries(of: solver.settings, solverDescription.settings, below: "", indent: "  ", to: &text)
        }
        return text
    }

    /// SHA-256 of the canonical text: results with different hashes do not belong together.
    public var hash: String { sha256(canonicalText.utf8) }

    private func appendGrid(to text: inout String) {
        guard !grid.axes.isEmpty else { text += " {}\n"; return }
        text += "\n"
        // A mapping has one key `zip`, so it takes all axes from the first zipped one to the last.
        let first = grid.axes.firstIndex(where: \.isZipped) ?? grid.axes.endIndex
        let last = grid.axes.lastIndex(where: \.isZipped) ?? grid.axes.endIndex
        for (index, axis) in grid.axes.enumerated() {
            if index == first { text += "  zip:\n" }
            let zipped = (first...last).contains(index)
            for (number, member) in axis.members.enumerated() {
                text += zipped ? (number == 0 ? "    - " : "      ") : "  "
                text += "\(member.key): ["
                for (position, value) in member.values.enumerated() {
                    if position > 0 { text += ", " }
                    text += value.canonical
                }
                text += "]\n"
            }
        }
    }

    private func appendMapping(of values: ParameterSet, _ schema: [Parameter], to text: inout String) {
        guard !values.values.isEmpty else { text += " {}\n"; return }
        text += "\n"
        appendEntries(of: values, schema, below: "", indent: "  ", to: &text)
    }

    /// In the order of the schema; dots of keys become nested mappings.
    private func appendEntries(
        of values: ParameterSet, _ schema: [Parameter], below prefix: String, indent: String, to text: inout String
    ) {
        let given = schema.filter { values[$0.key] != nil }
        for key in given.keys(below: prefix) {
            if let value = values[prefix + key] {
                text += "\(indent)\(key): \(value.canonical)\n"
            } else {
                text += "\(indent)\(key):\n"
                appendEntries(of: values, given, below: prefix + key + ".", indent: indent + "  ", to: &text)
            }
        }
    }
}

extension ParameterValue {
    /// As YAML that reads back to the same value, bit for bit.
    var canonical: String {
        switch self {
        case .real(let value): value.description
        case .integer(let value): value.description
        case .text(let value): value.quotedForYAML
        case .integers(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .texts(let values): "[" + values.map(\.quotedForYAML).joined(separator: ", ") + "]"
        }
    }
}

extension String {
    /// A double-quoted YAML text in ASCII; quotes keep `1` and `no` from being anything else.
    fileprivate var quotedForYAML: String {
        "\"" + unicodeScalars.map { $0.escaped(asASCII: true) }.joined() + "\""
    }
}
