import CMPI
import Foundation

/// A call to MPI that failed, or that was refused because MPI could not have done it.
public struct MPIError: Error, Equatable, CustomStringConvertible {
    /// The routine, such as `MPI_Bcast`.
    public let call: String
    /// What it was applied to, such as `world (4 ranks)`.
    public let object: String
    public let message: String

    public init(call: String, object: String, message: String) {
        self.call = call
        self.object = object
        self.message = message
    }

    public var description: String { "\(call) on \(object): \(message)" }
}

/// The one gate through which every return code of MPI passes.
func check(_ status: Int32, _ call: String, on object: @autoclosure () -> String) throws(MPIError) {
    guard status != MPI_SUCCESS else { return }
    throw MPIError(call: call, object: object(), message: message(ofStatus: status))
}

/// The gate where nobody is left to catch an error: it is told on standard error.
func tellIfFailed(_ status: Int32, _ call: String, on object: @autoclosure () -> String) {
    guard status != MPI_SUCCESS else { return }
    let error = MPIError(call: call, object: object(), message: message(ofStatus: status))
    try? FileHandle.standardError.write(contentsOf: Data("\(error)\n".utf8))
}

private func message(ofStatus status: Int32) -> String {
    var text = [CChar](repeating: 0, count: Int(MPI_MAX_ERROR_STRING) + 1)
    var length: Int32 = 0
    guard MPI_Error_string(status, &text, &length) == MPI_SUCCESS else { return "error code \(status)" }
    return string(text, length: length)
}

func string(_ characters: [CChar], length: Int32) -> String {
    String(decoding: characters.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// MPI 3 counts in 32 bits: anything larger is refused here, before it wraps around.
func count32(_ count: Int, _ call: String, on object: @autoclosure () -> String) throws(MPIError) -> Int32 {
    guard let count32 = Int32(exactly: count) else {
        throw MPIError(call: call, object: object(), message: "\(count) elements, but MPI counts to \(Int32.max)")
    }
    return count32
}
