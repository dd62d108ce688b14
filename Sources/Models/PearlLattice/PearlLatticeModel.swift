import Foundation
import PearlExchange
import Sweep

/// `model: pearl-lattice`: Bravais lattices of impurities on a thin superconductor: ferromagnet or antiferromagnet.
public struct PearlLatticeModel: Model {
    public struct Point: Sendable {
        /// In degrees.
        let angle: Double
        /// d/r₀(0).
        let spacing: Double
        let temperature: Double
        let limit: Superfluid.Limit
        let scansZone: Bool
        /// R_c in units of d.
        let cutoff: Double?
    }

    public static let name = "pearl-lattice"
    public static let title = "Order of a lattice of impurities coupled by supercurrents in a thin superconductor"
    public static var parameters: [Parameter] { PearlLatticeParameters.all }
    public static let solvers = [
        SolverDescription("sums", settings: [], "Ewald sums; plain sums where a cutoff is given")
    ]
    public static var conventions: [(name: String, text: String)] { PearlLatticeObservables.conventions }

    public var observables: [Observable] { PearlLatticeObservables.all }
    public var table: [TableColumn] { PearlLatticeObservables.table }

    public init(_ job: JobHeader) {}

    public func point(_ parameters: ParameterSet) throws(ParameterError) -> Point {
        typealias Key = PearlLatticeParameters
        let (temperature, limit) = try PearlParameters.superfluid(parameters)
        let angle = parameters.real(Key.angle)
        guard angle > 0, angle < 180 else {
            throw ParameterError(Key.angle, problem: "the angle is \(angle)", allowed: "above 0 and below 180 degrees")
        }
        let spacing = try PearlParameters.distance(parameters, Key.spacing)
        guard spacing < 1 else {
            throw ParameterError(
                Key.spacing, problem: "the lattice constant is \(spacing) Pearl lengths", allowed: "above 0 and below 1 r0(0)")
        }
        let scansZone = parameters.text(Key.minimum) == "zone"
        let cutoff = try cutoff(parameters, spacing: spacing, angle: angle)
        if scansZone && cutoff != nil {
            throw ParameterError(
                Key.minimum, problem: "all wave vectors are looked at with complete sums only",
                allowed: "candidates, or no cutoff")
        }
        return Point(angle: angle, spacing: spacing, temperature: temperature, limit: limit, scansZone: scansZone, cutoff: cutoff)
    }

    /// In units of d.
    private func cutoff(_ parameters: ParameterSet, spacing: Double, angle: Double) throws(ParameterError) -> Double? {
        typealias Key = PearlLatticeParameters
        let text = parameters.text(Key.cutoff)
        if text == "none" { return nil }
        guard let value = Double(text), value.isFinite, value > 0 else {
            throw ParameterError(
                Key.cutoff, problem: "the cutoff is \(text)", allowed: "none, or a positive number of Pearl lengths r0(0)")
        }
        let sites = max(
            TruncatedSum.sites(angle: angle * .pi / 180, cutoff: value / spacing),
            TruncatedSum.sites(angle: .pi / 3, cutoff: value / spacing))
        guard sites <= TruncatedSum.mostSites, value / spacing >= 2 else {
            throw ParameterError(
                Key.cutoff, problem: "\(value) r0(0) are \(value / spacing) lattice constants, \(sites) impurities",
                allowed: "at least 2 lattice constants, and at most \(TruncatedSum.mostSites) impurities; none for complete sums")
        }
        return value / spacing
    }

    /// The critical angle depends on all else.
    public func parametersSharedByOneSolve(_ point: Point) -> [Parameter] { [PearlLatticeParameters.angle] }

    public func cost(of batch: [Point], ranks: Int) -> BatchCost {
        var operations = 2e6
        for point in batch {
            operations += point.scansZone ? 2e7 : 5e5
            if let cutoff = point.cutoff { operations += 40 * TruncatedSum.sites(angle: point.angle * .pi / 180, cutoff: cutoff) }
        }
        if let cutoff = batch.first?.cutoff { operations += 400 * TruncatedSum.sites(angle: 1.3, cutoff: cutoff) }
        return BatchCost(operations: operations, bytesPerRank: 1e6, solver: "sums", ranks: .one)
    }

    public func evaluate(
        _ batch: [Point], on team: borrowing Team, progress: @escaping (BatchProgress) -> Void
    ) -> [PointResult] {
        guard team.rank == 0, let first = batch.first else { return [] }
        let superfluid = Superfluid(temperature: first.temperature, first.limit)
        let length = 1 / (first.spacing * superfluid.weight)
        guard length.isFinite, length < 1e12 else {
            return batch.map { _ in .failed("the Pearl length is \(length) lattice constants: beyond what the sums are good for")
            }
        }
        let table = first.cutoff.map { CouplingTable(pearlLength: length, range: Self.shortest(batch)...max($0, 2)) }
        var critical: CriticalAngle.Found?
        if let cutoff = first.cutoff, let table {
            critical = CriticalAngle.find(pearlLength: length, cutoff: cutoff, table: table)
        } else {
            critical = CriticalAngle.find(pearlLength: length)
        }
        return batch.map { point in
            let angle = point.angle * .pi / 180
            guard sin(angle) > 1e-3 else {
                return .failed("the lattice is oblique beyond what the sums are good for; allowed: sin θ above 0.001")
            }
            let lattice = ImpurityLattice(angle: angle, pearlLength: length)
            var zone: ZoneScan?
            let matrices: [CouplingMatrix]
            if let cutoff = point.cutoff, let table {
                let found = TruncatedSum(lattice, cutoff: cutoff, table: table).matrices()
                matrices = ImpurityLattice.Order.allCases.compactMap { found[$0] }
            } else {
                let sum = EwaldSum(lattice)
                matrices = ImpurityLattice.Order.allCases.map(sum.matrix)
                if point.scansZone { zone = ZoneScan(sum, lattice) }
            }
            return .done(
                PearlLatticeObservables.values(
                    matrices, criticalAngle: critical, zone: zone, relative: superfluid.weightError / superfluid.weight))
        }
    }

    /// The shortest distance of two impurities at any angle of a batch, in units of d.
    private static func shortest(_ batch: [Point]) -> Double {
        var shortest = 1.0
        for point in batch {
            let half = point.angle * .pi / 360
            shortest = min(shortest, 2 * sin(half), 2 * cos(half))
        }
        return shortest
    }
}
