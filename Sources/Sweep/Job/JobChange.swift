import Yams

/// A change of a job that is made when it is read, as `--set key=value` has it: the file stays as it is.
///
/// `gap_p=0.2` sets a parameter of the system, in place of an axis over it if there is one; `grid.delta=1..5` an axis;
/// `solver=…`, `solver.threads=…` and `model=…` what stands there in a job file. Values are written as in a job file;
/// `1..5` on an axis is `{ from: 1, to: 5 }`.
public struct JobChange: Sendable, Equatable {
    /// As it was given.
    public let text: String
    fileprivate let key: String
    fileprivate let value: String

    /// - Throws: `JobError` if it is no `key=value`.
    public init(parsing text: String) throws(JobError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
            $0.trimmed
        }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !text.contains(where: \.isNewline) else {
            throw JobError(
                file: "--set", line: nil, problem: "found \(quoted(text))",
                allowed: "key=value, such as gap_p=0.2, grid.delta=1..5, solver=low-rank")
        }
        (self.text, key, value) = (text, parts[0], parts[1])
    }

    fileprivate var place: String { "--set \(key)" }

    /// The value as a node without a line, lest complaints name one of the job file.
    fileprivate var node: Node {
        get throws(JobError) {
            let isAxis = key.hasPrefix("grid.")
            if isAxis, let range = value.wholeMatch(of: #/([^\s.,\[{]+(?:\.\d+)?(?:e[+-]?\d+)?)\.\.(\S+)/#) {
                let ends = [("from", range.1), ("to", range.2)]
                return Node(ends.map { (Node($0.0), Node(String($0.1), Tag(.implicit), .plain)) })
            }
            return try YamlDocument(parsing: value, file: place).root.withoutMarks
        }
    }
}

extension [JobChange] {
    private static var jobKeys: [String] { ["solver", "model", "grid", "system"] }

    /// The job's text with a note of what was changed, for the record.
    func recorded(in text: String) -> String {
        guard !isEmpty else { return text }
        return text + (text.hasSuffix("\n") ? "" : "\n") + map { "# changed when it was run: --set \($0.text)\n" }.joined()
    }

    /// The root of the document with the changes that concern the grid, the solver and the model.
    ///
    /// - Parameter asked: the keys of what stands beside the system in jobs of any model.
    /// - Precondition: the root is a mapping.
    func applied(to document: YamlDocument, asked: [String]) throws(JobError) -> Node {
        guard case .mapping(var root) = document.root else { return document.root }
        for change in self {
            let path = change.key.split(separator: ".", maxSplits: 1).map(String.init)
            switch (path.first, path.count) {
            case ("grid", 2): try set(change.node, at: path[1], below: "grid", in: &root, change)
            case ("solver", 2):
                // `solver: low-rank` is short for a mapping.
                if let short = root["solver"], case .scalar = short { root["solver"] = Node([(Node("name"), short)]) }
                try set(change.node, at: path[1], below: "solver", in: &root, change)
            case ("solver", 1), ("model", 1), ("grid", 1), ("system", 1): root[change.key] = try change.node
            case (let key?, _) where asked.contains(key):
                try set(change.node, at: change.key.split(separator: ".").map(String.init)[...], in: &root, change)
            default: try removeAxis(change, from: &root)
            }
        }
        return .mapping(root)
    }

    /// The system with the changes that concern its parameters.
    func applied(toSystem node: Node, of schema: [Parameter], asked: [String]) throws(JobError) -> Node {
        guard case .mapping(var system) = node else { return node }
        for change in self where !(Self.jobKeys + asked).contains(String(change.key.prefix { $0 != "." })) {
            let path = change.key.split(separator: ".").map(String.init)
            // What says the same in another way gives way.
            let rivals = schema.first { $0.key == change.key }?.excludes ?? []
            for rival in rivals { system[rival] = nil }
            try set(change.node, at: path[...], in: &system, change)
        }
        return .mapping(system)
    }

    private func set(_ value: Node, at key: String, below name: String, in root: inout Node.Mapping, _ change: JobChange)
        throws(JobError)
    {
        var inner = Node.Mapping([])
        if let node = root[name] {
            guard case .mapping(let found) = node else {
                throw JobError(file: change.place, line: nil, problem: "\(name) is no mapping in this job", allowed: nil)
            }
            inner = found
        }
        try refuseZipped(key, in: inner, change)
        inner[key] = value
        root[name] = .mapping(inner)
    }

    private func set(_ value: Node, at path: ArraySlice<String>, in mapping: inout Node.Mapping, _ change: JobChange)
        throws(JobError)
    {
        guard let key = path.first else { return }
        guard path.count > 1 else { return mapping[key] = value }
        var inner = Node.Mapping([])
        if let node = mapping[key] {
            guard case .mapping(let found) = node else {
                throw JobError(file: change.place, line: nil, problem: "\(key) is no mapping in this job", allowed: nil)
            }
            inner = found
        }
        try set(value, at: path.dropFirst(), in: &inner, change)
        mapping[key] = .mapping(inner)
    }

    /// A parameter that is set is no axis any more.
    private func removeAxis(_ change: JobChange, from root: inout Node.Mapping) throws(JobError) {
        guard let grid = root["grid"], case .mapping(var axes) = grid else { return }
        try refuseZipped(change.key, in: axes, change)
        guard axes[change.key] != nil else { return }
        axes[change.key] = nil
        root["grid"] = .mapping(axes)
    }

    private func refuseZipped(_ key: String, in axes: Node.Mapping, _ change: JobChange) throws(JobError) {
        guard let zip = axes["zip"] else { return }
        let groups: [Node] = if case .sequence(let sequence) = zip { Array<Node>(sequence) } else { [zip] }
        guard groups.contains(where: { $0[key] != nil }) else { return }
        throw JobError(
            file: change.place, line: nil, problem: "\(quoted(key)) advances together with others in this job",
            allowed: "a change of grid.zip as a whole, such as --set 'grid.zip={ mu: [1, 2], nu: [0, 1] }'")
    }
}

extension Node {
    /// The same values, as if they stood in no file.
    fileprivate var withoutMarks: Node {
        switch self {
        case .scalar(let scalar): .scalar(Scalar(scalar.string, scalar.tag, scalar.style))
        case .sequence(let sequence): .sequence(Sequence(sequence.map(\.withoutMarks), sequence.tag, sequence.style))
        case .mapping(let mapping):
            .mapping(Mapping(mapping.map { ($0.key.withoutMarks, $0.value.withoutMarks) }, mapping.tag, mapping.style))
        case .alias: self
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
