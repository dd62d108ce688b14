/// A spectrum that cannot be right.
public enum DiagonalizationError: Error, CustomStringConvertible {
    /// Tr Ĥ² from the eigenvalues and from the matrix elements.
    case wrongTrace(ofEigenvalues: Double, ofMatrix: Double)

    public var description: String {
        switch self {
        case .wrongTrace(let eigenvalues, let matrix):
            "the eigenvalues are wrong: their squares add up to \(eigenvalues), those of the matrix elements to \(matrix)"
        }
    }

    /// Σ ε² = ‖Ĥ‖² (Frobenius) to rounding, after every solve.
    static func check(sumOfSquares: Double, frobeniusNormSquared: Double) throws(DiagonalizationError) {
        guard abs(sumOfSquares - frobeniusNormSquared) <= 1e-11 * frobeniusNormSquared else {
            throw .wrongTrace(ofEigenvalues: sumOfSquares, ofMatrix: frobeniusNormSquared)
        }
    }
}
