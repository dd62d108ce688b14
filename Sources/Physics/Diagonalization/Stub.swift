import BogoliubovDeGennes
import MPI
public struct DiagonalizationSolver: ~Copyable, FreeEnergySolver {
    public static let name = "scalapack"
    public static let defaultBlockSize = 64
    public init(on: borrowing Communicator, blockSize: Int) throws {}
    public borrowing func freeEnergies(of problem: ImpurityProblem) throws -> [ImpurityFreeEnergies] { [] }
    public static func cost(of problem: ImpurityProblem, ranks: Int, blockSize: Int) -> (operations: Double, bytesPerRank: Double) { (0, 0) }
}
