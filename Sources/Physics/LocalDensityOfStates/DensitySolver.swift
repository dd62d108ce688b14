import BogoliubovDeGennes
import LAPACK
import MUMPS
import MatsubaraSums
import Numerics

/// The local density of states that a spin-polarised tip sees, of any host with impurities:
///
///     ρ±(r, E) = -(1/π) Im Tr{½(1 ± n·σ) G(r, r; E + iη)},   G = G0 + G0 B T BᵀG0
///
/// with the trace over c↑ and c↓ and the axis n of the tip. The density at -E is what holes have at E. One sparse factorisation
/// for each energy serves every site and configuration of spins. Energies are independent.
///
/// For use by one thread.
public struct DensitySolver {
    private let impurities: [Impurity]
    private let configurations: [[[Double]]]
    private let siteCount: Int
    private let part: DensityPart
    private let axis: [Double]
    private let unit: Double
    /// One of the two.
    private let chains: ChainResolvent?
    private let sparse: SparseView?

    /// - Parameters:
    ///   - configurations: for each, a unit vector for each impurity.
    ///   - sites: where the density is wanted.
    ///   - axis: n, a unit vector.
    ///   - usesChains: whether the sum over chains is used where the host is one.
    /// - Throws: `DensityError`.
    public init(
        _ superconductor: Superconductor, impurities: [Impurity], configurations: [[[Double]]], sites: [Lattice.Site],
        part: DensityPart, axis: [Double] = [0, 0, 1], usesChains: Bool = true
    ) throws(DensityError) {
        precondition(configurations.allSatisfy { $0.count == impurities.count } && axis.count == 3)
        let strength = impurities.reduce(0) { max($0, $1.strength) }
        let scale: EnergyScale?
        do { scale = try EnergyScale(superconductor, temperature: 0, strength: strength) } catch { throw .energiesOutOfRange }
        let unit = scale?.unit ?? 1
        let places = impurities.map(\.site)
        chains = usesChains ? ChainResolvent(superconductor, sites: sites, impurities: places, unit: unit) : nil
        do {
            sparse = try chains == nil ? SparseView(superconductor, sites: sites, impurities: places, unit: unit) : nil
        } catch {
            throw .factorization(error)
        }
        self.unit = unit
        self.impurities = impurities.map {
            Impurity(site: $0.site, exchange: $0.exchange / unit, potential: $0.potential / unit)
        }
        self.configurations = configurations
        siteCount = sites.count
        self.part = part
        self.axis = axis
    }

    /// Whether the sum over chains is used, which needs no sparse factorisation.
    public var usesChains: Bool { chains != nil }

    /// The densities at an energy.
    ///
    /// - Parameter broadening: η > 0.
    /// - Throws: `DensityError`.
    public func densities(at energy: Double, broadening: Double) throws(DensityError) -> LocalDensities {
        precondition(broadening > 0)
        let view: HostView
        do {
            view = try self.view(energy: energy / unit, broadening: broadening / unit)
        } catch {
            throw .factorization(error)
        }
        var host = [Double](repeating: 0, count: 2 * siteCount)
        if part == .full { host = (0..<siteCount).flatMap { site in densities { Complex(view.local[2 * site + $0, $1]) } } }
        let hostError = part == .full ? view.localError / .pi : 0
        var (values, error) = ([Double](), hostError)
        for spins in configurations {
            let change = try change(spins, view)
            values += zip(host, change.values).map { $0 + $1 }
            error = max(error, hostError + change.error)
        }
        guard error.isFinite && values.allSatisfy(\.isFinite) else { throw .notANumber }
        return LocalDensities(values: values.map { $0 / unit }, errorEstimate: error / unit)
    }

    private func view(energy: Double, broadening: Double) throws(MUMPSError) -> HostView {
        if let chains { return chains.view(energy: energy, broadening: broadening, isFull: part == .full) }
        guard let sparse else { preconditionFailure("neither chains nor factors") }
        return try sparse.view(energy: energy, broadening: broadening, isFull: part == .full)
    }

    /// What one configuration changes.
    private func change(_ spins: [[Double]], _ view: HostView) throws(DensityError) -> (values: [Double], error: Double) {
        guard !impurities.isEmpty else { return ([Double](repeating: 0, count: 2 * siteCount), 0) }
        let order = 4 * impurities.count
        let found: TMatrix?
        do { found = try TMatrix(impurities, spins: spins, green: view.green) } catch { throw .equations(error) }
        guard let t = found else { throw .notANumber }
        let product = ComplexColumns.product(view.left, t.matrix)
        var values: [Double] = []
        values.reserveCapacity(2 * siteCount)
        for site in 0..<siteCount {
            values += densities { row, column in
                var (re, im) = (0.0, 0.0)
                for k in 0..<order {
                    let (a, b) = (product[2 * site + row, k], view.right[2 * site + column, k])
                    re += a.re * b.re - a.im * b.im
                    im += a.re * b.im + a.im * b.re
                }
                return Complex(re, im)
            }
        }
        // T of another g is T + T δg T + …, and rounding of T is that of an elimination with 1 - V g.
        let changeOfGreen = view.greenError + 16 * .ulpOfOne * (view.green.norms.max() ?? 0)
        let relative = t.norm * changeOfGreen
        guard relative < 0.5 else { return (values, .infinity) }
        let errorOfT = t.norm * relative / (1 - relative)
        let (left, right) = (largestNorm(view.left), largestNorm(view.right))
        let error = (view.leftError * t.norm * right + left * t.norm * view.rightError + left * right * errorOfT) / .pi
        return (values, 1.1 * error)
    }

    /// The largest Frobenius norm of a site's two rows.
    private func largestNorm(_ columns: ComplexColumns) -> Double {
        var squared = [Double](repeating: 0, count: siteCount)
        for column in 0..<columns.count {
            for row in 0..<columns.length {
                let value = columns[row, column]
                squared[row / 2] += value.re * value.re + value.im * value.im
            }
        }
        return (squared.max() ?? 0).squareRoot()
    }

    /// Along and against the axis, of a 2 × 2 block of G.
    private func densities(_ block: (_ row: Int, _ column: Int) -> Complex<Double>) -> [Double] {
        let (upUp, upDown, downUp, downDown) = (block(0, 0), block(0, 1), block(1, 0), block(1, 1))
        let sum = upUp + downDown
        let along =
            axis[0] * (upDown + downUp).imaginary - axis[1] * (downUp - upDown).real
            + axis[2] * (upUp - downDown).imaginary
        return [-(sum.imaginary + along) / (2 * .pi), -(sum.imaginary - along) / (2 * .pi)]
    }
}

extension Complex<Double> {
    fileprivate init(_ pair: (re: Double, im: Double)) { self.init(pair.re, pair.im) }
}
