import MPI
import RashbaGas
import Sweep

/// `model: rashba-dmi`: Dzyaloshinskii-Moriya interaction and ground-state spin current of the magnetic Rashba gas.
public struct RashbaDMIModel: Model {
    public static let name = "rashba-dmi"
    public static let title = "Dzyaloshinskii-Moriya interaction and ground-state spin current of the magnetic Rashba gas"

    public static let parameters = [
        Parameter("alpha", .real, .required, unit: "eV Å", "Rashba parameter α"),
        Parameter("splitting", .real, .required, unit: "eV", "exchange splitting ΔV"),
        Parameter("mu", .real, .required, unit: "eV", "chemical potential, from the middle of the gap at k = 0"),
        Parameter("temperature", .real, .defaultsTo(.real(300)), unit: "K", "temperature"),
        Parameter("mass", .real, .defaultsTo(.real(1)), unit: "electron mass", "effective mass"),
    ]

    public static let solvers = [
        SolverDescription(
            "quadrature",
            settings: [
                Parameter(
                    "accuracy", .real, .defaultsTo(.real(defaultAccuracy)), unit: "1",
                    "relative accuracy of D and Q above T = 0")
            ],
            "closed form at T = 0, averaged over energy with -∂f/∂E by adaptive quadrature above")
    ]

    public static let observables = [
        Observable("D", dimensions, unit: "eV/Å", "Dzyaloshinskii-Moriya coefficient"),
        Observable("Q", dimensions, unit: "eV/Å", "ground-state spin current"),
    ]

    public static let conventions = [
        (
            name: "source",
            text: "F. Freimuth, S. Blügel, Y. Mokrousov, The relation of the Dzyaloshinskii-Moriya interaction to spin"
                + " currents and to the spin-orbit field; equation numbers below are its own"
        ),
        (name: "hamiltonian", text: "H_k = ħ²k²/2m + α(k × e_z)·σ + (ΔV/2)σ_z, magnetised along z (Eq. 84)"),
        (
            name: "D",
            text: "free energy density Σ_j D_j·[n × ∂n/∂r_j] (Eq. 1) by the Berry phase theory (Eqs. 2, 11, 12), with the"
                + " torque operator (i/2)[H̄, σ] of H without spin-orbit coupling (Eq. 13)"
        ),
        (name: "Q", text: "(ħ/4) ∫d²k/(2π)² Σ_n f_n ⟨n|{σ_i, v_j}|n⟩ (Eq. 5); D_j = -Q_j to first order in α (Eq. 40)"),
        (name: "indices", text: "(spin i, direction j): D_yx = e_y·D_x; by symmetry D_xy = -D_yx, Q_xy = -Q_yx, others zero"),
        (name: "units", text: "eV, Å, K; ħ²/2m_e = 3.8099821161 eV Å², k_B from the SI of 2019; D and Q are per area: eV/Å"),
    ]

    public static let table = [
        TableColumn("D_yx (eV/Å)", "D", ["y", "x"]),
        TableColumn("Q_yx (eV/Å)", "Q", ["y", "x"]),
    ]

    private static let defaultAccuracy = 1e-12
    private static let dimensions = [
        Observable.Dimension("spin", labels: ["x", "y", "z"], "component of the spin"),
        Observable.Dimension("direction", labels: ["x", "y"], "direction of the gradient or of the flow"),
    ]

    private static let overflow = "D or Q overflows: the parameters are beyond the range of double precision"

    private let accuracy: Double

    public init(solver: SolverChoice) {
        // `auto` comes without settings.
        accuracy = solver.settings["accuracy"] == nil ? Self.defaultAccuracy : solver.settings.real("accuracy")
    }

    public func check(_ point: ParameterSet) throws(ParameterError) {
        for key in ["alpha", "splitting", "mu", "temperature", "mass"] where !point.real(key).isFinite {
            throw ParameterError(key: key, problem: "\(key) is \(point.real(key))", allowed: "a finite number")
        }
        let temperature = point.real("temperature")
        guard temperature >= 0 else {
            throw ParameterError(
                key: "temperature", problem: "the temperature is negative: \(temperature)", allowed: "0 or more kelvins")
        }
        let mass = point.real("mass")
        guard mass > 0 else {
            throw ParameterError(
                key: "mass", problem: "the mass is \(mass)", allowed: "a positive number of electron masses")
        }
        guard accuracy >= 1e-13, accuracy <= 0.01 else {
            throw ParameterError(
                key: "accuracy", problem: "an accuracy of \(accuracy) is out of range", allowed: "from 1e-13 to 0.01")
        }
    }

    public func parametersSharedByOneSolve(_ point: ParameterSet) -> Set<String> { [] }

    public func cost(of batch: [ParameterSet], ranks: Int) -> BatchCost {
        // Some twenty panels of fifteen nodes, at about a hundred operations each; microseconds, whatever the point.
        BatchCost(operations: 5e4 * Double(batch.count), bytesPerRank: 1e5, solver: "quadrature", usesGroup: false)
    }

    /// Every rank of the group computes the whole batch: sending the results would cost more.
    public func evaluate(
        _ batch: [ParameterSet], on group: borrowing Communicator, progress: @escaping (BatchProgress) -> Void
    ) throws -> [PointResult] {
        batch.map(evaluate)
    }

    private func evaluate(_ point: ParameterSet) -> PointResult {
        let gas = RashbaGas(
            alpha: point.real("alpha"), exchangeSplitting: point.real("splitting"), mass: point.real("mass"))
        let found: InterfacialCoefficients
        do {
            found = try gas.equilibrium(
                chemicalPotential: point.real("mu"), temperature: point.real("temperature"), relativeAccuracy: accuracy)
        } catch {
            guard error.relativeError.isFinite else { return .failed(Self.overflow) }
            return .failed(
                "the thermal average reached a relative error of \(error.relativeError) in \(error.panels) panels"
                    + " instead of \(accuracy)")
        }
        guard found.dmi.isFinite, found.spinCurrent.isFinite else {
            return .failed(Self.overflow)
        }
        return .done(
            values: [InterfacialCoefficients.tensor(yx: found.dmi), InterfacialCoefficients.tensor(yx: found.spinCurrent)],
            solver: "quadrature", errorEstimate: found.error)
    }
}
