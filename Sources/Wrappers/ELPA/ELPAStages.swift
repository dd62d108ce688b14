/// How ELPA reduces a matrix to tridiagonal form.
public enum ELPAStages: Int32, Sendable, CaseIterable {
    /// Directly.
    case one = 1
    /// By way of a band, mostly with products of matrices.
    case two = 2
}
