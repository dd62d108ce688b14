import CMPI

/// A number that MPI can send and reduce.
public protocol MPIElement: BitwiseCopyable {
    static var mpiType: MPIType { get }
}

/// The types of numbers that MPI is told of.
public enum MPIType: Sendable {
    case double, int64, int32, uint8

    /// As the shim numbers them.
    var code: Int32 {
        switch self {
        case .double: Int32(moriya_double)
        case .int64: Int32(moriya_int64)
        case .int32: Int32(moriya_int32)
        case .uint8: Int32(moriya_uint8)
        }
    }
}

extension Double: MPIElement {
    public static var mpiType: MPIType { .double }
}

extension Int64: MPIElement {
    public static var mpiType: MPIType { .int64 }
}

#if _pointerBitWidth(_64)
    extension Int: MPIElement {
        public static var mpiType: MPIType { .int64 }
    }
#endif

extension Int32: MPIElement {
    public static var mpiType: MPIType { .int32 }
}

extension UInt8: MPIElement {
    public static var mpiType: MPIType { .uint8 }
}

/// How `Communicator.allReduce` combines the ranks' values.
public enum Reduction: Sendable {
    case sum, minimum, maximum

    /// As the shim numbers them.
    var code: Int32 {
        switch self {
        case .sum: Int32(moriya_sum)
        case .minimum: Int32(moriya_minimum)
        case .maximum: Int32(moriya_maximum)
        }
    }
}
