import Numerics
import WannierHamiltonian

/// Hermitian operators of a crystal as matrices for each lattice vector R, in the spin frame of its exchange: all that a sum
/// over k needs of H̄, V and the positions.
///
/// Functions are ordered spin by spin here: orbital o with spin s is s · orbitals + o.
struct CrystalOperators: Sendable {
    let orbitals: Int
    let axes: PeriodicAxes
    let frame: SpinFrame
    /// Whether H̄ has its exchange along one direction, e3 of the frame.
    let isCollinear: Bool
    /// R in units of the periodic lattice vectors, the third 0 for a slab.
    let cells: [SIMD3<Int>]
    /// H̄ and V in eV, row by row for each R.
    let bare: [Complex<Double>]
    let coupling: [Complex<Double>]
    /// ħv̄ and ħv^SOI in eV Å for each direction, without what the positions off the diagonal add.
    let bareVelocity: [[Complex<Double>]]
    let couplingVelocity: [[Complex<Double>]]
    /// Positions off the diagonal in Å; nil where there are only centres.
    let positions: [[Complex<Double>]]?
    /// ∂_x A_y - ∂_y A_x in Å² for each plane, with what centres and positions off the diagonal give of -i [A_x, A_y]: all of the
    /// curvature of the space of functions but -i times the commutator of the latter; nil where there are only centres.
    let positionCurls: [[Complex<Double>]]?

    /// The planes of Hall currents: x, y of a slab, else y, z; z, x; x, y.
    static func planes(_ dimension: Int) -> [(first: Int, second: Int)] { dimension == 2 ? [(0, 1)] : [(1, 2), (2, 0), (0, 1)] }

    var functions: Int { 2 * orbitals }

    init(_ system: SpinOrbitSystem, axes: PeriodicAxes) {
        let (bareModel, couplingModel) = (system.withoutSpinOrbit, system.spinOrbit)
        let n = bareModel.functions
        let half = n / 2
        orbitals = half
        self.axes = axes
        let direction = system.exchangeDirection
        let frame = direction.map(SpinFrame.init(along:)) ?? .global
        self.frame = frame
        isCollinear = direction != nil

        // R along an axis that is not periodic is summed over.
        var place: [SIMD3<Int>: Int] = [:]
        for cell in bareModel.cells {
            let folded = axes.count == 2 ? SIMD3(cell.x, cell.y, 0) : cell
            if place[folded] == nil { place[folded] = place.count }
        }
        let cells = place.keys.sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) }
        for (index, cell) in cells.enumerated() { place[cell] = index }
        self.cells = cells

        /// The matrices times a factor for each element, folded, turned into the frame, ordered by spin.
        func table(
            _ matrices: [Complex<Double>], _ factor: (_ vector: SIMD3<Double>, _ row: Int, _ column: Int) -> Complex<Double>
        ) -> [Complex<Double>] {
            var result = [Complex<Double>](repeating: .zero, count: cells.count * n * n)
            for (index, cell) in bareModel.cells.enumerated() {
                let folded = axes.count == 2 ? SIMD3(cell.x, cell.y, 0) : cell
                var vector = SIMD3<Double>.zero
                for axis in 0..<axes.count { vector += axes.vectors[axis] * Double(folded[axis]) }
                let target = (place[folded] ?? 0) * n * n
                for row in 0..<half {
                    for column in 0..<half {
                        var block = [Complex<Double>](repeating: .zero, count: 4)
                        for (s, t) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                            let (m, l) = (2 * row + s, 2 * column + t)
                            block[2 * s + t] = matrices[(index * n + m) * n + l] * factor(vector, m, l)
                        }
                        let turned = frame.turn(block)
                        for (s, t) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                            result[target + (s * half + row) * n + t * half + column] += turned[2 * s + t]
                        }
                    }
                }
            }
            return result
        }
        let centres = bareModel.centres
        func velocities(_ matrices: [Complex<Double>]) -> [[Complex<Double>]] {
            (0..<axes.count).map { direction in
                table(matrices) { vector, m, l in
                    Complex(0, vector[direction] + centres[l][direction] - centres[m][direction])
                }
            }
        }
        bare = table(bareModel.hoppings) { _, _, _ in .one }
        coupling = table(couplingModel.hoppings) { _, _, _ in .one }
        bareVelocity = velocities(bareModel.hoppings)
        couplingVelocity = velocities(couplingModel.hoppings)
        positions = bareModel.offDiagonalPositions.map { positions in
            (0..<axes.count).map { table(positions[$0]) { _, _, _ in .one } }
        }
        positionCurls = bareModel.offDiagonalPositions.map { positions in
            let derivatives = positions.map(velocities)
            return Self.planes(axes.count).map { plane in
                zip(derivatives[plane.second][plane.first], derivatives[plane.first][plane.second]).map { $0 - $1 }
            }
        }
    }

    /// Matrices of H̄ + ξ V, or of their velocities.
    static func combine(
        _ first: [Complex<Double>], _ second: [Complex<Double>], _ scale: Double
    ) -> [Complex<Double>] {
        zip(first, second).map { $0 + $1 * Complex(scale) }
    }
}
