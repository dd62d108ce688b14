import Yams

/// Reads `grid:` of a job: axes in the order of the file, zipped axes where `zip` stands.
struct GridReader {
    let document: YamlDocument
    let schema: [Parameter]

    private(set) var axes: [Axis] = []
    /// Where each parameter's axis stands.
    private(set) var origins: [String: Origin] = [:]
    private var points = 1

    private var candidates: [String] { schema.filter { $0.kind.canBeAxis && !$0.shapesResults }.map(\.key) }

    init(document: YamlDocument, schema: [Parameter]) {
        self.document = document
        self.schema = schema
    }

    mutating func read(_ node: Node) throws(JobError) {
        for entry in try document.entries(of: node, "grid", allowed: "a mapping of axes") {
            if entry.key == "zip" {
                try readZip(entry)
            } else {
                for members in try axes(entry, in: "grid", besides: ["zip"]) { try append(members, at: entry.origin) }
            }
        }
    }

    private mutating func readZip(_ entry: YamlDocument.Entry) throws(JobError) {
        let allowed = "a mapping of axes of equal length, or a list of such mappings"
        guard case .sequence(let groups) = entry.value else { return try readGroup(entry.value, entry.origin, allowed) }
        try document.refuseTag(of: entry.value)
        guard !groups.isEmpty else { throw entry.origin.error("zip is an empty list", allowed: allowed) }
        for group in groups { try readGroup(group, document.origin(of: group), allowed) }
    }

    private mutating func readGroup(_ node: Node, _ origin: Origin, _ allowed: String) throws(JobError) {
        var members: [Axis.Member] = []
        let entries = try document.entries(of: node, "zip", allowed: allowed)
        for entry in entries {
            let axes = try axes(entry, in: "zip", besides: [])
            if axes.count > 1 {
                guard entries.count == 1 else {
                    throw entry.origin.error(
                        "\"\(entry.key)\" makes \(axes.count) axes, which cannot advance together with others",
                        allowed: "a list of vectors")
                }
                for axis in axes { try append(axis, at: entry.origin) }
                return
            }
            guard let next = axes.first?.first else { continue }
            if let first = members.first, first.values.count != next.values.count {
                throw entry.origin.error(
                    "zipped axes differ in length, \"\(first.key)\" has \(counted(first.values.count)) "
                        + "and \"\(next.key)\" has \(counted(next.values.count))", allowed: "equal lengths")
            }
            members += axes[0]
        }
        guard !members.isEmpty else { throw origin.error("zip is an empty mapping", allowed: allowed) }
        try append(members, at: origin)
    }

    /// The axes that an entry makes: one, or one for each component of a vector.
    private mutating func axes(
        _ entry: YamlDocument.Entry, in subject: String, besides extra: [String]
    ) throws(JobError) -> [[Axis.Member]] {
        guard let parameter = schema.first(where: { $0.key == entry.key }) else {
            throw unknownKey(entry, in: subject, allowed: candidates + extra)
        }
        guard parameter.kind.canBeAxis, !parameter.shapesResults else {
            let reason = parameter.kind.canBeAxis ? "shapes the axes of the results" : "is \(parameter.kind.allowed)"
            throw entry.origin.error(
                "no axis can run over \"\(entry.key)\", which \(reason)", allowed: candidates.joined(separator: ", "))
        }
        if let before = origins.updateValue(entry.origin, forKey: entry.key) {
            throw entry.origin.error(
                "a second axis \"\(entry.key)\", the first is at \(before.description)",
                allowed: "one axis for each parameter")
        }
        return try AxisReader(document: document, parameter: parameter, origin: entry.origin).axes(entry.value)
    }

    private mutating func append(_ members: [Axis.Member], at origin: Origin) throws(JobError) {
        try refuseRepetition(members, at: origin)
        let axis = Axis(members: members)
        let (product, overflow) = points.multipliedReportingOverflow(by: axis.count)
        guard !overflow, product <= RangeReader.largestCount else {
            throw origin.error(
                "the grid has more than 10 million points from axis \"\(axis.name)\" on",
                allowed: "10 million points in all")
        }
        points = product
        axes.append(axis)
    }

    /// Two equal coordinates would make one point ambiguous for whoever selects by value.
    private func refuseRepetition(_ members: [Axis.Member], at origin: Origin) throws(JobError) {
        let single = members.count == 1 ? members[0].values : nil
        let repeated: Int? =
            if let single { firstRepetition(in: single) } else {
                firstRepetition(in: members[0].values.indices.map { index in members.map { $0.values[index] } })
            }
        guard let repeated else { return }
        let what = members.map { "\($0.name)=\($0.values[repeated].label)" }.joined(separator: " ")
        let keys = Axis(members: members).keys
        let axis = keys.map { "\"\($0)\"" }.joined(separator: ", ")
        let subject = keys.count == 1 ? "axis \(axis) has" : "zipped axes \(axis) have"
        throw origin.error(
            "\(subject) \(what) twice, the second time as value \(repeated + 1)", allowed: "values that differ")
    }

    private func firstRepetition<Value: Hashable>(in values: [Value]) -> Int? {
        var seen = Set<Value>(minimumCapacity: values.count)
        return values.firstIndex { !seen.insert($0).inserted }
    }

    private func counted(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }
}
