/// Something in a job that cannot be run, in one sentence: where, what was found, what is allowed.
public struct JobError: Error, Equatable, CustomStringConvertible {
    /// The file at fault: the job file or its system file, as the user would name it.
    public let file: String
    /// Counted from 1; nil where the trouble is with the file as a whole.
    public let line: Int?
    public let problem: String
    /// What would be accepted; nil where the problem says so already.
    public let allowed: String?

    public init(file: String, line: Int?, problem: String, allowed: String?) {
        self.file = file
        self.line = line
        // A message is read by a person, whatever was quoted into it.
        self.problem = shortened(problem, to: 600)
        self.allowed = allowed.map { shortened($0, to: 400) }
    }

    public var description: String {
        // The end of a path tells more than its start.
        let file = file.utf8.count <= 300 ? file : "…" + file.suffix(200)
        let place = line.map { "\(file):\($0)" } ?? file
        guard let allowed else { return "\(place): \(problem)" }
        return "\(place): \(problem)" + (problem.hasSuffix("?") ? " Allowed: " : "; allowed: ") + allowed
    }
}

/// A place in a file: where a parameter was set.
struct Origin: Equatable {
    let file: String
    let line: Int?

    func error(_ problem: String, allowed: String? = nil) -> JobError {
        JobError(file: file, line: line, problem: problem, allowed: allowed)
    }

    var description: String { line.map { "\(file):\($0)" } ?? file }
}

/// Text from a file as a sentence can hold it: in quotes, on one line, of at most 80 characters.
func quoted(_ text: String) -> String {
    var shown = ""
    var length = 0
    for (index, scalar) in text.unicodeScalars.prefix(61).enumerated() {
        let next = scalar.escaped(asASCII: false)
        length += next.unicodeScalars.count
        // Two quotes and an ellipsis around 77.
        guard index < 60, length <= 77 else { return "\"" + shown + "…\"" }
        shown += next
    }
    return "\"" + shown + "\""
}

/// The start of a text that is too long for a sentence.
func shortened(_ text: String, to limit: Int) -> String {
    text.utf8.count <= limit ? text : text.prefix(limit - 1) + "…"
}
