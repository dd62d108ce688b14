import LAPACK

/// What a density of states takes of the host's Green function at one energy.
struct HostView {
    /// 2 × 2 blocks of the electrons of each site with itself: two rows for each site, two columns; empty where not wanted.
    let local: ComplexColumns
    /// A bound on the error of each such block in the Frobenius norm.
    let localError: Double
    /// G0 from the impurities' components to the electrons of each site: two rows for each site, four columns for each impurity.
    let left: ComplexColumns
    /// The same from the electrons to the impurities, transposed.
    let right: ComplexColumns
    /// Between the impurities' components.
    let green: ComplexColumns
    /// Bounds on the errors of all columns and of all rows as matrices, in the Frobenius norm.
    let leftError: Double
    let rightError: Double
}
