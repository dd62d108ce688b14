import Numerics

/// What a `_tb.dat` or `_hr.dat` file holds, as it stands there: nothing is divided, shifted or made Hermitian yet.
public struct WannierFile: Sendable {
    /// How the file calls itself in messages.
    public let name: String
    /// The lattice vectors in Å, one in each row; nil for `_hr.dat`, which does not say.
    public let lattice: [SIMD3<Double>]?
    /// The number of Wannier functions, n.
    public let functions: Int
    /// The lattice vectors R, in units of the three vectors of `lattice`, in the file's order.
    public let cells: [SIMD3<Int>]
    /// By which H(R) and r(R) are to be divided, for each R.
    public let degeneracies: [Int]
    /// ⟨m0|H|nR⟩ in eV at (cell · n + m) · n + n'.
    public let hoppings: [Complex<Double>]
    /// ⟨m0|r|nR⟩ in Å for x, y and z, laid out as the hoppings; nil for `_hr.dat`.
    public let positions: [[Complex<Double>]]?
    public let warnings: [WannierFileWarning]

    /// The largest file that is read: beyond it a count on a damaged line would fill the memory.
    static let countLimit = 100_000

    /// Reads a `_tb.dat`: lattice, Hamiltonian and position operator.
    ///
    /// - Throws: `WannierFileError` with the line of the first fault.
    public init(tightBinding bytes: [UInt8], name: String) throws(WannierFileError) {
        self = try Self.scan(bytes) { buffer throws(WannierFileError) in
            var scanner = FortranScanner(buffer, file: name)
            return try Self(tightBinding: &scanner)
        }
    }

    /// Reads a `_hr.dat`: the Hamiltonian alone.
    ///
    /// - Throws: `WannierFileError` with the line of the first fault.
    public init(hoppings bytes: [UInt8], name: String) throws(WannierFileError) {
        self = try Self.scan(bytes) { buffer throws(WannierFileError) in
            var scanner = FortranScanner(buffer, file: name)
            return try Self(hoppings: &scanner)
        }
    }

