/// What is wrong with a file of Wannier90, in one sentence that says where.
public struct WannierFileError: Error, Equatable, CustomStringConvertible {
    /// The name of the file, as the caller gave it.
    public let file: String
    /// The line, counted from 1; nil where the fault is not on one line.
    public let line: Int?
    public let reason: Reason

    public enum Reason: Equatable, Sendable {
        /// The file ends where something is still expected.
        case truncated(expected: String)
        /// A line does not hold the numbers that belong there.
        case malformed(found: String, expected: String)
        /// A word such as `NaN`, `Infinity` or `****` in place of a finite number.
        case notFinite(found: String)
        /// A count that is zero, negative or beyond what memory can hold.
        case badCount(found: Int, what: String)
        /// The degeneracies end before there is one for each lattice vector.
        case tooFewDegeneracies(found: Int, expected: Int)
        /// An index of a Wannier function outside 1...count.
        case indexOutOfRange(found: Int, count: Int)
        /// The same element twice.
        case repeated(what: String)
        /// Fewer or more lattice vectors than the file announces.
        case wrongNumberOfCells(found: Int, expected: Int)
        /// H(R) without H(-R).
        case missingPartner(cell: [Int])
        /// |H(R) - H(-R)†| above 1e-5 eV.
        case notHermitian(cell: [Int], row: Int, column: Int, difference: Double)
        /// Lattice vectors that span no volume.
        case flatLattice
        /// Shifts, centres or a second Hamiltonian that do not belong to the first file.
        case foreign(what: String)
    }

    public init(file: String, line: Int? = nil, reason: Reason) {
        (self.file, self.line, self.reason) = (file, line, reason)
    }

    public var description: String {
        "\(file)\(line.map { ", line \($0)" } ?? ""): \(sentence)"
    }

    private var sentence: String {
        switch reason {
        case .truncated(let expected): "the file ends where \(expected) should follow."
        case .malformed(let found, let expected): "found \"\(found)\" where \(expected) should stand."
        case .notFinite(let found): "found \"\(found)\", which is not a finite number."
        case .badCount(let found, let what): "the number of \(what) is \(found), but must be from 1 to 100000."
        case .tooFewDegeneracies(let found, let expected):
            "only \(found) degeneracies for \(expected) lattice vectors; each must be a positive whole number."
        case .indexOutOfRange(let found, let count):
            "index \(found) of a Wannier function is outside 1 to \(count)."
        case .repeated(let what): "\(what) stands there twice."
        case .wrongNumberOfCells(let found, let expected):
            "\(found) lattice vectors, although the head of the file announces \(expected)."
        case .missingPartner(let cell):
            "the lattice vector R = \(text(cell)) has no partner -R, so that H(k) cannot be Hermitian."
        case .notHermitian(let cell, let row, let column, let difference):
            "H(R) and H(-R)† differ by \(difference) eV at R = \(text(cell)), element (\(row), \(column)); at most 1e-5 is allowed."
        case .flatLattice: "the three lattice vectors span no volume."
        case .foreign(let what): "it belongs to another calculation: \(what)."
        }
    }

    /// What would be accepted, for the end of a sentence.
    public var allowed: String {
        switch reason {
        case .truncated: "a whole file"
        case .malformed: "numbers as Wannier90 writes them"
        case .notFinite: "finite numbers"
        case .badCount: "from 1 to 100000"
        case .tooFewDegeneracies: "a positive whole number for each lattice vector"
        case .indexOutOfRange(_, let count): "from 1 to \(count)"
        case .repeated: "each element once"
        case .wrongNumberOfCells: "as many lattice vectors as announced"
        case .missingPartner: "-R with every R"
        case .notHermitian: "H(R) = H(-R)† within 1e-5 eV"
        case .flatLattice: "three vectors that span a volume"
        case .foreign: "files of one calculation"
        }
    }

    private func text(_ cell: [Int]) -> String { "(" + cell.map(String.init).joined(separator: ", ") + ")" }
}

/// Something odd in a file that could be read all the same.
public struct WannierFileWarning: Equatable, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let sentence: String

    public var description: String { "\(file), line \(line): \(sentence)" }
}
