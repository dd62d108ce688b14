import WannierHamiltonian

/// A crystal, its spin-orbit interaction scaled by ξ, and the chemical potentials and temperatures at which D, Q and their
/// parts are wanted.
public struct BerryPhaseProblem: Sendable {
    public let system: SpinOrbitSystem
    public let axes: PeriodicAxes
    /// ξ of H_ξ = H̄ + ξ V.
    public let scale: Double
    public let occupations: [Occupation]
    public let selection: Selection

    /// - Precondition: there is at least one occupation.
    public init(
        _ system: SpinOrbitSystem, axes: PeriodicAxes, scale: Double, occupations: [Occupation], selection: Selection = .all
    ) {
        precondition(!occupations.isEmpty)
        (self.system, self.axes, self.scale) = (system, axes, scale)
        (self.occupations, self.selection) = (occupations, selection)
    }
}

/// What a sum over a grid of wave vectors gave for one chemical potential and temperature.
public struct BerryPhaseValues: Sendable {
    /// Per area (eV/Å) of a slab, per volume (eV/Å²) of a bulk crystal, (spin x y z; direction x y[, z]) with the direction
    /// running fastest. The Hall conductivity is in e²/h for the plane of a slab, in S/cm for the planes yz, zx, xy of a bulk
    /// crystal.
    public internal(set) var tensors: [Quantity: [Double]] = [:]
    /// A bound on the error of each component.
    public internal(set) var errors: [Quantity: Double] = [:]
    /// The sum of the magnitudes of all terms, up to a factor of order one: what rounding is measured by.
    public internal(set) var magnitudes: [Quantity: Double] = [:]
    /// N of the grid of N × N (× N) wave vectors.
    public internal(set) var grid = 0
    /// Largest distances of the sub-grids of N/4 and of N/2 points.
    var distances: [Quantity: (quarter: Double, half: Double)] = [:]

    /// The largest component of a tensor.
    public func largest(_ quantity: Quantity) -> Double { tensors[quantity]?.reduce(0) { max($0, abs($1)) } ?? 0 }

    /// How far the error of a quantity is from an accuracy relative to its largest component, as their ratio.
    ///
    /// A part of a sum, such as b of D^(1) = a + b, counts beside the whole: it may be zero. So may D and Q, at ξ = 0, which
    /// count beside what they are at ξ = 0.01 to first order. What is a millionth of the terms it is made of counts as that:
    /// zero by symmetry has no relative accuracy. Nor has anything more than rounding allows.
    func excess(_ quantity: Quantity, accuracy: Double) -> Double {
        let wholes: [Quantity] =
            switch quantity {
            case .b: [.b, .a]
            case .fullCoupling: [.fullCoupling, .spinCurrent]
            default: [quantity]
            }
        let isLinear = [.dmi, .spinCurrent, .fullCoupling].contains(quantity)
        let size = wholes.reduce(isLinear ? 0.01 * largest(.a) : 0) { max($0, largest($1)) }
        let magnitude = wholes.reduce(0) { max($0, magnitudes[$1] ?? 0) }
        let allowed = max(accuracy * max(size, 1e-6 * magnitude), 64 * .ulpOfOne * magnitude)
        return allowed > 0 ? (errors[quantity] ?? .infinity) / allowed : 0
    }
}

/// Why a sum gave nothing.
public enum BerryPhaseError: Error, Sendable, CustomStringConvertible {
    /// A matrix whose eigenvalues could not be found: its elements are too large, or not numbers.
    case noEigenvalues(scale: Double)

    public var description: String {
        switch self {
        case .noEigenvalues(let scale): "the eigenvalues of H(k) could not be found at a spin-orbit scale of \(scale)"
        }
    }
}
