import Yams

extension YamlDocument {
    /// Vectors, or words for those along the axes; may be empty.
    func directions(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> [[Double]] {
        var directions: [[Double]] = []
        for (index, item) in try list(node, subject, allowed: allowed).enumerated() {
            let name = "item \(index + 1) of \(subject)"
            if case .scalar(let scalar) = item {
                guard let direction = Self.axes[scalar.string] else {
                    throw origin(of: item).error(
                        "\(name) is \(describe(item))", allowed: "+x, -x, +y, -y, +z, -z, or three numbers")
                }
                directions.append(direction)
            } else {
                directions.append(try vector(item, length: 3, name, allowed: allowed))
            }
        }
        return directions
    }

    private static let axes: [String: [Double]] = [
        "+x": [1, 0, 0], "-x": [-1, 0, 0], "+y": [0, 1, 0], "-y": [0, -1, 0], "+z": [0, 0, 1], "-z": [0, 0, -1],
    ]

    /// A mapping from names to records, or to the value of the first parameter of one.
    func namedRecords(
        _ node: Node, _ schema: [Parameter], _ subject: String, allowed: String
    ) throws(JobError) -> [ParameterSet] {
        var records: [ParameterSet] = []
        for entry in try entries(of: node, subject, allowed: allowed) {
            let name = "\(quoted(entry.key)) of \(subject)"
            var given = GivenParameters()
            if case .mapping = entry.value {
                try given.read(
                    try entries(of: entry.value, name, allowed: allowed), of: self, schema: schema, name, owner: " of \(name)")
            } else if let first = schema.first {
                given.values[first.key] = try value(entry.value, first.kind, name)
                given.origins[first.key] = entry.origin
            }
            var record = try given.completed(by: schema, place: entry.origin, hint: ", in \(name)")
            record[ParameterSet.nameKey] = .text(entry.key)
            records.append(record)
        }
        return records
    }

    /// Words, each once, with the settings of some.
    func selection(
        _ node: Node, _ choices: [Parameter.Selectable], _ subject: String, allowed: String
    ) throws(JobError) -> [ParameterSet] {
        var records: [ParameterSet] = []
        let words = choices.map(\.word)
        for (index, item) in try list(node, subject, allowed: allowed).enumerated() {
            let name = "item \(index + 1) of \(subject)"
            var settings: (entries: [Entry], word: String)
            if case .mapping = item {
                let pairs = try entries(of: item, name, allowed: allowed)
                guard let pair = pairs.first, pairs.count == 1 else {
                    throw origin(of: item).error(
                        "\(name) is \(describe(item))", allowed: "one word, or one word with its settings")
                }
                let inner = choices.first { $0.word == pair.key }?.settings.keys(below: "") ?? []
                settings = (
                    try entries(
                        of: pair.value, "\(quoted(pair.key)) of \(subject)",
                        allowed: "a mapping of " + inner.joined(separator: ", ")),
                    pair.key
                )
            } else {
                settings = ([], try scalar(item, name, allowed: allowed).string)
            }
            guard let choice = choices.first(where: { $0.word == settings.word }) else {
                throw origin(of: item).error(
                    "\(name) is \(quoted(settings.word))\(suggestion(for: settings.word, among: words))", allowed: allowed)
            }
            guard !records.contains(where: { $0.name == choice.word }) else {
                throw origin(of: item).error("\(subject) names \(quoted(choice.word)) twice", allowed: allowed)
            }
            var given = GivenParameters()
            let owner = "\(quoted(choice.word)) of \(subject)"
            try given.read(settings.entries, of: self, schema: choice.settings, owner, owner: " of \(owner)")
            var record = try given.completed(by: choice.settings, place: origin(of: item), hint: ", in \(owner)")
            record[ParameterSet.nameKey] = .text(choice.word)
            records.append(record)
        }
        guard !records.isEmpty else { throw origin(of: node).error("\(subject) is an empty list", allowed: allowed) }
        return records
    }
}
