/// The shifts of a `_wsvec.dat` file: which periodic images of a function in cell R are nearest to the function in cell 0.
///
///     H_mn(k) = Σ_R Σ_T e^{ik·(R+T)} H_mn(R) / (degeneracy(R) · number of T)
public struct WignerSeitzShifts: Sendable {
    public let name: String
    /// For R and, counted from 0, m and n.
    let shifts: [Key: [SIMD3<Int>]]

    struct Key: Hashable {
        let cell: SIMD3<Int>
        let row: Int32
        let column: Int32
    }

    /// Reads a `_wsvec.dat`.
    ///
    /// - Throws: `WannierFileError` with the line of the first fault.
    public init(_ bytes: [UInt8], name: String) throws(WannierFileError) {
        self.name = name
        shifts = try WannierFile.scan(bytes) { buffer throws(WannierFileError) in
            var scanner = FortranScanner(buffer, file: name)
            guard scanner.nextLine() else { throw scanner.fault(.truncated(expected: "a line of comment")) }
            var shifts: [Key: [SIMD3<Int>]] = [:]
            shifts.reserveCapacity(buffer.count / 60)
            while scanner.nextLine() {
                if scanner.isAtEndOfLine { continue }
                let what = "R, m and n"
                let cell = SIMD3(try scanner.integer(what), try scanner.integer(what), try scanner.integer(what))
                let (row, column) = (try scanner.integer(what), try scanner.integer(what))
                for index in [row, column] where !(1...WannierFile.countLimit).contains(index) {
                    throw scanner.fault(.indexOutOfRange(found: index, count: WannierFile.countLimit))
                }
                let head = scanner
                try scanner.nextFilledLine(expecting: "the number of shifts")
                let count = try scanner.integer("the number of shifts")
                guard (1...1000).contains(count) else { throw scanner.fault(.badCount(found: count, what: "shifts")) }
                var list: [SIMD3<Int>] = []
                for _ in 0..<count {
                    try scanner.nextFilledLine(expecting: "a shift T")
                    list.append(try scanner.cell())
                }
                let key = Key(cell: cell, row: Int32(row - 1), column: Int32(column - 1))
                guard shifts.updateValue(list, forKey: key) == nil else {
                    throw head.fault(.repeated(what: "element (\(row), \(column)) of R = (\(cell.x), \(cell.y), \(cell.z))"))
                }
            }
            return shifts
        }
    }

    /// - Throws: `WannierFileError` if the shifts are not those of exactly the elements of `file`.
    func require(belongingTo file: WannierFile) throws(WannierFileError) {
        let expected = file.cells.count * file.functions * file.functions
        guard shifts.count == expected else {
            throw WannierFileError(
                file: name,
                reason: .foreign(what: "it has shifts for \(shifts.count) elements, while \(file.name) has \(expected)"))
        }
        for cell in file.cells {
            for row in 0..<file.functions {
                for column in 0..<file.functions
                where shifts[Key(cell: cell, row: Int32(row), column: Int32(column))] == nil {
                    let place = "R = (\(cell.x), \(cell.y), \(cell.z)), m = \(row + 1), n = \(column + 1)"
                    throw WannierFileError(file: name, reason: .foreign(what: "it has no shift for \(place) of \(file.name)"))
                }
            }
        }
    }
}
