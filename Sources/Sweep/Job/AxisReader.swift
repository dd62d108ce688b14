import Yams

/// Reads the values of one axis: a list or a range.
struct AxisReader {
    /// Enough for any sweep; a mistyped count or step is more likely beyond it.
    static let largestCount = 10_000_000

    let document: YamlDocument
    let parameter: Parameter
    /// Where the axis's key stands; complaints about the axis as a whole point here.
    let origin: Origin

    private var name: String { "axis \"\(parameter.key)\"" }
    private static let forms = "a list, { from, to, step } or { from, to, count }"

    func values(_ node: Node) throws(JobError) -> [ParameterValue] {
        switch node {
        case .sequence(let items): try list(items, node)
        case .mapping: try range(node)
        case .scalar, .alias: throw origin.error("\(name) is \(document.describe(node))", allowed: Self.forms)
        }
    }

    private func list(_ items: Node.Sequence, _ node: Node) throws(JobError) -> [ParameterValue] {
        try document.refuseTag(of: node)
        guard !items.isEmpty else { throw origin.error("\(name) has no values", allowed: Self.forms) }
        try refuseTooMany(Double(items.count))
        var values: [ParameterValue] = []
        values.reserveCapacity(items.count)
        for item in items {
            values.append(try document.value(item, parameter.kind, "value \(values.count + 1) of \(name)"))
        }
        return values
    }

    private func range(_ node: Node) throws(JobError) -> [ParameterValue] {
        let keys = ["from", "to", "step", "count"]
        var fields: [String: Node] = [:]
        for entry in try document.entries(of: node, name, allowed: Self.forms) {
            guard keys.contains(entry.key) else { throw unknownKey(entry, in: name, allowed: keys) }
            fields[entry.key] = entry.value
        }
        guard parameter.kind == .real || parameter.kind == .integer else {
            throw origin.error("\(name) is a range, but its values are words", allowed: "a list")
        }
        guard let fromNode = fields["from"], let toNode = fields["to"] else {
            throw origin.error("\(name) has no \(fields["from"] == nil ? "from" : "to")", allowed: Self.forms)
        }
        let from = try end(fromNode, "from")
        let to = try end(toNode, "to")
        switch (fields["step"], fields["count"]) {
        case (.some, .some): throw origin.error("\(name) has both a step and a count", allowed: Self.forms)
        case (let step, nil): return try stepped(from, to, step)
        case (nil, .some(let count)): return try counted(from, to, count)
        }
    }

    /// A number of the axis's kind, as a real: integers are below 2^53, hence exact.
    private func end(_ node: Node, _ field: String) throws(JobError) -> Double {
        switch try document.value(node, parameter.kind, "\"\(field)\" of \(name)") {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .text, .integers, .texts: preconditionFailure("a range is of numbers")
        }
    }

    private func stepped(_ from: Double, _ to: Double, _ stepNode: Node?) throws(JobError) -> [ParameterValue] {
        let step: Double = if let stepNode { try end(stepNode, "step") } else { 1 }
        guard step != 0 else { throw origin.error("\(name) has step 0", allowed: "a step towards \"to\"") }
        // 1e-9: a last step that misses `to` by rounding alone still counts.
        let steps = ((to - from) / step + 1e-9).rounded(.down)
        guard steps >= 0 else {
            throw origin.error(
                "\(name) never gets from \(short(from)) to \(short(to)) by steps of \(short(step))",
                allowed: "a step towards \"to\"")
        }
        try refuseTooMany(steps + 1)
        return try (0...Int(steps)).mapThrowing { index throws(JobError) in
            try self.value(from + Double(index) * step, index)
        }
    }

    private func counted(_ from: Double, _ to: Double, _ countNode: Node) throws(JobError) -> [ParameterValue] {
        let count = try document.integer(countNode, "\"count\" of \(name)", allowed: "a count of 1 or more")
        guard count >= 1 else { throw origin.error("\(name) has count \(count)", allowed: "a count of 1 or more") }
        guard count > 1 || from == to else {
            throw origin.error("\(name) has count 1 but different ends", allowed: "a count of 2 or more")
        }
        try refuseTooMany(Double(count))
        return try (0..<count).mapThrowing { index throws(JobError) in
            // The last is `to` itself, whatever rounding makes of the formula.
            let last = index == count - 1
            return try self.value(last ? to : from + (to - from) * Double(index) / Double(count - 1), index)
        }
    }

    private func value(_ value: Double, _ index: Int) throws(JobError) -> ParameterValue {
        // Far apart ends overflow; and no value may be spelt -0.
        guard value.isFinite else {
            throw origin.error("\(name) spans more than 64-bit numbers can", allowed: "smaller ends")
        }
        guard parameter.kind == .integer else { return .real(value + 0) }
        guard let integer = Int(exactly: value) else {
            throw origin.error("value \(index + 1) of \(name) comes to \(short(value))", allowed: "integers")
        }
        return .integer(integer)
    }

    private func refuseTooMany(_ count: Double) throws(JobError) {
        guard count <= Double(Self.largestCount) else {
            throw origin.error("\(name) has more than 10 million values", allowed: "10 million points in all")
        }
    }
}

extension Sequence {
    /// `map` for a closure with a typed error.
    fileprivate func mapThrowing<Value, Failure: Error>(
        _ transform: (Element) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(underestimatedCount)
        for element in self { values.append(try transform(element)) }
        return values
    }
}

/// A number as people write it: -3, not -3.0.
func short(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
