import Yams

/// A YAML file taken apart: knows its name, so that each complaint about a node names file and line.
struct YamlDocument {
    let file: String
    let root: Node
    /// Where a plan's input files come from; nil for a job, which names them by their paths.
    let resolver: InputResolver?

    init(parsing text: String, file: String, resolver: InputResolver? = nil) throws(JobError) {
        self.file = file
        self.resolver = resolver
        // A byte order mark says nothing in UTF-8, and some editors write one. The YAML library minds it once a second key comes.
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        try Self.refuseManyAliases(text, file: file)
        do {
            guard let root = try Yams.compose(yaml: text, .default, .default, .utf8) else {
                throw JobError(file: file, line: nil, problem: "is empty", allowed: "a mapping of keys to values")
            }
            self.root = root
        } catch let error as JobError {
            throw error
        } catch let error as YamlError {
            throw Self.explain(error, text: text, file: file)
        } catch {
            throw JobError(file: file, line: nil, problem: "not valid YAML: \(error)", allowed: nil)
        }
    }

    struct Entry {
        let key: String
        let origin: Origin
        let value: Node
    }

    func origin(of node: Node) -> Origin { Origin(file: file, line: node.mark?.line) }

    /// The entries of a mapping in the order of the file; keys are words and differ.
    ///
    /// - Parameter subject: what the mapping is, for complaints: `grid`, `axis "mu"`.
    func entries(of node: Node, _ subject: String, allowed: String) throws(JobError) -> [Entry] {
        try refuseTag(of: node)
        guard case .mapping(let mapping) = node else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        var entries: [Entry] = []
        var lines: [String: Int] = [:]
        for (keyNode, value) in mapping {
            let place = origin(of: keyNode)
            guard case .scalar(let scalar) = keyNode else {
                throw place.error("a key in \(subject) is \(describe(keyNode))", allowed: "a word")
            }
            try refuseTag(of: keyNode)
            guard scalar.string != "<<" else {
                throw place.error("merge key \"<<\" in \(subject)", allowed: "keys written out")
            }
            // The YAML library takes 1 and "1" for different keys; here both are the word 1.
            if let before = lines.updateValue(place.line ?? 0, forKey: scalar.string) {
                throw place.error(
                    "key \(quoted(scalar.string)) stands twice in \(subject), first on line \(before)",
                    allowed: "each key once")
            }
            entries.append(Entry(key: scalar.string, origin: place, value: value))
        }
        return entries
    }

    private static let pythonTag = "tag:yaml.org,2002:python/"

    /// Tags such as `!include` would otherwise be dropped silently.
    func refuseTag(of node: Node) throws(JobError) {
        let tag: String
        switch node {
        case .scalar(let scalar): tag = scalar.tag.rawValue
        case .sequence(let sequence): tag = sequence.tag.rawValue
        case .mapping(let mapping): tag = mapping.tag.rawValue
        case .alias: return
        }
        guard !tag.hasPrefix(Self.pythonTag) else {
            throw origin(of: node).error(
                "the Python object \(quoted("!!python/" + tag.dropFirst(Self.pythonTag.count)))",
                allowed: "plain numbers, texts and lists; in Python, convert with float(), int(), str() or .tolist() first")
        }
        guard tag.isEmpty || tag == "!" || tag.hasPrefix("tag:yaml.org,2002:") else {
            throw origin(of: node).error("tag \(quoted(tag))", allowed: "plain values")
        }
    }

    /// What was found, for a sentence: `the text "a"`, `a list of 3 values`.
    func describe(_ node: Node) -> String {
        switch node {
        case .sequence(let sequence): sequence.count == 1 ? "a list of 1 value" : "a list of \(sequence.count) values"
        case .mapping: "a mapping"
        case .alias: "an alias"
        case .scalar(let scalar) where scalar.isNull: "nothing"
        case .scalar(let scalar): scalar.isQuoted ? "the text \(quoted(scalar.string))" : quoted(scalar.string)
        }
    }
}

extension Node.Scalar {
    /// Marked as text by quotes or by a tag, so never a number and never null.
    var isQuoted: Bool {
        (style != .plain && style != .any) || tag.rawValue == "!" || tag.rawValue == "tag:yaml.org,2002:str"
    }

    var isNull: Bool { !isQuoted && ["", "~", "null", "Null", "NULL"].contains(string) }
}
