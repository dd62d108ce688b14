/// A complex matrix for each lane, row by row, real part before imaginary part: a view of memory that a `LaneArena` owns, or
/// of a part of such a matrix.
struct LaneMatrix {
    let rows: Int
    let columns: Int
    /// From a row to the next, in elements.
    let stride: Int
    let storage: UnsafeMutablePointer<Lanes>

    @inline(__always)
    func pointer(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Lanes> { storage + 2 &* (row &* stride &+ column) }

    @inline(__always)
    subscript(row: Int, column: Int) -> (real: Lanes, imaginary: Lanes) {
        get {
            let place = pointer(row, column)
            return (place[0], place[1])
        }
        nonmutating set {
            let place = pointer(row, column)
            place[0] = newValue.real
            place[1] = newValue.imaginary
        }
    }

    /// Some of the rows.
    func rows(_ range: Range<Int>) -> LaneMatrix {
        LaneMatrix(rows: range.count, columns: columns, stride: stride, storage: pointer(range.lowerBound, 0))
    }

    /// A rectangle of it.
    func block(_ rowRange: Range<Int>, _ columnRange: Range<Int>) -> LaneMatrix {
        LaneMatrix(
            rows: rowRange.count, columns: columnRange.count, stride: stride,
            storage: pointer(rowRange.lowerBound, columnRange.lowerBound))
    }

    func copy(from other: LaneMatrix) {
        for row in 0..<rows {
            let (source, target) = (other.pointer(row, 0), pointer(row, 0))
            var index = 0
            while index < 2 &* columns {
                target[index] = source[index]
                index &+= 1
            }
        }
    }
}
