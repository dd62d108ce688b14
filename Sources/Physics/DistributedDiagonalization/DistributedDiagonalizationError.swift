/// A diagonalisation that this machine, or this program, cannot begin.
public enum DistributedDiagonalizationError: Error, CustomStringConvertible {
    /// The matrix does not fit into the memory of a node: what this group's ranks there need, and what there is, in bytes.
    case notEnoughMemory(needed: Int, available: Int)
    /// This program was built without the backend asked for.
    case backendMissing(DiagonalizationBackend)

    public var description: String {
        switch self {
        case .notEnoughMemory(let needed, let available):
            "a node lacks memory: its ranks need \(needed >> 20) MiB for the largest matrix, \(available >> 20) MiB are free"
                + " on this one; use more nodes, or allow more reductions"
        case .backendMissing(let backend):
            "this program was built without \(backend); install libelpa-dev and build anew, or use scalapack"
        }
    }
}
