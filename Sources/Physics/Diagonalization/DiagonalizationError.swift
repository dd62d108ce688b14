/// A spectrum, or a reduction, that cannot be right.
public enum DiagonalizationError: Error, CustomStringConvertible {
    /// Tr Ĥ² from the eigenvalues and from the matrix elements.
    case wrongTrace(ofEigenvalues: Double, ofMatrix: Double)
    /// Eigenvalues of a particle-hole symmetric matrix that are not pairs ε, -ε: the largest sum of two partners.
    case unpaired(largest: Double)
    /// A matrix that a symmetry should make real has an imaginary part.
    case notReal(remainder: Double)
    /// ‖·‖² of a Hamiltonian and of the parts into which symmetries have divided it.
    case incompleteReduction(whole: Double, parts: Double)
    /// A bound on the energies is not a finite number.
    case energiesOutOfRange

    public var description: String {
        switch self {
        case .wrongTrace(let eigenvalues, let matrix):
            "the eigenvalues are wrong: their squares add up to \(eigenvalues), those of the matrix elements to \(matrix)"
        case .unpaired(let largest):
            "the eigenvalues are wrong: partners ε and -ε add up to as much as \(largest)"
        case .notReal(let remainder):
            "a reduction failed: a matrix that must be real has an imaginary part of \(remainder)"
        case .incompleteReduction(let whole, let parts):
            "a reduction failed: the matrix has a squared norm of \(whole), its parts together have \(parts)"
        case .energiesOutOfRange:
            "the energies of this system add up to more than the largest number that the program can hold (about 1.8e308)"
        }
    }
}
