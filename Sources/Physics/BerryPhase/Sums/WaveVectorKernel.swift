import Numerics

/// Adds what the points of a grid of wave vectors give to a collector, row by row, four points at a time.
final class WaveVectorKernel {
    let collector: StateCollector
    private let operators: CrystalOperators
    private let selection: Selection
    private let scale: Double
    private let table: BlochTable
    private let arena = LaneArena()
    /// What the table sums: with all quantities H̄, V, v̄_j, v^SOI_j, else H_ξ, H̄, v_j; then positions and their curls if there
    /// are any.
    private let sums: [LaneMatrix]
    /// Where the positions are among the sums, and after them their curls.
    private let firstPosition: Int
    private let hamiltonian: LaneMatrix
    private let velocity: [LaneMatrix]
    private let product: LaneMatrix
    private let full: FullStates
    private let bare: BareStates?
    private let row: UnsafeMutablePointer<Double>
    private let phases: UnsafeMutablePointer<Lanes>

    init(_ operators: CrystalOperators, scale: Double, selection: Selection, grid: EnergyGrid) {
        (self.operators, self.scale, self.selection) = (operators, scale, selection)
        let layout = ColumnLayout(
            directions: operators.axes.count, isCollinear: operators.isCollinear, selection: selection)
        let collector = StateCollector(grid: grid, layout: layout)
        self.collector = collector
        let (n, arena) = (operators.functions, arena)
        let listed: [[Complex<Double>]]
        switch selection {
        case .all:
            listed = [operators.bare, operators.coupling] + operators.bareVelocity + operators.couplingVelocity
        case .leading:
            let velocity = zip(operators.bareVelocity, operators.couplingVelocity)
            listed =
                [CrystalOperators.combine(operators.bare, operators.coupling, scale), operators.bare]
                + velocity.map { CrystalOperators.combine($0, $1, scale) }
        }
        table = BlochTable(
            listed + (operators.positions ?? []) + (operators.positionCurls ?? []), size: n, cells: operators.cells,
            dimension: operators.axes.count)
        firstPosition = listed.count
        let count = listed.count + (operators.positions?.count ?? 0) + (operators.positionCurls?.count ?? 0)
        sums = (0..<count).map { _ in arena.matrix(rows: n, columns: n) }
        hamiltonian = arena.matrix(rows: n, columns: n)
        velocity = (0..<operators.axes.count).map { _ in arena.matrix(rows: n, columns: n) }
        product = arena.matrix(rows: n, columns: n)
        full = FullStates(
            orbitals: operators.orbitals, isCollinear: operators.isCollinear, layout: layout, selection: selection,
            collector: collector)
        bare = selection == .all ? BareStates(orbitals: operators.orbitals, layout: layout, collector: collector) : nil
        row = .allocate(capacity: max(1, table.rowCapacity))
        phases = arena.take(2 * table.lastSteps.count)
    }

    deinit { row.deallocate() }

    /// Adds the points of one row: those of a sub-grid that differ only along the last axis.
    ///
    /// - Parameters:
    ///   - outer: the indices of the row along the other axes, of 0 ..< size.
    ///   - offset: the last index of the row's first point; the others follow in steps of `step`.
    /// - Returns: false if the eigenvalues of a Hamiltonian could not be found.
    func addRow(_ grid: KGrid, outer: [Int], offset: Int, step: Int) -> Bool {
        table.sumOuter(
            { cell in
                var turns = 0
                for (axis, index) in outer.enumerated() { turns += cell[axis] * index }
                return grid.phase(turns)
            }, into: row)
        let count = grid.size / step
        for start in stride(from: 0, to: count, by: laneCount) {
            let lanes = min(laneCount, count - start)
            for (index, last) in table.lastSteps.enumerated() {
                for lane in 0..<laneCount {
                    let point = offset + step * (start + min(lane, lanes - 1))
                    let phase = grid.phase(last * point)
                    phases[2 * index][lane] = phase.real
                    phases[2 * index + 1][lane] = phase.imaginary
                }
            }
            table.sumLast(row, phases: phases, into: sums)
            guard addPoints(lanes: lanes) else { return false }
        }
        return true
    }

    private func addPoints(lanes: Int) -> Bool {
        let directions = operators.axes.count
        let first = 2
        switch selection {
        case .leading:
            let velocities = Array(sums[first..<first + directions])
            if operators.positions != nil {
                for j in 0..<directions { addPositions(j, of: sums[0], to: velocities[j]) }
            }
            return full.add(
                hamiltonian: sums[0], bare: sums[1], soi: sums[1], velocity: velocities, curvatures: [], lanes: lanes)
        case .all:
            let (own, anomalous) = (
                Array(sums[first..<first + directions]), Array(sums[first + directions..<first + 2 * directions])
            )
            if operators.positions != nil {
                for j in 0..<directions {
                    addPositions(j, of: sums[0], to: own[j])
                    addPositions(j, of: sums[1], to: anomalous[j])
                }
            }
            hamiltonian.setSum(sums[0], sums[1], scale)
            for j in 0..<directions { velocity[j].setSum(own[j], anomalous[j], scale) }
            return full.add(
                hamiltonian: hamiltonian, bare: sums[0], soi: sums[1], velocity: velocity, curvatures: curvatures(), lanes: lanes)
                && bare?.add(bare: sums[0], soi: sums[1], velocity: own, anomalousVelocity: anomalous, lanes: lanes) ?? true
        }
    }

    /// Adds -i [A_j, M] for the positions off the diagonal: A M is the conjugate of M A.
    private func addPositions(_ j: Int, of hermitian: LaneMatrix, to velocity: LaneMatrix) {
        product.setProduct(sums[firstPosition + j], hermitian)
        addCommutator(to: velocity)
    }

    /// The curvatures of the space of functions, ∂_x A_y - ∂_y A_x - i [A_x, A_y], for each plane; none with centres only.
    private func curvatures() -> [LaneMatrix] {
        guard operators.positions != nil else { return [] }
        let directions = operators.axes.count
        for (index, plane) in CrystalOperators.planes(directions).enumerated() {
            product.setProduct(sums[firstPosition + plane.first], sums[firstPosition + plane.second])
            addCommutator(to: sums[firstPosition + directions + index])
        }
        return Array(sums[(firstPosition + directions)...])
    }

    /// Adds -i (P - P†) of the product.
    private func addCommutator(to velocity: LaneMatrix) {
        let n = operators.functions
        for row in 0..<n {
            for column in row..<n {
                let (p, q) = (product[row, column], product[column, row])
                let v = velocity[row, column]
                // -i (p - q*) = (Im p + Im q) - i (Re p - Re q).
                let real = v.real + p.imaginary + q.imaginary
                let imaginary = v.imaginary - p.real + q.real
                velocity[row, column] = (real, imaginary)
                velocity[column, row] = (real, -imaginary)
            }
        }
    }
}

extension LaneMatrix {
    /// self = a + scale · b.
    fileprivate func setSum(_ a: LaneMatrix, _ b: LaneMatrix, _ scale: Double) {
        let factor = Lanes(repeating: scale)
        for row in 0..<rows {
            let (target, x, y) = (pointer(row, 0), a.pointer(row, 0), b.pointer(row, 0))
            var index = 0
            while index < 2 &* columns {
                target[index] = x[index].addingProduct(factor, y[index])
                index &+= 1
            }
        }
    }
}
