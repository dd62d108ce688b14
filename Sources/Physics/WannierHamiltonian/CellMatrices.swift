import Numerics

/// Collects matrices by lattice vector, in any order, and makes them Hermitian.
struct CellMatrices {
    let functions: Int
    /// How many matrices each R has.
    let components: Int
    private var place: [SIMD3<Int>: Int] = [:]
    private var storage: [[Complex<Double>]]
    private var last: (cell: SIMD3<Int>, place: Int)?

    init(functions: Int, components: Int) {
        (self.functions, self.components) = (functions, components)
        storage = [[Complex<Double>]](repeating: [], count: components)
    }

    mutating func add(_ value: Complex<Double>, _ component: Int, _ cell: SIMD3<Int>, _ row: Int, _ column: Int) {
        let size = functions * functions
        let index: Int
        if let last, last.cell == cell {
            index = last.place
        } else if let known = place[cell] {
            index = known
        } else {
            index = place.count
            place[cell] = index
            for component in 0..<components { storage[component] += [Complex<Double>](repeating: .zero, count: size) }
        }
        last = (cell, index)
        storage[component][index * size + row * functions + column] += value
    }

    struct Fault {
        var cell: SIMD3<Int>
        var row: Int
        var column: Int
        var difference: Double
    }

    /// The Hermitian parts ½(M(R) + M(-R)†), with R in ascending order, and where component 0 was farthest from its own.
    func hermitian() -> (cells: [SIMD3<Int>], matrices: [[Complex<Double>]], fault: Fault?) {
        let (n, size) = (functions, functions * functions)
        var all = Set(place.keys)
        for cell in place.keys { all.insert(SIMD3(0, 0, 0) &- cell) }
        all.insert(SIMD3(0, 0, 0))
        let cells = all.sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) }
        var fault: Fault?
        let matrices = storage.enumerated().map { component, values -> [Complex<Double>] in
            var result = [Complex<Double>](repeating: .zero, count: cells.count * size)
            for (index, cell) in cells.enumerated() {
                let (here, there) = (place[cell], place[SIMD3(0, 0, 0) &- cell])
                for row in 0..<n {
                    for column in 0..<n {
                        let a = here.map { values[$0 * size + row * n + column] } ?? .zero
                        let b = there.map { values[$0 * size + column * n + row].conjugate } ?? .zero
                        result[index * size + row * n + column] = (a + b) * Complex(0.5)
                        if component == 0, (a - b).length > fault?.difference ?? 0 {
                            fault = Fault(cell: cell, row: row, column: column, difference: (a - b).length)
                        }
                    }
                }
            }
            return result
        }
        return (cells, matrices, fault)
    }
}
