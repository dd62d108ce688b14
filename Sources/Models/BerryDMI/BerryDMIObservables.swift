import BerryPhase
import Sweep
import WannierHamiltonian

extension Observable.Name {
    fileprivate static let second = Self("D_second")
    fileprivate static let hall = Self("ahc")
    fileprivate static let grid = Self("grid")
    fileprivate static let identityResidual = Self("identity_residual")
    fileprivate static let splitQuality = Self("split_quality")
}

/// What the model `berry-dmi` computes at a point.
struct BerryDMIObservables {
    /// Names in files, and what they are.
    private static let tensors: [(quantity: Quantity, name: String, longName: String)] = [
        (.dmi, "D", "Dzyaloshinskii-Moriya coefficient"),
        (.spinCurrent, "Q", "ground-state spin current"),
        (.aOne, "aI", "part a^I of the coefficient linear in spin-orbit interaction"),
        (.aTwo, "aII", "part a^II of the coefficient linear in spin-orbit interaction"),
        (.a, "a", "a^I + a^II, the coefficient linear in spin-orbit interaction"),
        (.b, "b", "part b of the coefficient linear in spin-orbit interaction"),
        (.c, "c", "part c of the coefficient linear in spin-orbit interaction"),
    ]

    let axes: PeriodicAxes
    /// Whether the spin-orbit part was split off one Hamiltonian.
    let hasSplit: Bool

    private var isSlab: Bool { axes.count == 2 }

    var all: [Observable] {
        let unit = isSlab ? "eV/Å" : "eV/Å^2"
        var observables: [Observable] = []
        for tensor in Self.tensors {
            observables.append(Observable(.init(tensor.name), dimensions, unit: unit, tensor.longName))
            observables.append(
                Observable(.init(tensor.name + "_cell"), dimensions, unit: "eV Å", tensor.longName + ", per cell"))
        }
        observables.append(
            Observable(.second, dimensions, unit: unit, "Dzyaloshinskii-Moriya coefficient by the second route, -Q + ξb"))
        let planes = isSlab ? [] : [Observable.Dimension("plane", labels: ["yz", "zx", "xy"], "plane of field and current")]
        observables.append(Observable(.hall, planes, unit: isSlab ? "e^2/h" : "S/cm", "anomalous Hall conductivity"))
        observables.append(Observable(.grid, unit: "1", "N of the grid of N × N (× N) wave vectors"))
        observables.append(Observable(.identityResidual, [identities], unit: unit, "largest violation of an identity"))
        if hasSplit {
            observables.append(
                Observable(
                    .splitQuality, [measures], unit: "1",
                    "how well the spin-orbit part is told from the rest; partner_distance in Å, band_change in eV"))
        }
        return observables
    }

    var table: [TableColumn] {
        let unit = isSlab ? "eV/Å" : "eV/Å²"
        var columns = [
            TableColumn("D_yx (\(unit))", .init("D"), ["y", "x"]), TableColumn("Q_yx (\(unit))", .init("Q"), ["y", "x"]),
            TableColumn("aI_yx", .init("aI"), ["y", "x"]), TableColumn("aII_yx", .init("aII"), ["y", "x"]),
        ]
        columns.append(isSlab ? TableColumn("ahc (e²/h)", .hall) : TableColumn("ahc_xy (S/cm)", .hall, ["xy"]))
        columns.append(TableColumn("N", .grid))
        return columns
    }

    func values(_ found: BerryPhaseValues, scale: Double, quality: SplitMeasures?) -> PointValues {
        var values = PointValues(solver: BerryDMIModel.solverName)
        for tensor in Self.tensors {
            guard let numbers = found.tensors[tensor.quantity], let error = found.errors[tensor.quantity] else { continue }
            values[.init(tensor.name)] = Estimate(numbers, error: error)
            values[.init(tensor.name + "_cell")] = Estimate(
                numbers.map { $0 * axes.cellSize }, error: error * axes.cellSize)
        }
        if let dmi = found.tensors[.dmi], let current = found.tensors[.spinCurrent], let b = found.tensors[.fullCoupling] {
            let second = zip(current, b).map { -$0 + scale * $1 }
            let error = (found.errors[.spinCurrent] ?? .nan) + abs(scale) * (found.errors[.fullCoupling] ?? .nan)
            values[.second] = Estimate(second, error: error)
            let residual = zip(dmi, second).reduce(0) { max($0, abs($1.0 - $1.1)) }
            values[.identityResidual] = Estimate(
                [residual, found.largest(.b)], error: max(error + (found.errors[.dmi] ?? .nan), found.errors[.b] ?? .nan))
        }
        if let hall = found.tensors[.hall] { values[.hall] = Estimate(hall, error: found.errors[.hall] ?? .nan) }
        values[.grid] = Estimate([Double(found.grid)])
        if let quality { values[.splitQuality] = Estimate(quality.numbers) }
        return values
    }

