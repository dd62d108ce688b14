/// Parameters as job files have them, for templates and references.
extension ParameterValue {
    /// As somebody would write it into a job file: words without quotes where none are needed.
    ///
    /// Records and files, which no default can be, are described, not written.
    public var jobText: String {
        switch self {
        case .text(let word) where word.isPlainWord: word
        case .texts(let words) where words.allSatisfy(\.isPlainWord): "[\(words.joined(separator: ", "))]"
        case .real(let value) where value == value.rounded() && value.magnitude < 1e15: "\(value)"
        case .records, .file: text
        default: canonical
        }
    }
}

extension Parameter.Kind {
    /// What a job may say, for the end of a sentence: `an integer`, `open, periodic`.
    public var jobText: String { allowed }

    /// One word for the kind, for programs.
    public var name: String {
        switch self {
        case .real: "real"
        case .integer: "integer"
        case .text: "text"
        case .choice: "choice"
        case .integers: "integers"
        case .choices: "choices"
        case .words: "words"
        case .names: "names"
        case .reals: "reals"
        case .range: "range"
        case .vectors: "vectors"
        case .records: "records"
        case .directions: "directions"
        case .named: "named"
        case .selection: "selection"
        case .file: "file"
        }
    }
}

extension String {
    /// Whether YAML reads it as this word without quotes: letters, digits and hyphens, a letter first, no word with a meaning.
    fileprivate var isPlainWord: Bool {
        wholeMatch(of: /[A-Za-z][A-Za-z0-9_\-]*/) != nil
            && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(lowercased())
    }
}
