/// The number of the form in which canonical texts are written. A program reads its own number and all below.
///
/// 1: single numbers, words, and lists of them. 2: ranges as one value, vectors, records, input files, axes over vectors. A
/// job that uses nothing new is written with 1, so that its text and its hash stay what they were.
enum PlanNumber {
    static let newest = 2
    private static let start = "# moriya plan "

    static func header(_ number: Int) -> String { start + number.description + "\n" }

    /// Refuses a plan that a later program wrote. A text without a number is one that a person wrote.
    static func check(_ text: String, file: String) throws(JobError) {
        guard text.hasPrefix(start) else { return }
        let digits = text.dropFirst(start.count).prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(start.count + digits.count)
        guard !digits.isEmpty, rest.isEmpty || rest.first?.isNewline == true else { return }
        // More digits than fit are a larger number, too.
        guard let number = Int(digits), 1...newest ~= number else {
            throw JobError(
                file: file, line: 1, problem: "plan \(digits.prefix(20)) comes from another version of this program",
                allowed: "plans 1 to \(newest)")
        }
    }
}

extension Job {
    /// The least plan number that can say all of it.
    var planNumber: Int {
        let values = Array(fixed.values.values) + Array(solver.settings.values.values)
        let usesNewKinds = values.contains { value in
            switch value {
            case .real, .integer, .text, .integers, .texts: false
            case .reals, .vectors, .records, .file: true
            }
        }
        let usesVectorAxes = grid.axes.contains { $0.members.contains { $0.component != nil } }
        return usesNewKinds || usesVectorAxes ? 2 : 1
    }
}
