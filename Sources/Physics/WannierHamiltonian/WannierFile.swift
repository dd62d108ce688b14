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
        let head = try WannierFileHead(&scanner)
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
        let head = try WannierFileHead(&scanner)
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
