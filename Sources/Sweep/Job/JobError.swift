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
        self.problem = problem
        self.allowed = allowed
    }

    public var description: String {
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

/// Text from a file as a sentence can hold it: in quotes, on one line, not too long.
func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(60) { shown += scalar.escaped(asASCII: false) }
    return "\"" + shown + (text.unicodeScalars.count > 60 ? "…" : "") + "\""
}
