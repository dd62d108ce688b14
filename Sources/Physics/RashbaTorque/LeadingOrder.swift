import ComplexModule

extension Bubbles {
    /// The limit n → 0, times n: the Green's functions become δ functions on the rings with the life time 1/2t(s),
    /// t(s) = -Σ_a Im T_a s_a, so that with ω = πw/t
    ///
    ///     N = ½Σω s s,   J = eΣω s v,   S = Σω v v.
    init(_ states: [RingState], transition: PauliVector) {
        var spin = Matrix4(repeating: .zero, count: 4)
        var (jx, jy) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var square = SIMD2<Double>.zero
        for state in states {
            let rate = -(transition.im * state.spin).sum()
            let omega = 2 * .pi * state.weight / rate  // twice, for the mirror image
            for row in 0..<4 { spin[row] += 0.5 * omega * state.spin[row] * state.spin }
            jx -= omega * state.velocity.x * state.spin
            jy -= omega * state.velocity.y * state.spin
            square += omega * state.velocity * state.velocity
        }
        // What the mirror p_x → -p_x reverses adds up to zero.
        for row in 0..<4 {
            for column in 0..<4 where (row == 2) == (column == 2) { self.spin[row][column] = spin[row][column] }
            if row == 2 { mixed[row][0] = jx[row] } else { mixed[row][1] = jy[row] }
        }
        reversed = mixed
        current = [[square.x, 0], [0, square.y]]
    }
}
