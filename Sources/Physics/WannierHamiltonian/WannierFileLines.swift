import Numerics

// What stands on the lines of a file from Wannier90.
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
    mutating func element(
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
    mutating func hopping() throws(WannierFileError) -> (SIMD3<Int>, Int, Int, Complex<Double>) {
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
