import NuclearTorque
import Sweep

extension Observable.Name {
    fileprivate static let field = Self("g_field")
    fileprivate static let damping = Self("g_damp")
    fileprivate static let accumulation = Self("critical_accumulation")
    fileprivate static let current = Self("critical_current")
}

/// `model: nuclear-torque`: the torque of a spin accumulation on a nuclear spin, and what it takes to balance relaxation.
public struct NuclearTorqueModel: PointwiseModel {
    public typealias Point = NuclearTorque.Nucleus

    public static let name = "nuclear-torque"
    public static let title = "Torque of a spin accumulation on a nuclear spin"
    public static var parameters: [Parameter] { NuclearTorqueParameters.all }
    public static let solvers = [NuclearSolver.description]
    public static let conventions =
        NuclearSolver.conventions + [
            (
                name: "g_convention",
                text:
                    "torque per area -g_field m × μ + g_damp m × (m × μ) (Eq. 15), g_field = c_f P/(3π²a²), g_damp = c_d P²/(72π³a²),"
                    + " P = e μ_rμ0 γ k_F √(I(I+1)); c_f = 1, c_d = 5 printed, ½ and 3 corrected. The size of g_damp: with the commutator's"
                    + " sign of χ2 the damping-like torque turns round"
            ),
            (
                name: "critical_convention",
                text: "critical_accumulation = ħ√(I(I+1))/(g_damp a² T2); critical_current = critical_accumulation σ/(2eλθ_SH)"
            ),
            (name: "units_convention", text: "SI, e = 1.602176634e-19 C, ħ = 1.054571817e-34 J s; accumulations in eV"),
        ]

    public let observables = [
        Observable(.field, unit: "m-2", "field-like torque per area and accumulation"),
        Observable(.damping, unit: "m-2", "damping-like torque per area and accumulation"),
        Observable(.accumulation, unit: "eV", "spin accumulation that balances transverse relaxation"),
        Observable(.current, unit: "A/m2", "current density that makes the critical accumulation"),
    ]
    public let table = [
        TableColumn("g_field (1/m²)", .field), TableColumn("g_damp (1/m²)", .damping), TableColumn("μ_c (eV)", .accumulation),
        TableColumn("j_c (A/m²)", .current),
    ]
    public let operationsPerPoint = 1e2

    private let isPrinted: Bool

    public init(_ job: JobHeader) { isPrinted = NuclearSolver.isPrinted(job) }

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        typealias Key = NuclearTorqueParameters
        func positive(_ key: Parameter) throws(ParameterError) -> Double {
            let value = parameters.real(key)
            guard value > 0 else {
                throw ParameterError(key, problem: "\(key.key) is \(value)", allowed: "a positive number, in \(key.unit)")
            }
            return value
        }
        func nonzero(_ key: Parameter) throws(ParameterError) -> Double {
            let value = parameters.real(key)
            guard value != 0 else { throw ParameterError(key, problem: "\(key.key) is 0", allowed: "a number other than 0") }
            return value
        }
        let spin = parameters.real(Key.spin)
        guard spin > 0, spin < 100, (2 * spin).rounded() == 2 * spin else {
            throw ParameterError(
                Key.spin, problem: "the spin is \(spin)", allowed: "a positive integer or half-integer, such as 0.5, 1, 1.5")
        }
        return Point(
            gyromagneticRatio: try nonzero(Key.gamma), spin: spin, permeability: try positive(Key.permeability),
            fermiWaveNumber: try positive(Key.fermi), lattice: try positive(Key.lattice),
            relaxation: try positive(Key.relaxation),
            conductivity: try positive(Key.conductivity), hallAngle: try nonzero(Key.hallAngle),
            diffusionLength: try positive(Key.diffusion))
    }

    public func evaluate(_ nucleus: Point) -> PointResult {
        let found = NuclearTorque(nucleus, isPrinted: isPrinted)
        let numbers = [found.field, found.damping, found.criticalAccumulation, found.criticalCurrent]
        guard numbers.allSatisfy({ $0.isFinite && $0 != 0 }) else {
            return .failed("a number overflows or underflows: the parameters are beyond the range of double precision")
        }
        var values = PointValues(solver: "closed-form")
        // A dozen products and quotients, and one square root.
        for (name, value) in zip([Observable.Name.field, .damping, .accumulation, .current], numbers) {
            values[name] = Estimate(value, error: 24 * .ulpOfOne * abs(value))
        }
        return .done(values)
    }
}
