import BogoliubovDeGennes

/// g = (ω - A)⁻¹ of a host between some of its sites, in the Majorana basis, at one frequency. Energies in one unit.
public struct SiteGreenFunction: Sendable {
    public let frequency: Double
    /// Four rows and four columns for each site, row by row.
    public let elements: [Double]
    public let siteCount: Int
    /// A bound on the error of `elements`, as a matrix, in the trace norm.
    public let error: Double
    /// Bounds on the errors of the rows in the Euclidean norm; empty where only `error` is known.
    private let rowErrors: [Double]

    public init(frequency: Double, elements: [Double], siteCount: Int, error: Double) {
        self.init(frequency: frequency, elements: elements, siteCount: siteCount, error: error, rowErrors: [])
    }

    /// - Parameter rowErrors: bounds on the errors of the rows in the Euclidean norm.
    public init(frequency: Double, elements: [Double], siteCount: Int, rowErrors: [Double]) {
        precondition(rowErrors.count == 4 * siteCount)
        self.init(
            frequency: frequency, elements: elements, siteCount: siteCount, error: Self.traceNorm(rowErrors), rowErrors: rowErrors
        )
    }

    private init(frequency: Double, elements: [Double], siteCount: Int, error: Double, rowErrors: [Double]) {
        precondition(elements.count == 16 * siteCount * siteCount)
        self.frequency = frequency
        self.elements = elements
        self.siteCount = siteCount
        self.error = error
        self.rowErrors = rowErrors
    }

    /// A bound on the error of the elements between some sites alone, as a matrix, in the trace norm.
    public func error(between sites: [Int]) -> Double {
        guard !rowErrors.isEmpty else { return error }
        return Self.traceNorm(sites.flatMap { rowErrors[4 * $0..<4 * $0 + 4] })
    }

    /// Of as many rows of these norms: at most √n times the norm of Frobenius.
    private static func traceNorm(_ rows: [Double]) -> Double {
        (Double(rows.count) * rows.reduce(0) { $0 + $1 * $1 }).squareRoot()
    }
}
