import Yams

/// What a job gives for the parameters of a schema, with the places where it does.
struct GivenParameters {
    var values: [String: ParameterValue] = [:]
    var origins: [String: Origin] = [:]

    /// Reads a mapping in which dots of keys are nested mappings: the system, or the settings of a solver.
    ///
    /// - Parameters:
    ///   - subject: the mapping's name in complaints.
    ///   - owner: what its parameters belong to, for complaints: ` of item 2 of "impurities"`.
    mutating func read(
        _ entries: [YamlDocument.Entry], of document: YamlDocument, schema: [Parameter], _ subject: String,
        prefix: String = "", owner: String = ""
    ) throws(JobError) {
        let allowed = schema.keys(below: prefix)
        for entry in entries {
            let key = prefix + entry.key
            if let parameter = schema.first(where: { $0.key == key }) {
                values[key] = try document.value(entry.value, parameter.kind, "\"\(key)\"\(owner)")
                origins[key] = entry.origin
            } else if allowed.contains(entry.key) {
                let inner = schema.keys(below: key + ".")
                let entries = try document.entries(
                    of: entry.value, "\"\(key)\"\(owner)", allowed: "a mapping of " + inner.joined(separator: ", "))
                try read(entries, of: document, schema: schema, "\"\(key)\"\(owner)", prefix: key + ".", owner: owner)
            } else {
                throw unknownKey(entry, in: subject, allowed: allowed)
            }
        }
    }

    /// All values of a schema: those given, and defaults.
    ///
    /// - Parameters:
    ///   - axes: where axes set parameters; those are neither missing nor part of the result.
    ///   - place: the file in which a missing parameter should stand.
    ///   - hint: how to give a missing parameter, for the end of the sentence.
    func completed(
        by schema: [Parameter], axes: [String: Origin] = [:], place: Origin, hint: String
    ) throws(JobError) -> ParameterSet {
        let given = origins.merging(axes) { _, axis in axis }
        try refuseExcluded(schema, given: given)
        let needless = Set(schema.filter { given[$0.key] != nil }.flatMap(\.excludes))
        var complete = ParameterSet()
        for parameter in schema where axes[parameter.key] == nil {
            if let value = values[parameter.key] {
                complete[parameter.key] = value
            } else if !needless.contains(parameter.key) {
                switch parameter.presence {
                case .optional: break
                case .defaultsTo(let value): complete[parameter.key] = parameter.kind.normalized(value)
                case .required:
                    throw place.error(
                        "parameter \"\(parameter.key)\" (\(parameter.longName)) is missing",
                        allowed: parameter.kind.allowed + hint)
                }
            }
        }
        return complete
    }

    private func refuseExcluded(_ schema: [Parameter], given: [String: Origin]) throws(JobError) {
        for parameter in schema {
            guard let here = given[parameter.key] else { continue }
            for excluded in parameter.excludes {
                guard let there = given[excluded] else { continue }
                throw here.error(
                    "\"\(parameter.key)\" and \"\(excluded)\" (\(there.description)) are both given",
                    allowed: "one of the two")
            }
        }
    }
}

extension [Parameter] {
    /// The keys of a mapping at some depth, in the order of the schema: `lattice` below "", `size` below `lattice.`.
    func keys(below prefix: String) -> [String] {
        var keys: [String] = []
        for parameter in self where parameter.key.hasPrefix(prefix) {
            let key = String(parameter.key.dropFirst(prefix.count).prefix { $0 != "." })
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }
}

func unknownKey(_ entry: YamlDocument.Entry, in subject: String, allowed: [String]) -> JobError {
    entry.origin.error(
        "unknown key \(quoted(entry.key)) in \(subject)\(suggestion(for: entry.key, among: allowed))",
        allowed: allowed.isEmpty ? "no keys" : allowed.joined(separator: ", "))
}
