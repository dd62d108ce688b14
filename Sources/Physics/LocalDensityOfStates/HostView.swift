import LAPACK

/// What a density of states takes of the host's Green function at one energy.
package struct HostView {
    /// 2 × 2 blocks of the electrons of each site with itself: two rows for each site, two columns; empty where not wanted.
    package let local: ComplexColumns
    /// A bound on the error of each such block in the Frobenius norm.
    package let localError: Double
    /// G0 from the impurities' components to the electrons of each site: two rows for each site, four columns for each impurity.
    package let left: ComplexColumns
    /// The same from the electrons to the impurities, transposed.
    package let right: ComplexColumns
    /// Between the impurities' components.
    package let green: ComplexColumns
    /// A bound on its error in the Frobenius norm.
    package let greenError: Double
    /// Bounds on the errors of the rows of `left` and of `right` that belong to one site, in the Frobenius norm.
    package let leftError: Double
    package let rightError: Double
}
