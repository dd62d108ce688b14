/// What the states of H̄, without spin-orbit interaction, give at four wave vectors: a^I, a^II, a, b and c.
final class BareStates {
    private let n: Int
    private let orbitals: Int
    private let layout: ColumnLayout
    private let collector: StateCollector
    private let arena = LaneArena()
    private let solver: LaneEigensolver
    private let energies: UnsafeMutablePointer<Lanes>
    private let states: LaneMatrix
    /// V between states, and L.
    private let coupling: SpinCommutator
    /// Column n: Σ_m |m⟩ V_mn/(E_n - E_m) over states m that are not close, in the basis of states and in that of functions.
    private let mixing: LaneMatrix
    private let perturbed: LaneMatrix
    /// hv̄_j and hv^SOI_j on states and between them, hv̄_j on the perturbed states.
    private let velocityStates: [LaneMatrix]
    private let velocities: [LaneMatrix]
    private let velocityPerturbed: [LaneMatrix]
    private let anomalousStates: [LaneMatrix]
    private let anomalous: [LaneMatrix]
    /// U_up† U_up and U_up† U_down.
    private let upUp: LaneMatrix
    private let upDown: LaneMatrix
    private let coefficients: UnsafeMutablePointer<Lanes>
    private let near: UnsafeMutablePointer<Lanes>

    init(orbitals: Int, layout: ColumnLayout, collector: StateCollector) {
        (self.orbitals, self.layout, self.collector) = (orbitals, layout, collector)
        let (n, arena) = (2 * orbitals, arena)
        self.n = n
        func matrix() -> LaneMatrix { arena.matrix(rows: n, columns: n) }
        func matrices() -> [LaneMatrix] { (0..<layout.directions).map { _ in matrix() } }
        solver = LaneEigensolver(size: n)
        energies = arena.take(n)
        states = matrix()
        coupling = SpinCommutator(orbitals: orbitals, arena: arena)
        (mixing, perturbed) = (matrix(), matrix())
        (velocityStates, velocities, velocityPerturbed) = (matrices(), matrices(), matrices())
        (anomalousStates, anomalous) = (matrices(), matrices())
        (upUp, upDown) = (matrix(), matrix())
        coefficients = arena.take(n * layout.bare.count)
        near = arena.take(layout.bareNear.count)
    }

    /// - Parameters:
    ///   - velocity: hv̄ for each direction; `anomalousVelocity`: hv^SOI.
    ///   - lanes: how many lanes count.
    /// - Returns: false if the eigenvalues could not be found.
    func add(
        bare: LaneMatrix, soi: LaneMatrix, velocity: [LaneMatrix], anomalousVelocity: [LaneMatrix], lanes: Int
    ) -> Bool {
        guard solver.solve(bare, energies: energies, vectors: states) else { return false }
        coupling.set(soi, states: states)
        setMixing()
        perturbed.setProduct(states, mixing)
        for j in velocity.indices {
            velocityStates[j].setProduct(velocity[j], states)
            velocities[j].setAdjointProduct(states, velocityStates[j], .hermitian)
            velocityPerturbed[j].setProduct(velocity[j], perturbed)
            anomalousStates[j].setProduct(anomalousVelocity[j], states)
            anomalous[j].setAdjointProduct(states, anomalousStates[j], .hermitian)
        }
        let (up, down) = (states.rows(0..<orbitals), states.rows(orbitals..<n))
        upUp.setAdjointProduct(up, up, .hermitian)
        upDown.setAdjointProduct(up, down)
        for index in 0..<n * layout.bare.count { coefficients[index] = .zero }
        for state in 0..<n { setState(state) }
        for first in 0..<n {
            for second in first + 1..<n { addPair(first, second, lanes) }
        }
        for state in 0..<n {
            collector.add(energies[state], coefficients + state * layout.bare.count, group: layout.bare, lanes: lanes)
        }
        return true
    }

    private func setMixing() {
        for first in 0..<n {
            mixing[first, first] = (.zero, .zero)
            for second in first + 1..<n {
                let difference = energies[second] - energies[first]
                let isNear = absolute(difference) .< collector.grid.nearness
                let inverse = (1 / difference.replacing(with: 1, where: isNear)).replacing(with: 0, where: isNear)
                let v = coupling.matrix[first, second]
                mixing[first, second] = (v.real * inverse, v.imaginary * inverse)
                mixing[second, first] = (-v.real * inverse, v.imaginary * inverse)
            }
        }
    }