    /// Reads a `_tb.dat` or a `_hr.dat`, which the second line tells apart: a lattice vector, or a count alone.
    ///
    /// - Throws: `WannierFileError` with the line of the first fault.
    public init(_ bytes: [UInt8], name: String) throws(WannierFileError) {
        let lines = bytes.prefix(4096).split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        let words = lines.count > 1 ? lines[1].split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) : []
        let isVector = words.first?.contains(UInt8(ascii: ".")) ?? true
        self = isVector ? try Self(tightBinding: bytes, name: name) : try Self(hoppings: bytes, name: name)
    }

    static func scan<Result>(
        _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(WannierFileError) -> Result
    ) throws(WannierFileError) -> Result {
        let outcome = bytes.withUnsafeBufferPointer { buffer -> Swift.Result<Result, WannierFileError> in
            do throws(WannierFileError) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    private init(tightBinding scanner: inout FortranScanner) throws(WannierFileError) {
        name = scanner.file
        guard scanner.nextLine() else { throw scanner.fault(.truncated(expected: "a line of comment")) }
        var vectors: [SIMD3<Double>] = []
        for _ in 0..<3 {
            try scanner.nextFilledLine(expecting: "a lattice vector")
            vectors.append(try scanner.vector("three components of a lattice vector in Å"))
        }
        lattice = vectors
        let head = try Head(&scanner)
        (functions, degeneracies, warnings) = (head.functions, head.degeneracies, head.warnings)

        let n = head.functions
        let count = head.degeneracies.count
        try head.requireBytes(scanner, perElement: 16 + 48)
        var cells: [SIMD3<Int>] = []
        var index: [SIMD3<Int>: Int] = [:]
        var hoppings = [Complex<Double>](repeating: .zero, count: count * n * n)
        var seen = [UInt8](repeating: 0, count: n * n)
        for cell in 0..<count {
            try scanner.nextFilledLine(expecting: "lattice vector \(cell + 1) of \(count)")
            let vector = try scanner.cell()
            guard index.updateValue(cell, forKey: vector) == nil else {
                throw scanner.fault(.repeated(what: "the lattice vector (\(vector.x), \(vector.y), \(vector.z))"))
            }
            cells.append(vector)
            for round in 0..<n * n {
                try scanner.nextFilledLine(expecting: "element \(round + 1) of \(n * n) of H(R)")
                let element = try scanner.element(n, mark: &seen, UInt8(truncatingIfNeeded: 1 + cell % 255), cell * n * n)
                hoppings[element] = Complex(
                    try scanner.real("the real part of H in eV"), try scanner.real("the imaginary part of H in eV"))
            }
        }
        var positions = [[Complex<Double>]](repeating: [Complex<Double>](repeating: .zero, count: count * n * n), count: 3)
        seen = [UInt8](repeating: 0, count: n * n)
        for block in 0..<count {
            try scanner.nextFilledLine(expecting: "position matrix \(block + 1) of \(count)")
            let vector = try scanner.cell()
            guard let cell = index[vector] else {
                throw scanner.fault(
                    .foreign(what: "r(R) for R = (\(vector.x), \(vector.y), \(vector.z)), for which there is no H(R)"))
            }
            for round in 0..<n * n {
                try scanner.nextFilledLine(expecting: "element \(round + 1) of \(n * n) of r(R)")
                let element = try scanner.element(n, mark: &seen, UInt8(truncatingIfNeeded: 1 + block % 255), cell * n * n)
                for axis in 0..<3 {
                    positions[axis][element] = Complex(
                        try scanner.real("the real part of r in Å"), try scanner.real("the imaginary part of r in Å"))
                }
            }
        }
        (self.cells, self.hoppings, self.positions) = (cells, hoppings, positions)
    }

    private init(hoppings scanner: inout FortranScanner) throws(WannierFileError) {
        name = scanner.file
        guard scanner.nextLine() else { throw scanner.fault(.truncated(expected: "a line of comment")) }
        lattice = nil
        positions = nil
        let head = try Head(&scanner)
        (functions, degeneracies, warnings) = (head.functions, head.degeneracies, head.warnings)

        let n = head.functions
        let count = head.degeneracies.count
        try head.requireBytes(scanner, perElement: 14)
        var cells: [SIMD3<Int>] = []
        var index: [SIMD3<Int>: Int] = [:]
        var hoppings = [Complex<Double>](repeating: .zero, count: count * n * n)
        var seen = [UInt8](repeating: 0, count: count * n * n)
        var last: (vector: SIMD3<Int>, cell: Int)?
        for round in 0..<count * n * n {
            try scanner.nextFilledLine(expecting: "element \(round + 1) of \(count * n * n)")
            let (vector, m, column, value) = try scanner.hopping()
            let cell: Int
            if let last, last.vector == vector {
                cell = last.cell
            } else if let known = index[vector] {
                cell = known
            } else {
                guard cells.count < count else {
                    throw scanner.fault(.wrongNumberOfCells(found: count + 1, expected: count))
                }
                cell = cells.count
                index[vector] = cell
                cells.append(vector)
            }
            last = (vector, cell)
            for found in [m, column] where !(1...n).contains(found) {
                throw scanner.fault(.indexOutOfRange(found: found, count: n))
            }
            let element = (cell * n + m - 1) * n + column - 1
            guard seen[element] == 0 else {
                throw scanner.fault(.repeated(what: "element (\(m), \(column)) of R = (\(vector.x), \(vector.y), \(vector.z))"))
            }
            seen[element] = 1
            hoppings[element] = value
        }
        (self.cells, self.hoppings) = (cells, hoppings)
    }
}

/// The counts at the head of a file: how many functions, how many R, and the degeneracy of each R.
private struct Head {
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

extension FortranScanner {
    mutating func vector(_ what: String) throws(WannierFileError) -> SIMD3<Double> {
        SIMD3(try real(what), try real(what), try real(what))
    }

    mutating func cell() throws(WannierFileError) -> SIMD3<Int> {
        let what = "a lattice vector R of three whole numbers"
        let cell = SIMD3(try integer(what), try integer(what), try integer(what))
        guard isAtEndOfLine else { throw fault(.malformed(found: lineText, expected: what)) }
        return cell
    }

    /// Reads `m n` at the start of a line, marks the element as seen, and returns its place.
    fileprivate mutating func element(
        _ n: Int, mark seen: inout [UInt8], _ mark: UInt8, _ offset: Int
    ) throws(WannierFileError) -> Int {
        let row = try integer("the index of a Wannier function")
        let column = try integer("the index of a Wannier function")
        guard row >= 1, row <= n else { throw fault(.indexOutOfRange(found: row, count: n)) }
        guard column >= 1, column <= n else { throw fault(.indexOutOfRange(found: column, count: n)) }
        let place = (row - 1) * n + column - 1
        guard seen[place] != mark else { throw fault(.repeated(what: "element (\(row), \(column)) of this R")) }
        seen[place] = mark
        return offset + place
    }

    /// A line of `_hr.dat`: R, m, n and the element. Columns that touch are told apart by Fortran's format 5I5,2F12.6.
    fileprivate mutating func hopping() throws(WannierFileError) -> (SIMD3<Int>, Int, Int, Complex<Double>) {
        let saved = self
        do throws(WannierFileError) {
            let what = "R, m, n and two reals"
            let cell = SIMD3(try integer(what), try integer(what), try integer(what))
            let (m, n) = (try integer(what), try integer(what))
            let value = Complex(try real(what), try real(what))
            guard isAtEndOfLine else { throw fault(.malformed(found: lineText, expected: what)) }
            return (cell, m, n, value)
        } catch {
            self = saved
            guard lineLength == 49, case .malformed = error.reason else { throw error }
            let what = "a number in columns of the format 5I5,2F12.6"
            var whole: [Int] = []
            for field in 0..<5 {
                let value = try real(columns: 5 * field..<5 * field + 5, what)
                guard let integer = Int(exactly: value) else { throw error }
                whole.append(integer)
            }
            let value = Complex(try real(columns: 25..<37, what), try real(columns: 37..<49, what))
            return (SIMD3(whole[0], whole[1], whole[2]), whole[3], whole[4], value)
        }
    }

    /// How many bytes follow the current line.
    var remaining: Int { max(0, byteCount - lineEnd) }
}