    private var dimensions: [Observable.Dimension] {
        [
            Observable.Dimension("spin", labels: ["x", "y", "z"], "component of the spin"),
            Observable.Dimension(
                "direction", labels: Array(["x", "y", "z"].prefix(axes.count)), "direction of the gradient or of the flow"),
        ]
    }

    private var identities: Observable.Dimension {
        Observable.Dimension("identity", labels: ["D_second", "b"], "D = -Q + ξb; b = 0 with time reversal")
    }

    private var measures: Observable.Dimension {
        Observable.Dimension(
            "measure", labels: SplitMeasures.names,
            "share of orbital currents and of exchange across its axis, distance of"
                + " partners' centres, change of the bands")
    }

    static let conventions = [
        (
            name: "references",
            text: "F. Freimuth, S. Blügel, Y. Mokrousov, The relation of the Dzyaloshinskii-Moriya interaction to spin"
                + " currents and to the spin-orbit field, arXiv:1610.06541; equation numbers below are its own"
        ),
        (
            name: "hamiltonian",
            text: "H_ξ(k) = H̄(k) + ξ V(k), H(k)_mn = Σ_R e^{ik·R} ⟨m0|H|nR⟩; hv_j = ∂H/∂k_j - i[A_j, H] with the Hermitian"
                + " part of A_j(k) = Σ_R e^{ik·R} ⟨m0|r_j|nR⟩; spin operators are Pauli matrices between the two functions of an orbital"
        ),
        (
            name: "D_convention",
            text: "D_ij = ½ Σ_nm Im[T^i_nm hv^j_mn] K_nm, K_nm = (f_n + f_m)/Δ - 2(g_m - g_n)/Δ², Δ = E_m - E_n (Eqs. 2, 11,"
                + " 12 symmetrised), with the torque operator T_i = (i/2)[H̄, σ_i] of H without spin-orbit interaction between"
                + " eigenstates of H_ξ; free energy density Σ_j D_j·[n × ∂n/∂r_j] (Eq. 1)"
        ),
        (name: "Q_convention", text: "Q_ij = ½ Σ_n f_n Re⟨n|σ_i hv_j|n⟩ (Eq. 5)"),
        (
            name: "parts_convention",
            text: "with the states of H̄: a^I = -¼ Re Σ f[n,m] {σ_i, hv̄_j}_nm V_mn (Eq. 22), a^II = -½ Re Σ f_n (σ_i hv^SOI_j)_nn"
                + " (Eq. 23), b = ½ Σ Im[L^i_nm hv̄^j_mn] K_nm with L_i = -(i/2)[V, σ_i] (Eq. 27), c = ½ Re Σ g[n,m] σ^i_nm"
                + " hv^SOI,j_mn (Eq. 31); f[n,m], g[n,m] are divided differences. None depends on ξ: dD/dξ = a + b at ξ = 0"
        ),
        (
            name: "D_second_convention",
            text: "-Q + ξ b with the states and the velocity of H_ξ, equal to D for every ξ if spin and position commute;"
                + " identity_residual is the largest difference, and the largest |b|, which is 0 for V even and H̄(-k) = H̄(k)*"
        ),
        (
            name: "ahc_convention",
            text:
                "slab: (1/2π) ∫d²k Σ f_n Ω_n in e²/h, Ω_n = -2 Im Σ_m hv^x_nm hv^y_mn/(E_m - E_n)² + the curvature of the space of"
                + " functions where there is r(R) (Wang et al. 2006, Eq. 27); bulk: -(e²/ħ) ∫d³k/(2π)³ Σ f_n Ω_n in S/cm, for the"
                + " planes yz, zx, xy, the sign of WannierBerri and postw90"
        ),
        (
            name: "indices",
            text:
                "(spin i, direction j): D_yx = e_y·D_x; per area (eV/Å) of a slab, per volume (eV/Å²) of a bulk crystal; _cell: times the cell's area or volume"
        ),
        (name: "units_convention", text: "eV, Å, K; k_B from the SI of 2019"),
    ]
}
