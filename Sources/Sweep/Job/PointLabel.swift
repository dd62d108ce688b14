extension Job {
    /// The parameters of a point for logs: `delta=3 gap_p=0.01`.
    public func label(of point: Int) -> String {
        guard !grid.axes.isEmpty else { return "the only point" }
        return grid.coordinates(of: point).map { "\($0.key)=\($0.value.label)" }.joined(separator: " ")
    }
}

extension ParameterValue {
    /// For people; the shortest text that still tells the value from all others.
    public var label: String {
        switch self {
        case .real(let value): short(value)
        case .integer(let value): value.description
        // A text with spaces would run into the next parameter.
        case .text(let value): value.contains(where: \.isWhitespace) || value.utf8.count > 60 ? quoted(value) : value
        case .integers(let values): values.map(\.description).joined(separator: ",")
        case .texts(let values): values.joined(separator: ",")
        case .reals(let values): values.count <= 3 ? values.map(short).joined(separator: ",") : "\(values.count) values"
        case .vectors(let vectors): vectors.count == 1 ? "1 vector" : "\(vectors.count) vectors"
        case .records(let records): records.count == 1 ? "1 entry" : "\(records.count) entries"
        case .file(let file): file.name
        }
    }
}
