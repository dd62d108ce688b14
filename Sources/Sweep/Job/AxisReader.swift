import Yams

/// Reads the values of one axis: a list or a range, or a list of vectors.
struct AxisReader {
    let document: YamlDocument
    let parameter: Parameter
    /// Where the axis's key stands; complaints about the axis as a whole point here.
    let origin: Origin

    private var name: String { "axis \"\(parameter.key)\"" }

    private var forms: String {
        switch parameter.kind {
        case .integers(let count), .reals(let count):
            "a list of vectors, or { \(Axis.Component.names(of: count).joined(separator: ", ")) } with an axis each"
        default: RangeReader.forms
        }
    }

    /// The axes that the node makes, each as members that advance together: one axis, or one for each component of a vector.
    func axes(_ node: Node) throws(JobError) -> [[Axis.Member]] {
        let (count, component): (Int, Parameter.Kind)
        switch parameter.kind {
        case .integers(let length): (count, component) = (length, .integer)
        case .reals(let length): (count, component) = (length, .real)
        case .names: return [[Axis.Member(key: parameter.key, values: try numbersOrWords(node, .text, name))]]
        default: return [[Axis.Member(key: parameter.key, values: try numbersOrWords(node, parameter.kind, name))]]
        }
        if case .mapping = node { return try componentAxes(node, count, component) }
        let vectors = try list(node, parameter.kind, name)
        return [
            (0..<count).map { index in
                let values = vectors.map { vector -> ParameterValue in
                    switch vector {
                    case .integers(let numbers): return .integer(numbers[index])
                    case .reals(let numbers): return .real(numbers[index])
                    default: preconditionFailure("a vector is of numbers")
                    }
                }
                return Axis.Member(key: parameter.key, component: Axis.Component(index: index, count: count), values: values)
            }
        ]
    }

    /// `{ x: …, y: … }`: an axis for each component, in the order in which they stand.
    private func componentAxes(_ node: Node, _ count: Int, _ kind: Parameter.Kind) throws(JobError) -> [[Axis.Member]] {
        let names = Axis.Component.names(of: count)
        var axes: [[Axis.Member]] = []
        for entry in try document.entries(of: node, name, allowed: forms) {
            guard let index = names.firstIndex(of: entry.key) else { throw unknownKey(entry, in: name, allowed: names) }
            let values = try numbersOrWords(entry.value, kind, "\"\(entry.key)\" of \(name)")
            axes.append([
                Axis.Member(key: parameter.key, component: Axis.Component(index: index, count: count), values: values)
            ])
        }
        guard axes.count == count else {
            let given = axes.compactMap { $0[0].component?.name }
            let missing = names.first { !given.contains($0) } ?? ""
            throw origin.error("\(name) has no \(missing)", allowed: forms)
        }
        return axes
    }

    private func numbersOrWords(
        _ node: Node, _ kind: Parameter.Kind, _ name: String
    ) throws(JobError) -> [ParameterValue] {
        guard case .mapping = node else { return try list(node, kind, name) }
        guard kind == .real || kind == .integer else {
            throw origin.error("\(name) is a range, but its values are words", allowed: "a list")
        }
        let reader = RangeReader(document: document, name: name, origin: origin, isInteger: kind == .integer)
        return try reader.values(node).map { kind == .integer ? .integer(Int($0)) : .real($0) }
    }

    private func list(_ node: Node, _ kind: Parameter.Kind, _ name: String) throws(JobError) -> [ParameterValue] {
        guard case .sequence(let items) = node else {
            try document.refuseTag(of: node)
            throw origin.error("\(name) is \(document.describe(node))", allowed: forms)
        }
        try document.refuseTag(of: node)
        guard !items.isEmpty else { throw origin.error("\(name) has no values", allowed: forms) }
        try RangeReader(document: document, name: name, origin: origin, isInteger: false).refuseTooMany(items.count)
        var values: [ParameterValue] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try document.value(item, kind, "value \(values.count + 1) of \(name)")) }
        return values
    }
}
