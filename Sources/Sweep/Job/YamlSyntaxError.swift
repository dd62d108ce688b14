import Yams

extension YamlDocument {
    /// A complaint of the YAML library as one sentence with file and line.
    static func explain(_ error: YamlError, text: String, file: String) -> JobError {
        func sentence(_ context: YamlError.Context?, _ problem: String, _ mark: Mark) -> JobError {
            let start = context.map { context in
                context.text + (context.mark.line == mark.line ? ", " : " (line \(context.mark.line)), ")
            }
            return JobError(
                file: file, line: mark.line, problem: "not valid YAML: \(start ?? "")\(problem)", allowed: nil)
        }
        switch error {
        case .parser(_, let problem, let mark, _) where problem.hasPrefix("Maximum nesting level"):
            // The library's sentence continues with advice to C programmers.
            return JobError(file: file, line: mark.line, problem: "values nested too deeply", allowed: nil)
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            return sentence(context, problem, mark)
        case .composer(nil, let problem, let mark, _):
            return sentence(nil, problem, mark)
        case .composer(.some, _, let mark, _):
            // The only complaint of the composer with a context.
            return JobError(file: file, line: mark.line, problem: "a second YAML document", allowed: "one document")
        case .duplicatedKeysInMapping(let keys, let context):
            // The place is that of the first key in alphabetical order.
            let name = keys.min().map(quoted) ?? ""
            return JobError(
                file: file, line: context.mark.line,
                problem: "key \(name) stands here and again further down in the same mapping", allowed: "each key once")
        case .reader(let problem, _, let value, _):
            // The library's offset is lost inside a grapheme, so the offending character is looked up here.
            let scalars = text.unicodeScalars
            let position = scalars.firstIndex { Int32(bitPattern: $0.value) == value }
            let line = position.map { scalars[..<$0].count { $0 == "\n" } + 1 }
            return JobError(file: file, line: line, problem: "not valid YAML: \(problem)", allowed: nil)
        default:
            return JobError(file: file, line: nil, problem: "not valid YAML: \(error)", allowed: nil)
        }
    }
}
