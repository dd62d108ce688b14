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
public struct DensitySolver: ~Copyable {
    private let lattice: Lattice
    private let impurities: [Impurity]
    private let configurations: [[[Double]]]
    private let sites: [Int]
    private let part: DensityPart
    private let axis: [Double]
    private let unit: Double
    private let strength: Double
    private var resolvent: HostResolvent

    /// - Parameters:
    ///   - configurations: for each, a unit vector for each impurity.
    ///   - sites: where the density is wanted.
    ///   - axis: n, a unit vector.
    /// - Throws: `DensityError`.
    public init(
        _ superconductor: Superconductor, impurities: [Impurity], configurations: [[[Double]]], sites: [Lattice.Site],
        part: DensityPart, axis: [Double] = [0, 0, 1]
    ) throws(DensityError) {
        precondition(configurations.allSatisfy { $0.count == impurities.count } && axis.count == 3)
        let strength = impurities.reduce(0) { max($0, $1.strength) }
        let scale: EnergyScale?
        do { scale = try EnergyScale(superconductor, temperature: 0, strength: strength) } catch { throw .energiesOutOfRange }
        let unit = scale?.unit ?? 1
        do { resolvent = try HostResolvent(superconductor, unit: unit) } catch { throw .factorization(error) }
        self.unit = unit
        self.strength = strength / unit
        lattice = superconductor.lattice
        self.impurities = impurities.map {
            Impurity(site: $0.site, exchange: $0.exchange / unit, potential: $0.potential / unit)
        }
        self.configurations = configurations
        self.sites = sites.map { superconductor.lattice.index(of: $0) }
        self.part = part
        self.axis = axis
    }

    /// What the factors and columns take, in bytes.
    public var bytes: Int { resolvent.bytes + 32 * resolvent.order * max(8 * impurities.count, Self.columnsAtATime) }

    private static let columnsAtATime = 32

    /// The densities at an energy.
    ///
    /// - Parameter broadening: η > 0.
    /// - Throws: `DensityError`.
    public mutating func densities(at energy: Double, broadening: Double) throws(DensityError) -> LocalDensities {
        precondition(broadening > 0)
        let host: (values: [Double], error: Double)
        let columns: (values: ComplexColumns, error: Double)
        let rows: (values: ComplexColumns, error: Double)
        do {
            try resolvent.factorize(energy: energy / unit, broadening: broadening / unit)
            host = try part == .full ? hostDensities() : ([Double](repeating: 0, count: 2 * sites.count), 0)
            let indices = impurities.flatMap { impurity in (0..<4).map { 4 * lattice.index(of: impurity.site) + $0 } }
            columns = try resolvent.columns(indices)
            rows = try resolvent.columns(indices, transposed: true)
        } catch {
            throw .factorization(error)
        }
        var (values, error) = ([Double](), host.error)
        for spins in configurations {
            let change = try change(spins, columns, rows)
            values += zip(host.values, change.values).map { $0 + $1 }
            error = max(error, host.error + change.error)
        }
        guard error.isFinite && values.allSatisfy(\.isFinite) else { throw .notANumber }
        return LocalDensities(values: values.map { $0 / unit }, errorEstimate: error / unit)
    }

    /// The host's own densities on the sites: two columns for each.
    private mutating func hostDensities() throws(MUMPSError) -> (values: [Double], error: Double) {
        var (values, error) = ([Double](), 0.0)
        let perBlock = Self.columnsAtATime / 2
        for first in stride(from: 0, to: sites.count, by: perBlock) {
            let some = sites[first..<min(first + perBlock, sites.count)]
            let found = try resolvent.columns(some.flatMap { [4 * $0, 4 * $0 + 1] })
            error = max(error, found.error / .pi)
            for (index, site) in some.enumerated() {
                values += densities { row, column in
                    let value = found.values[4 * site + row, 2 * index + column]
                    return Complex(value.re, value.im)
                }
            }
        }
        return (values, error)
    }

    /// What one configuration changes.
    private func change(
        _ spins: [[Double]], _ columns: (values: ComplexColumns, error: Double), _ rows: (values: ComplexColumns, error: Double)
    ) throws(DensityError) -> (values: [Double], error: Double) {
        guard !impurities.isEmpty else { return ([Double](repeating: 0, count: 2 * sites.count), 0) }
        let order = 4 * impurities.count
        var green = ComplexColumns(length: order, count: order)
        for (index, impurity) in impurities.enumerated() {
            let site = lattice.index(of: impurity.site)
            for row in 0..<4 {
                for column in 0..<order { green[4 * index + row, column] = columns.values[4 * site + row, column] }
            }
        }
        let found: TMatrix?
        do { found = try TMatrix(impurities, spins: spins, green: green) } catch { throw .equations(error) }
        guard let t = found else { throw .notANumber }
        // The rows of the electrons on the sites, times T.
        let (left, leftNorm) = electrons(columns.values)
        let (right, rightNorm) = electrons(rows.values)
        let product = ComplexColumns.product(left, t.matrix)
        var values: [Double] = []
        values.reserveCapacity(2 * sites.count)
        for index in sites.indices {
            values += densities { row, column in
                var (re, im) = (0.0, 0.0)
                for k in 0..<order {
                    let (a, b) = (product[2 * index + row, k], right[2 * index + column, k])
                    re += a.re * b.re - a.im * b.im
                    im += a.re * b.im + a.im * b.re
                }
                return Complex(re, im)
            }
        }
        // T of another g is T + T δg T + …, and rounding of T is that of an elimination with 1 - V g.
        let changeOfGreen = columns.error + 16 * .ulpOfOne * (green.norms.max() ?? 0)
        let relative = t.norm * changeOfGreen
        guard relative < 0.5 else { return (values, .infinity) }
        let errorOfT = t.norm * relative / (1 - relative)
        let error =
            (columns.error * t.norm * rightNorm + leftNorm * t.norm * rows.error + leftNorm * rightNorm * errorOfT) / .pi
        return (values, 1.1 * error)
    }

    /// Two rows for each site, and the largest Frobenius norm of a site's.
    private func electrons(_ columns: ComplexColumns) -> (ComplexColumns, norm: Double) {
        var (part, squared) = (ComplexColumns(length: 2 * sites.count, count: columns.count), 0.0)
        for (index, site) in sites.enumerated() {
            var sum = 0.0
            for column in 0..<columns.count {
                for row in 0..<2 {
                    let value = columns[4 * site + row, column]
                    part[2 * index + row, column] = value
                    sum += value.re * value.re + value.im * value.im
                }
            }
            squared = max(squared, sum)
        }
        return (part, squared.squareRoot())
    }

    /// Along and against the axis, of a 2 × 2 block of G.
    private func densities(_ block: (_ row: Int, _ column: Int) -> Complex<Double>) -> [Double] {
        let (upUp, upDown, downUp, downDown) = (block(0, 0), block(0, 1), block(1, 0), block(1, 1))
        let sum = upUp + downDown
        let along = axis[0] * (upDown + downUp).imaginary - axis[1] * (downUp - upDown).real
            + axis[2] * (upUp - downDown).imaginary
        return [-(sum.imaginary + along) / (2 * .pi), -(sum.imaginary - along) / (2 * .pi)]
    }
}
