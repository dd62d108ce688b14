/// What the states of the full H_ξ give at four wave vectors: D, Q, b with these states, and the Hall conductivity.
final class FullStates {
    private let n: Int
    private let orbitals: Int
    private let layout: ColumnLayout
    private let collector: StateCollector
    private let isCollinear: Bool
    private let arena = LaneArena()
    private let solver: LaneEigensolver
    private let energies: UnsafeMutablePointer<Lanes>
    private let states: LaneMatrix
    /// hv_j U, and U† hv_j U.
    private let velocityStates: [LaneMatrix]
    private let velocities: [LaneMatrix]
    /// The exchange field along e3 between orbitals, its product with the spin-down states, and ⟨up|h|down⟩ between states.
    private let exchange: LaneMatrix
    private let exchangeStates: LaneMatrix
    private let flips: LaneMatrix
    /// For a magnet that is not collinear.
    private let torque: SpinCommutator?
    private let coupling: SpinCommutator?
    private let curvatureStates: LaneMatrix
    private let coefficients: UnsafeMutablePointer<Lanes>
    private let near: UnsafeMutablePointer<Lanes>

    init(orbitals: Int, isCollinear: Bool, layout: ColumnLayout, selection: Selection, collector: StateCollector) {
        (self.orbitals, self.isCollinear, self.layout, self.collector) = (orbitals, isCollinear, layout, collector)
        n = 2 * orbitals
        let (n, arena) = (2 * orbitals, arena)
        solver = LaneEigensolver(size: n)
        energies = arena.take(n)
        states = arena.matrix(rows: n, columns: n)
        velocityStates = (0..<layout.directions).map { _ in arena.matrix(rows: n, columns: n) }
        velocities = (0..<layout.directions).map { _ in arena.matrix(rows: n, columns: n) }
        exchange = arena.matrix(rows: orbitals, columns: orbitals)
        exchangeStates = arena.matrix(rows: orbitals, columns: n)
        flips = arena.matrix(rows: n, columns: n)
        torque = isCollinear ? nil : SpinCommutator(orbitals: orbitals, arena: arena)
        coupling = selection == .all ? SpinCommutator(orbitals: orbitals, arena: arena) : nil
        curvatureStates = arena.matrix(rows: n, columns: n)
        coefficients = arena.take(n * layout.full.count)
        near = arena.take(layout.fullNear.count)
    }

    /// - Parameters:
    ///   - bare: H̄, to which the torque belongs.
    ///   - soi: V; not read where only D and Q are wanted.
    ///   - curvatures: of the space of functions, for each plane; none where it has none.
    ///   - lanes: how many lanes count.
    /// - Returns: false if the eigenvalues could not be found.
    func add(
        hamiltonian: LaneMatrix, bare: LaneMatrix, soi: LaneMatrix, velocity: [LaneMatrix], curvatures: [LaneMatrix],
        lanes: Int
    ) -> Bool {
        guard solver.solve(hamiltonian, energies: energies, vectors: states) else { return false }
        for direction in velocity.indices {
            velocityStates[direction].setProduct(velocity[direction], states)
            velocities[direction].setAdjointProduct(states, velocityStates[direction], .hermitian)
        }
        if let torque { torque.set(bare, states: states) } else { setFlips(bare) }
        coupling?.set(soi, states: states)
        for index in 0..<n * layout.full.count { coefficients[index] = .zero }
        addSpinCurrents()
        addPairs(lanes: lanes)
        for (plane, curvature) in curvatures.enumerated() { addCurvature(curvature, plane) }
        for state in 0..<n {
            collector.add(energies[state], coefficients + state * layout.full.count, group: layout.full, lanes: lanes)
        }
        return true
    }

    /// W = U_up† h U_down: with H̄ = h₀ + h σ3 the torque is T_1 = -h σ2 = i (W - W†), T_2 = h σ1 = W + W†, T_3 = 0.
    private func setFlips(_ bare: LaneMatrix) {
        for row in 0..<orbitals {
            var column = 0
            while column < orbitals {
                let (up, down) = (bare[row, column], bare[row &+ orbitals, column &+ orbitals])
                exchange[row, column] = (0.5 * (up.real - down.real), 0.5 * (up.imaginary - down.imaginary))
                column &+= 1
            }
        }
        exchangeStates.setProduct(exchange, states.rows(orbitals..<n))
        flips.setAdjointProduct(states.rows(0..<orbitals), exchangeStates)
    }

    private func addSpinCurrents() {
        for state in 0..<n {
            let target = coefficients + (state &* layout.full.count &+ layout.spinCurrent)
            var direction = 0
            while direction < layout.directions {
                let z = spinOverlaps(states, state, velocityStates[direction], state, orbitals: orbitals)
                target[direction] = 0.5 * z.0
                target[layout.directions &+ direction] = 0.5 * z.2
                target[2 &* layout.directions &+ direction] = 0.5 * z.4
                direction &+= 1
            }
        }
    }

