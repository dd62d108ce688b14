import BogoliubovDeGennes

/// g = (ω - A)⁻¹ of a host between some of its sites, in the Majorana basis, at one frequency. Energies in one unit.
public struct SiteGreenFunction: Sendable {
    public let frequency: Double
    /// Four rows and four columns for each site, row by row.
    public let elements: [Double]
    public let siteCount: Int
    /// A bound on the error of `elements`, as a matrix, in the trace norm.
    public let error: Double

    public init(frequency: Double, elements: [Double], siteCount: Int, error: Double) {
        precondition(elements.count == 16 * siteCount * siteCount)
        self.frequency = frequency
        self.elements = elements
        self.siteCount = siteCount
        self.error = error
    }
}
