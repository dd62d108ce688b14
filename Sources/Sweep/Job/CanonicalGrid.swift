extension Grid {
    /// The axes as a job file lists them, below the key `grid`.
    var canonical: String {
        guard !axes.isEmpty else { return " {}\n" }
        var text = "\n"
        // A mapping has one key `zip`, so it takes all axes from the first zipped one to the last.
        let first = axes.firstIndex { $0.keys.count > 1 } ?? axes.endIndex
        let last = axes.lastIndex { $0.keys.count > 1 } ?? axes.endIndex
        var index = axes.startIndex
        while index < axes.endIndex {
            if index == first { text += "  zip:\n" }
            let zipped = (first...last).contains(index)
            let split = axes[index...].prefix(axes[index].countOfSplitAxes)
            let entries = split.count > 1 ? [Self.entry(of: split)] : axes[index].entries
            for (number, entry) in entries.enumerated() {
                text += zipped ? (number == 0 ? "    - " : "      ") : "  "
                text += entry + "\n"
            }
            index += split.count
        }
        return text
    }

    /// A vector whose components have an axis each: `displacement: { x: [1, 2], y: [0, 1] }`.
    private static func entry(of split: ArraySlice<Axis>) -> String {
        let components = split.map { axis in "\(axis.members[0].component?.name ?? ""): \(axis.members[0].canonicalValues)" }
        return "\(split.first?.members[0].key ?? ""): { \(components.joined(separator: ", ")) }"
    }
}

extension Axis {
    /// How many axes from this one on are components of one vector, or 1.
    fileprivate var countOfSplitAxes: Int {
        guard members.count == 1, let component = members[0].component else { return 1 }
        return component.count
    }

    /// A line for each parameter; the components of a vector are written together.
    fileprivate var entries: [String] {
        keys.map { key in
            let parts = members.filter { $0.key == key }
            guard parts[0].component != nil else { return "\(key): \(parts[0].canonicalValues)" }
            let vectors = (0..<count).map { index in
                "[" + parts.map { $0.values[index].canonical }.joined(separator: ", ") + "]"
            }
            return "\(key): [\(vectors.joined(separator: ", "))]"
        }
    }
}

extension Axis.Member {
    fileprivate var canonicalValues: String {
        var text = "["
        for (position, value) in values.enumerated() {
            if position > 0 { text += ", " }
            text += value.canonical
        }
        return text + "]"
    }
}
