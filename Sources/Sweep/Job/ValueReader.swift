import Yams

extension Parameter.Kind {
    /// What a job may say, for the end of a sentence.
    var allowed: String {
        switch self {
        case .real: "a finite number"
        case .integer: "an integer"
        case .text: "a text"
        case .choice(let words): words.joined(separator: ", ")
        case .integers(let count): "a list of \(count) integers"
        case .choices(let count, let words): "a list of \(count) words, each one of " + words.joined(separator: ", ")
        case .words(let words): "one of \(words.joined(separator: ", ")), or a list of some"
        case .names: "a word, or a list of words"
        case .reals(let count): "a list of \(count) numbers"
        case .range: "numbers as " + RangeReader.forms
        case .vectors(let length): "a list of vectors of \(length) \(length == 1 ? "number" : "numbers")"
        case .records(let schema): "a list of mappings of " + schema.keys(below: "").joined(separator: ", ")
        case .directions: "a list of vectors of 3 numbers, or of words from +x to -z"
        case .named(let schema):
            "a mapping from names to \(schema.first.map { $0.kind.allowed + ", or to " } ?? "")mappings of "
                + schema.keys(below: "").joined(separator: ", ")
        case .selection(let choices): "a list of some of " + choices.map(\.word).joined(separator: ", ")
        case .file(let description): "the path of \(description)"
        }
    }

    /// A default as the reader would have read it: a real parameter is always `.real`.
    func normalized(_ value: ParameterValue) -> ParameterValue {
        switch (self, value) {
        case (.real, .integer(let integer)): .real(Double(integer))
        case (.range, .integers(let integers)), (.reals, .integers(let integers)): .reals(integers.map(Double.init))
        default: value
        }
    }
}

extension YamlDocument {
    /// From here on 64-bit reals, in which readers of the results may hold them, skip integers.
    static let integerLimit = Double(1 << 53)

    /// The value of a parameter.
    ///
    /// - Parameter subject: what the node stands for, for complaints: `"mu"`, `value 3 of axis "mu"`.
    func value(_ node: Node, _ kind: Parameter.Kind, _ subject: String) throws(JobError) -> ParameterValue {
        switch kind {
        case .real: return .real(try number(node, subject, allowed: kind.allowed))
        case .integer: return .integer(try integer(node, subject, allowed: kind.allowed))
        case .text: return .text(try word(node, subject, among: nil, allowed: kind.allowed))
        case .choice(let words): return .text(try word(node, subject, among: words, allowed: kind.allowed))
        case .integers(let count):
            var values: [Int] = []
            for (index, item) in try items(node, subject, count: count, allowed: kind.allowed).enumerated() {
                values.append(try integer(item, "item \(index + 1) of \(subject)", allowed: kind.allowed))
            }
            return .integers(values)
        case .choices(let count, let words):
            var values: [String] = []
            for (index, item) in try items(node, subject, count: count, allowed: kind.allowed).enumerated() {
                values.append(try word(item, "item \(index + 1) of \(subject)", among: words, allowed: kind.allowed))
            }
            return .texts(values)
        case .words(let words): return .texts(try self.words(node, subject, among: words, allowed: kind.allowed))
        case .names: return .texts(try self.words(node, subject, among: nil, allowed: kind.allowed))
        case .reals(let count): return .reals(try vector(node, length: count, subject, allowed: kind.allowed))
        case .range: return .reals(try reals(node, subject, allowed: kind.allowed))
        case .vectors(let length): return .vectors(try vectors(node, length: length, subject, allowed: kind.allowed))
        case .records(let schema): return .records(try records(node, schema, subject, allowed: kind.allowed))
        case .directions: return .vectors(try directions(node, subject, allowed: kind.allowed))
        case .named(let schema): return .records(try namedRecords(node, schema, subject, allowed: kind.allowed))
        case .selection(let choices): return .records(try selection(node, choices, subject, allowed: kind.allowed))
        case .file: return .file(try inputFile(node, subject, allowed: kind.allowed))
        }
    }

    /// One word, or several different ones.
    private func words(
        _ node: Node, _ subject: String, among allowedWords: [String]?, allowed: String
    ) throws(JobError) -> [String] {
        guard case .sequence(let items) = node else {
            return [try word(node, subject, among: allowedWords, allowed: allowed)]
        }
        var words: [String] = []
        for (index, item) in items.enumerated() {
            let word = try word(item, "item \(index + 1) of \(subject)", among: allowedWords, allowed: allowed)
            guard !words.contains(word) else {
                throw origin(of: item).error("\(subject) names \(quoted(word)) twice", allowed: allowed)
            }
            words.append(word)
        }
        guard !words.isEmpty else { throw origin(of: node).error("\(subject) is an empty list", allowed: allowed) }
        return words
    }

    func number(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> Double {
        let scalar = try scalar(node, subject, allowed: allowed)
        guard !scalar.isQuoted, case .number(let value) = NumberText(scalar.string) else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        return value
    }

    func integer(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> Int {
        let value = try number(node, subject, allowed: allowed)
        guard value.magnitude < Self.integerLimit else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: "\(allowed), of size below 2^53")
        }
        guard let integer = Int(exactly: value) else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        return integer
    }

    private func word(
        _ node: Node, _ subject: String, among words: [String]?, allowed: String
    ) throws(JobError) -> String {
        let word = try scalar(node, subject, allowed: allowed).string
        guard words?.contains(word) ?? true else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        return word
    }

    private func items(
        _ node: Node, _ subject: String, count: Int, allowed: String
    ) throws(JobError) -> Node.Sequence {
        try refuseTag(of: node)
        guard case .sequence(let items) = node, items.count == count else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        return items
    }

    /// A single word or number; an empty value (`mu:`) is none.
    func scalar(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> Node.Scalar {
        try refuseTag(of: node)
        guard case .scalar(let scalar) = node, !scalar.isNull else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        return scalar
    }
}
