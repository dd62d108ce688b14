/// The counts at the head of a file: how many functions, how many R, and the degeneracy of each R.
struct WannierFileHead {
    let functions: Int
    let degeneracies: [Int]
    let warnings: [WannierFileWarning]

    init(_ scanner: inout FortranScanner) throws(WannierFileError) {
        functions = try Self.count(&scanner, "Wannier functions")
        let cells = try Self.count(&scanner, "lattice vectors")
        var degeneracies: [Int] = []
        var warnings: [WannierFileWarning] = []
        while degeneracies.count < cells {
            let mayBeBlank = degeneracies.isEmpty
            guard scanner.nextLine() else { throw scanner.fault(.truncated(expected: "\(cells) degeneracies")) }
            if scanner.isAtEndOfLine {
                // A blank line ends the list in `_tb.dat`.
                if mayBeBlank { continue }
                throw scanner.fault(.tooFewDegeneracies(found: degeneracies.count, expected: cells))
            }
            while degeneracies.count < cells, !scanner.isAtEndOfLine {
                guard let value = scanner.integerIfAny(), value > 0 else {
                    throw scanner.fault(.tooFewDegeneracies(found: degeneracies.count, expected: cells))
                }
                degeneracies.append(value)
            }
        }
        if !scanner.isAtEndOfLine {
            let sentence = "more degeneracies than the \(cells) lattice vectors; the rest of the line is ignored."
            warnings.append(WannierFileWarning(file: scanner.file, line: scanner.line, sentence: sentence))
        }
        (self.degeneracies, self.warnings) = (degeneracies, warnings)
    }

    /// The first number of the next line; a remark may follow it.
    private static func count(_ scanner: inout FortranScanner, _ what: String) throws(WannierFileError) -> Int {
        try scanner.nextFilledLine(expecting: "the number of \(what)")
        let value = try scanner.integer("the number of \(what)")
        guard (1...WannierFile.countLimit).contains(value) else { throw scanner.fault(.badCount(found: value, what: what)) }
        return value
    }

    /// Refuses a file too short for its own counts before memory is taken for them.
    func requireBytes(_ scanner: FortranScanner, perElement bytes: Int) throws(WannierFileError) {
        let elements = functions.multipliedReportingOverflow(by: functions * degeneracies.count)
        guard !elements.overflow, elements.partialValue < scanner.remaining / bytes + 1 || elements.partialValue < 1_000_000
        else {
            throw scanner.fault(
                .truncated(expected: "\(functions) × \(functions) elements for each of \(degeneracies.count) lattice vectors"))
        }
    }
}