    /// What one state gives: its own part of a^I, and a^I with the states it is mixed with; a^II; c without other states.
    private func setState(_ state: Int) {
        let (width, directions) = (layout.bare.count, layout.directions)
        let target = coefficients + state * width
        let energyShift = coupling.matrix[state, state].real
        for j in 0..<directions {
            let spin = spinOverlaps(states, state, velocityStates[j], state, orbitals: orbitals)
            let forward = spinOverlaps(states, state, velocityPerturbed[j], state, orbitals: orbitals)
            let backward = spinOverlaps(velocityStates[j], state, perturbed, state, orbitals: orbitals)
            let flow = spinOverlaps(states, state, anomalousStates[j], state, orbitals: orbitals)
            let slopes = [spin.0, spin.2, spin.4]
            let mixed = [forward.0 + backward.0, forward.2 + backward.2, forward.4 + backward.4]
            let flows = [flow.0, flow.2, flow.4]
            for i in 0..<3 {
                let place = i * directions + j
                target[layout.aOne + place] = -0.5 * mixed[i]
                target[layout.aTwo + place] = -0.5 * flows[i]
                target[layout.aOneSlope + place] = -0.5 * slopes[i] * energyShift
                target[layout.c + place] = 0.5 * spinElement(i, state, state).real * anomalous[j][state, state].real
            }
        }
    }

    /// ⟨first|σ_i|second⟩.
    @inline(__always)
    private func spinElement(_ i: Int, _ first: Int, _ second: Int) -> (real: Lanes, imaginary: Lanes) {
        let (x, y) = (upDown[first, second], upDown[second, first])
        switch i {
        case 0: return (x.real + y.real, x.imaginary - y.imaginary)
        case 1: return (x.imaginary + y.imaginary, y.real - x.real)
        default:
            let z = upUp[first, second]
            return (2 * z.real - (first == second ? 1 : 0), 2 * z.imaginary)
        }
    }

    private func addPair(_ first: Int, _ second: Int, _ lanes: Int) {
        let (width, directions, tensor) = (layout.bare.count, layout.directions, layout.tensorSize)
        let difference = energies[second] - energies[first]
        let isNear = absolute(difference) .< collector.grid.nearness
        let hasNear = any(isNear)
        let inverse = (1 / difference.replacing(with: 1, where: isNear)).replacing(with: 0, where: isNear)
        let (a, b) = (coefficients + first * width, coefficients + second * width)
        for i in 0..<3 {
            let (l, s) = (coupling.commutators[i][first, second], spinElement(i, first, second))
            for j in 0..<directions {
                let place = i * directions + j
                let (v, w) = (velocities[j][first, second], anomalous[j][first, second])
                let bubble = (l.imaginary * v.real).addingProduct(-l.real, v.imaginary)
                let once = bubble * inverse
                let twice = 2 * once * inverse
                a[layout.b + place] += once
                b[layout.b + place] += once
                a[layout.bPotential + place] += twice
                b[layout.bPotential + place] -= twice
                // g[n,m] = (g_m - g_n)/Δ.
                let product = (s.real * w.real).addingProduct(s.imaginary, w.imaginary)
                a[layout.cPotential + place] -= product * inverse
                b[layout.cPotential + place] += product * inverse
                near[place] = bubble
                near[layout.nearC + place] = product
            }
        }
        guard hasNear else { return }
        let v = coupling.matrix[first, second]
        for j in 0..<directions {
            let forward = spinOverlaps(states, first, velocityStates[j], second, orbitals: orbitals)
            let backward = spinOverlaps(velocityStates[j], first, states, second, orbitals: orbitals)
            let real = [forward.0 + backward.0, forward.2 + backward.2, forward.4 + backward.4]
            let imaginary = [forward.1 + backward.1, forward.3 + backward.3, forward.5 + backward.5]
            for i in 0..<3 {
                // -¼ · 2 Re[{σ_i, v̄_j}_nm V_mn].
                near[layout.nearAOne + i * directions + j] = -0.5 * (real[i] * v.real).addingProduct(imaginary[i], v.imaginary)
            }
        }
        for lane in 0..<lanes where isNear[lane] {
            collector.addNear(
                lower: energies[first][lane], difference: difference[lane], near, lane: lane, bubbles: tensor,
                group: layout.bareNear)
        }
    }
}
