import Digest

extension Job {
    /// The job as a job file that stands on its own: system in place, defaults filled in, axes as lists. Jobs that run
    /// the same points in the same way have the same text, however they were written; reading it gives the same job.
    public var canonicalText: String {
        let writer = CanonicalWriter()
        var text = PlanNumber.header(planNumber) + "model: \(modelType.name)\nsystem:"
        let (asked, system) = modelType.parameters.divided { $0.standsInJob }
        let before = text.utf8.count
        writer.appendEntries(of: fixed, system, below: "", indent: "  ", to: &text)
        text.insert(
            contentsOf: text.utf8.count == before ? " {}\n" : "\n", at: text.utf8.index(text.startIndex, offsetBy: before))
        writer.appendEntries(of: fixed, asked, below: "", indent: "", to: &text)
        text += "grid:" + grid.canonical
        guard let name = solver.name, let solverDescription = modelType.solvers.first(where: { $0.name == name }) else {
            return text + "solver: auto\n"
        }
        text += "solver:\n  name: \(name)\n"
        if !solver.settings.values.isEmpty {
            writer.appendEntries(of: solver.settings, solverDescription.settings, below: "", indent: "  ", to: &text)
        }
        return text
    }
}

extension Job {
    /// The hash of its plan: results with different hashes do not belong together.
    public var hash: String { planHash(of: canonicalText) }
}

/// SHA-256 of a canonical text, in which input files count by content alone: their names are left out.
func planHash(of text: String) -> String {
    // Within a quoted text, the quotes of this pattern would be escaped.
    sha256(text.replacing(#/\{ file: "(?:[^"\\]|\\.)*", sha256: /#, with: "{ sha256: ").utf8)
}

/// Writes parameters as YAML that reads back to the same values, bit for bit.
private struct CanonicalWriter {
    /// In the order of the schema; dots of keys become nested mappings.
    func appendEntries(
        of values: ParameterSet, _ schema: [Parameter], below prefix: String, indent: String, to text: inout String
    ) {
        let given = schema.filter { $0.isWritten(with: values[$0.key]) }
        for key in given.keys(below: prefix) {
            if let value = values[prefix + key], let parameter = given.first(where: { $0.key == prefix + key }) {
                text += "\(indent)\(key): \(flow(value, parameter.kind))\n"
            } else {
                text += "\(indent)\(key):\n"
                appendEntries(of: values, given, below: prefix + key + ".", indent: indent + "  ", to: &text)
            }
        }
    }

    /// A value on one line.
    private func flow(_ value: ParameterValue, _ kind: Parameter.Kind) -> String {
        switch (value, kind) {
        case (.records(let records), .records(let schema)):
            return "[" + records.map { flow($0, schema, below: "") }.joined(separator: ", ") + "]"
        case (.records(let records), .named(let schema)):
            return "{ " + records.map { "\($0.name.quotedForYAML): \(flow($0, schema, below: ""))" }.joined(separator: ", ")
                + " }"
        case (.records(let records), .selection(let choices)):
            return "["
                + records.map { record in
                    let settings = choices.first { $0.word == record.name }?.settings ?? []
                    return settings.isEmpty ? record.name : "{ \(record.name): \(flow(record, settings, below: "")) }"
                }.joined(separator: ", ") + "]"
        case (.file(let file), _):
            return "{ file: \(file.name.quotedForYAML), sha256: \"\(file.sha256)\" }"
        default: return value.canonical
        }
    }

    private func flow(_ values: ParameterSet, _ schema: [Parameter], below prefix: String) -> String {
        let given = schema.filter { $0.isWritten(with: values[$0.key]) }
        let entries = given.keys(below: prefix).map { key in
            if let value = values[prefix + key], let parameter = given.first(where: { $0.key == prefix + key }) {
                return "\(key): \(flow(value, parameter.kind))"
            }
            return "\(key): \(flow(values, given, below: prefix + key + "."))"
        }
        return entries.isEmpty ? "{}" : "{ \(entries.joined(separator: ", ")) }"
    }
}

extension Parameter {
    /// Whether a value is mentioned in plans.
    func isWritten(with value: ParameterValue?) -> Bool {
        guard let value else { return false }
        guard isOmittedAtDefault, case .defaultsTo(let usual) = presence else { return true }
        return value != kind.normalized(usual)
    }
}

extension ParameterValue {
    /// As YAML that reads back to the same value, bit for bit.
    ///
    /// - Precondition: neither records nor a file, which cannot be on an axis.
    var canonical: String {
        switch self {
        case .real(let value): value.description
        case .integer(let value): value.description
        case .text(let value): value.quotedForYAML
        case .integers(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .texts(let values): "[" + values.map(\.quotedForYAML).joined(separator: ", ") + "]"
        case .reals(let values): values.flow
        case .vectors(let vectors): "[" + vectors.map(\.flow).joined(separator: ", ") + "]"
        case .records, .file: preconditionFailure("records and files are written by their schema")
        }
    }
}

extension [Double] {
    fileprivate var flow: String { "[" + map(\.description).joined(separator: ", ") + "]" }
}

extension String {
    /// A double-quoted YAML text in ASCII; quotes keep `1` and `no` from being anything else.
    fileprivate var quotedForYAML: String {
        "\"" + unicodeScalars.map { $0.escaped(asASCII: true) }.joined() + "\""
    }
}

extension [Parameter] {
    /// Those that a condition holds for, and the others.
    func divided(_ condition: (Parameter) -> Bool) -> ([Parameter], [Parameter]) {
        (filter(condition), filter { !condition($0) })
    }
}