    private func addPairs(lanes: Int) {
        let width = layout.full.count
        for first in 0..<n {
            for second in first + 1..<n {
                let difference = energies[second] - energies[first]
                let isNear = absolute(difference) .< collector.grid.nearness
                let inverse = (1 / difference.replacing(with: 1, where: isNear)).replacing(with: 0, where: isNear)
                let (a, b) = (coefficients + first &* width, coefficients + second &* width)
                var component = 0
                while component < layout.torqueComponents {
                    let t = torqueElement(component, first, second)
                    addBubble(
                        t, first, second, a, b, inverse, component &* layout.directions, layout.dmi, layout.dmiPotential, 0)
                    component &+= 1
                }
                if let coupling {
                    for component in 0..<3 {
                        addBubble(
                            coupling.commutators[component][first, second], first, second, a, b, inverse,
                            component * layout.directions, layout.fullCoupling, layout.fullCouplingPotential,
                            layout.torqueComponents * layout.directions)
                    }
                    addHall(first, second, a, b, difference)
                }
                if any(isNear) {
                    for lane in 0..<lanes where isNear[lane] {
                        collector.addNear(
                            lower: energies[first][lane], difference: difference[lane], near, lane: lane,
                            bubbles: layout.fullNearCount, group: layout.fullNear)
                    }
                }
            }
        }
    }

    @inline(__always)
    private func torqueElement(_ component: Int, _ first: Int, _ second: Int) -> (real: Lanes, imaginary: Lanes) {
        if let torque {
            let t = torque.commutators[component][first, second]
            return (-t.real, -t.imaginary)
        }
        let (w, v) = (flips[first, second], flips[second, first])
        return component == 0
            ? (-w.imaginary - v.imaginary, w.real - v.real) : (w.real + v.real, w.imaginary - v.imaginary)
    }

    /// Σ Im[t_nm v_mn] K_nm over the pair, K = (f_n + f_m)/Δ - 2 (g_m - g_n)/Δ², for every direction.
    @inline(__always)
    private func addBubble(
        _ t: (real: Lanes, imaginary: Lanes), _ first: Int, _ second: Int, _ a: UnsafeMutablePointer<Lanes>,
        _ b: UnsafeMutablePointer<Lanes>, _ inverse: Lanes, _ offset: Int, _ occupation: Int, _ potential: Int, _ nearStart: Int
    ) {
        var direction = 0
        while direction < layout.directions {
            let v = velocities[direction][first, second]
            let bubble = (t.imaginary * v.real).addingProduct(-t.real, v.imaginary)
            let place = offset &+ direction
            near[nearStart &+ place] = bubble
            let once = bubble * inverse
            let twice = 2 * once * inverse
            a[occupation &+ place] += once
            b[occupation &+ place] += once
            a[potential &+ place] += twice
            b[potential &+ place] -= twice
            direction &+= 1
        }
    }

    /// Σ f_n Ω_n with Ω_n = -2 Im Σ_m v^x_nm v^y_mn/Δ², for each plane. States closer than 1e-7 eV count as degenerate:
    /// they are equally occupied, and give nothing.
    private func addHall(
        _ first: Int, _ second: Int, _ a: UnsafeMutablePointer<Lanes>, _ b: UnsafeMutablePointer<Lanes>, _ difference: Lanes
    ) {
        let isDegenerate = absolute(difference) .< 1e-7
        let inverse = (1 / difference.replacing(with: 1, where: isDegenerate)).replacing(with: 0, where: isDegenerate)
        for (index, plane) in CrystalOperators.planes(layout.directions).enumerated() {
            let (x, y) = (velocities[plane.first][first, second], velocities[plane.second][first, second])
            let curvature = (x.imaginary * y.real).addingProduct(-x.real, y.imaginary) * (-2 * inverse * inverse)
            a[layout.hall + index] += curvature
            b[layout.hall + index] -= curvature
            // Where symmetry makes it vanish, it does so within the rounding of |v^x| |v^y|.
            let squares =
                (x.real * x.real).addingProduct(x.imaginary, x.imaginary)
                * (y.real * y.real).addingProduct(y.imaginary, y.imaginary)
            collector.addMagnitude(
                2 * squares.squareRoot() * inverse * inverse, column: layout.full.lowerBound + layout.hall + index)
        }
    }

    /// What the states have of the curvature of the space of functions, by which their own is more than that of a sum over
    /// the states of this space (Wang, Yates, Souza, Vanderbilt, Phys. Rev. B 74, 195118, Eq. 27).
    private func addCurvature(_ curvature: LaneMatrix, _ plane: Int) {
        curvatureStates.setProduct(curvature, states)
        for state in 0..<n {
            var sum = Lanes.zero
            for row in 0..<n {
                let (u, w) = (states[row, state], curvatureStates[row, state])
                sum = sum.addingProduct(u.real, w.real).addingProduct(u.imaginary, w.imaginary)
            }
            coefficients[state * layout.full.count + layout.hall + plane] += sum
        }
    }
}
