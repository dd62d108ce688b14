import COpenMPI

/// A number that MPI can send and reduce.
public protocol MPIElement: BitwiseCopyable {
    static var mpiDatatype: MPI_Datatype { get }
}

extension Double: MPIElement {
    public static var mpiDatatype: MPI_Datatype { moriya_mpi_double() }
}

extension Int64: MPIElement {
    public static var mpiDatatype: MPI_Datatype { moriya_mpi_int64() }
}

#if _pointerBitWidth(_64)
extension Int: MPIElement {
    public static var mpiDatatype: MPI_Datatype { moriya_mpi_int64() }
}
#endif

extension Int32: MPIElement {
    public static var mpiDatatype: MPI_Datatype { moriya_mpi_int32() }
}

extension UInt8: MPIElement {
    public static var mpiDatatype: MPI_Datatype { moriya_mpi_uint8() }
}

/// How `Communicator.allReduce` combines the ranks' values.
public enum Reduction: Sendable {
    case sum, minimum, maximum

    var operation: MPI_Op {
        switch self {
        case .sum: moriya_mpi_sum()
        case .minimum: moriya_mpi_min()
        case .maximum: moriya_mpi_max()
        }
    }
}
