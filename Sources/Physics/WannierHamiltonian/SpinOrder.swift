/// How the two spins of an orbital stand in a file.
public enum SpinOrder: String, Sendable, CaseIterable {
    /// up, down, up, down, … (Quantum ESPRESSO, VASP from 6.2 on)
    case interlaced
    /// all up, then all down (older VASP, Wannier90 1.x)
    case block

    /// For `TightBinding.reordered`, to make the order interlaced.
    func permutation(functions n: Int) -> [Int] {
        switch self {
        case .interlaced: Array(0..<n)
        case .block: (0..<n).map { $0 / 2 + ($0 % 2) * (n / 2) }
        }
    }
}
