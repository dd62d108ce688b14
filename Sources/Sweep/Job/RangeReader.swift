import Yams

/// Reads numbers that are written as a list or as a range, for an axis or for one value.
struct RangeReader {
    /// Enough for any sweep; a mistyped count or step is more likely beyond it.
    static let largestCount = 10_000_000
    static let forms = "a list, { from, to, step } or { from, to, count }"

    let document: YamlDocument
    /// What the numbers are for, in complaints: `axis "mu"`.
    let name: String
    /// Where complaints about the range as a whole point.
    let origin: Origin
    let isInteger: Bool

    private var allowedNumber: String { isInteger ? Parameter.Kind.integer.allowed : Parameter.Kind.real.allowed }

    /// The numbers of a mapping with `from` and `to`.
    func values(_ node: Node) throws(JobError) -> [Double] {
        let keys = ["from", "to", "step", "count", "spacing"]
        var fields: [String: Node] = [:]
        for entry in try document.entries(of: node, name, allowed: Self.forms) {
            guard keys.contains(entry.key) else { throw unknownKey(entry, in: name, allowed: keys) }
            fields[entry.key] = entry.value
        }
        guard let fromNode = fields["from"], let toNode = fields["to"] else {
            throw origin.error("\(name) has no \(fields["from"] == nil ? "from" : "to")", allowed: Self.forms)
        }
        let range = NumberRange(from: try number(fromNode, "from"), to: try number(toNode, "to"))
        let isLogarithmic = try fields["spacing"].map(isLogarithmic) ?? false
        let values: [Double]
        switch (fields["step"], fields["count"]) {
        case (.some, .some): throw origin.error("\(name) has both a step and a count", allowed: Self.forms)
        case (_, nil) where isLogarithmic:
            throw origin.error("\(name) has spacing log but no count", allowed: "{ from, to, count, spacing: log }")
        case (let step, nil): values = try stepped(range, step)
        case (nil, .some(let count)): values = try counted(range, count, isLogarithmic)
        }
        if isInteger, let index = values.firstIndex(where: { Int(exactly: $0) == nil }) {
            throw origin.error("value \(index + 1) of \(name) comes to \(short(values[index]))", allowed: "integers")
        }
        return values
    }

    /// Refuses more values than any sweep can use.
    func refuseTooMany(_ count: Int) throws(JobError) {
        guard count <= Self.largestCount else { throw tooMany }
    }

    private var tooMany: JobError {
        origin.error("\(name) has more than 10 million values", allowed: "10 million points in all")
    }

    private func number(_ node: Node, _ field: String) throws(JobError) -> DecimalNumber {
        let subject = "\"\(field)\" of \(name)"
        let value =
            isInteger
            ? Double(try document.integer(node, subject, allowed: allowedNumber))
            : try document.number(node, subject, allowed: allowedNumber)
        return DecimalNumber(try document.scalar(node, subject, allowed: allowedNumber).string, value: value)
    }

    private func isLogarithmic(_ node: Node) throws(JobError) -> Bool {
        let subject = "\"spacing\" of \(name)"
        let value = try document.value(node, .choice(["linear", "log"]), subject)
        return value == .text("log")
    }

    private func stepped(_ range: NumberRange, _ stepNode: Node?) throws(JobError) -> [Double] {
        let step = if let stepNode { try number(stepNode, "step") } else { DecimalNumber(Natural(1), exponent: 0) }
        guard !step.isZero else { throw origin.error("\(name) has step 0", allowed: "a step towards \"to\"") }
        guard let values = range.values(step: step, limit: Self.largestCount) else { throw tooMany }
        guard !values.isEmpty else {
            throw origin.error(
                "\(name) never gets from \(short(range.from.value)) to \(short(range.to.value)) "
                    + "by steps of \(short(step.value))", allowed: "a step towards \"to\"")
        }
        return values
    }

    private func counted(
        _ range: NumberRange, _ countNode: Node, _ isLogarithmic: Bool
    ) throws(JobError) -> [Double] {
        let count = try document.integer(countNode, "\"count\" of \(name)", allowed: "a count of 1 or more")
        guard count >= 1 else { throw origin.error("\(name) has count \(count)", allowed: "a count of 1 or more") }
        guard count > 1 || range.from.value == range.to.value else {
            throw origin.error("\(name) has count 1 but different ends", allowed: "a count of 2 or more")
        }
        try refuseTooMany(count)
        guard isLogarithmic else { return range.values(count: count) }
        guard range.from.value > 0, range.to.value > 0 else {
            throw origin.error("\(name) has spacing log but an end that is not positive", allowed: "ends above 0")
        }
        return range.logarithmicValues(count: count)
    }
}

/// A number as people write it: -3, not -3.0.
func short(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
