import Yams

extension YamlDocument {
    /// Numbers as one value: a list, or a range.
    func reals(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> [Double] {
        let reader = RangeReader(document: self, name: subject, origin: origin(of: node), isInteger: false)
        let values: [Double]
        if case .mapping = node {
            values = try reader.values(node)
        } else {
            values = try numbers(node, subject, allowed: allowed)
            guard !values.isEmpty else { throw origin(of: node).error("\(subject) is an empty list", allowed: allowed) }
        }
        var seen = Set<Double>(minimumCapacity: values.count)
        if let index = values.firstIndex(where: { !seen.insert($0).inserted }) {
            throw origin(of: node).error(
                "\(subject) has \(short(values[index])) twice, the second time as value \(index + 1)",
                allowed: "values that differ")
        }
        return values
    }

    /// A list of vectors of equal length; may be empty.
    func vectors(_ node: Node, length: Int, _ subject: String, allowed: String) throws(JobError) -> [[Double]] {
        var vectors: [[Double]] = []
        for (index, item) in try list(node, subject, allowed: allowed).enumerated() {
            vectors.append(try vector(item, length: length, "item \(index + 1) of \(subject)", allowed: allowed))
        }
        return vectors
    }

    /// A list of so many numbers.
    func vector(_ node: Node, length: Int, _ subject: String, allowed: String) throws(JobError) -> [Double] {
        let vector = try numbers(node, subject, allowed: allowed)
        guard vector.count == length else { throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed) }
        return vector
    }

    /// A list of mappings, each complete by the schema; may be empty.
    func records(_ node: Node, _ schema: [Parameter], _ subject: String, allowed: String) throws(JobError) -> [ParameterSet] {
        var records: [ParameterSet] = []
        for (index, item) in try list(node, subject, allowed: allowed).enumerated() {
            let name = "item \(index + 1) of \(subject)"
            let fields = "a mapping of " + schema.keys(below: "").joined(separator: ", ")
            var given = GivenParameters()
            try given.read(
                try entries(of: item, name, allowed: fields), of: self, schema: schema, name, owner: " of \(name)")
            records.append(try given.completed(by: schema, place: origin(of: item), hint: ", in \(name)"))
        }
        return records
    }

    private func numbers(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> [Double] {
        var values: [Double] = []
        for (index, item) in try list(node, subject, allowed: allowed).enumerated() {
            values.append(try number(item, "item \(index + 1) of \(subject)", allowed: Parameter.Kind.real.allowed))
        }
        return values
    }

    func list(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> Node.Sequence {
        try refuseTag(of: node)
        guard case .sequence(let items) = node else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        guard items.count <= RangeReader.largestCount else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: "10 million values")
        }
        return items
    }
}
