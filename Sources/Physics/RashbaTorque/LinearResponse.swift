import ComplexModule

/// How impurities scatter: point scatterers of strength u at density n.
public struct Scattering: Sendable, Equatable {
    public enum Approximation: Sendable { case transitionMatrix, firstBorn }
    public enum DensityOrder: Sendable, Equatable {
        /// n → 0, where nK and nσ have limits.
        case leading
        /// Self-consistent at a density in 1/nm².
        case selfConsistent(Double)
        /// As the paper has it: the clean local Green's function in T, and the plain inverse of 1 - NΥ.
        case printed(Double)
    }

    /// 1/u in 1/(meV nm²); zero is the unitary limit.
    public let inverseStrength: Double
    /// E_c in meV.
    public let cutoff: Double
    public let approximation: Approximation
    public let order: DensityOrder

    public init(inverseStrength: Double, cutoff: Double, approximation: Approximation, order: DensityOrder) {
        self.inverseStrength = inverseStrength
        self.cutoff = cutoff
        self.approximation = approximation
        self.order = order
    }

    /// T of one impurity where the local Green's function is g: to all orders, or to the second.
    func transition(_ green: PauliVector) -> PauliVector {
        switch approximation {
        case .transitionMatrix: return green.transition(inverseStrength: inverseStrength)
        case .firstBorn:
            let u = 1 / inverseStrength
            return PauliVector(re: SIMD4(u, 0, 0, 0) + u * u * green.re, im: u * u * green.im)
        }
    }

    /// Υ_ab = ½ tr[σ_aTσ_bT†], to the order of T.
    func insertion(_ transition: PauliVector) -> [[Double]] {
        switch approximation {
        case .transitionMatrix:
            let all = traces(transition, transition.conjugate)
            return (0..<4).map { row in (0..<4).map { all[4 * row + $0].real } }
        case .firstBorn:
            let square = 1 / (inverseStrength * inverseStrength)
            return (0..<4).map { row in (0..<4).map { $0 == row ? square : 0 } }
        }
    }
}

/// nK and nσ at some number of angles.
public struct LinearResponse: Sendable, Equatable {
    /// Local Green's function and T in (1, σ), in 1/(meV nm²) and meV nm².
    public var green, transition: PauliVector
    /// nK in |e|/(meV nm³): spin x, y, z times current x, y.
    public var spinDensity: [Double]
    /// nσ in e²/ħ nm⁻²: xx, xy, yx, yy.
    public var conductivity: [Double]
    /// |(1 - NΥ) Im g|/|Im g|: zero by particle conservation.
    public var wardResidual: Double
    public var rings: Int
    /// Rounding errors of nK and nσ, estimated from the magnitudes of what was added up.
    public var rounding: (spinDensity: Double, conductivity: Double)

    public static func == (a: LinearResponse, b: LinearResponse) -> Bool {
        a.green == b.green && a.transition == b.transition && a.spinDensity == b.spinDensity && a.conductivity == b.conductivity
    }
}

/// What the vertex equation is made of, times n: N_ab = ½Σ tr[σ_aG⁺σ_bG⁻], J_aj = Σ tr[σ_aG⁺j_jG⁻] and the like with two
/// currents; e = -1.
struct Bubbles {
    var spin = [[Double]](repeating: [0, 0, 0, 0], count: 4)
    /// J: four rows, columns x and y.
    var mixed = [[Double]](repeating: [0, 0], count: 4)
    /// Σ tr[j_jG⁺σ_aG⁻] in row a: J with the advanced and the retarded function exchanged.
    var reversed = [[Double]](repeating: [0, 0], count: 4)
    /// Σ tr[j_iG⁺j_jG⁻].
    var current = [[0.0, 0], [0, 0]]

    /// nK and nσ by Eqs. 22 and 27 with 1 - NΥ of `VertexEquation`; e = -1.
    func response(
        _ green: PauliVector, _ transition: PauliVector, _ insertion: [[Double]], keepsCharge: Bool, rings: Int, noise: Double
    ) throws(TorqueError) -> LinearResponse {
        guard (spin + mixed + reversed + current + insertion).joined().allSatisfy(\.isFinite) else { throw .notFinite }
        guard let equation = VertexEquation(bubble: spin, insertion: insertion, keepsCharge: keepsCharge) else {
            throw .singular
        }
        var solutions: [[Double]] = []
        for direction in 0..<2 { solutions.append(equation.solve(mixed.map { $0[direction] })) }
        var spins: [Double] = []
        for component in 1...3 { for direction in 0..<2 { spins.append(solutions[direction][component] / (2 * .pi)) } }
        var sigma: [Double] = []
        var sizes = 0.0
        for i in 0..<2 {
            for j in 0..<2 {
                var vertex = 0.0
                for a in 0..<4 {
                    for b in 0..<4 {
                        let term = 0.5 * reversed[a][i] * insertion[a][b] * solutions[j][b]
                        vertex += term
                        sizes = max(sizes, abs(term))
                    }
                }
                sigma.append((current[i][j] + vertex) / (2 * .pi))
                sizes = max(sizes, abs(current[i][j]))
            }
        }
        let imaginary = green.im
        let ward = equation.matrix.map { row in abs((0..<4).reduce(0) { $0 + row[$1] * imaginary[$1] }) }.max() ?? 0
        let size = (0..<4).map { abs(imaginary[$0]) }.max() ?? 0
        let largest = spins.reduce(0) { max($0, abs($1)) }
        let unit = 16 * Double.ulpOfOne * (equation.condition + noise)
        return LinearResponse(
            green: green, transition: transition, spinDensity: spins, conductivity: sigma,
            wardResidual: size > 0 ? ward / size : 0, rings: rings, rounding: (unit * largest, unit * sizes))
    }
}

/// Why a point has no result.
public enum TorqueError: Error, Equatable, Sendable {
    /// 1 - NΥ is singular beyond the charge channel.
    case singular
    /// The energy lies on the edge of the gap, where Re g diverges.
    case onGapEdge
    /// The sum over angles has not converged: the error reached, relative to the largest component, and the angles.
    case notConverged(error: Double, angles: Int)
    /// The self-energy has not converged.
    case selfEnergy
    /// Rounding errors leave less than four digits: the relative error.
    case rounding(Double)
    case notFinite
}
