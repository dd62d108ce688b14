import CHDF5

/// A call of HDF5 that failed: which one, on what, and HDF5's own account.
public struct HDF5Error: Error, Sendable, CustomStringConvertible {
    /// The C function, such as `H5Dwrite`.
    public let call: String
    /// The file and the object in it, such as `result.h5:/status`.
    public let object: String
    /// HDF5's error stack, from the call inwards to the root of the trouble; may be empty.
    public let stack: [String]

    public init(call: String, object: String, stack: [String]) {
        self.call = call
        self.object = object
        self.stack = stack
    }

    public var description: String { "\(call) failed on \(object): \(stack.joined(separator: ": "))" }

    /// The reason in a few words: the operating system's message where HDF5 passes one on, else the innermost entry of
    /// the stack.
    public var cause: String {
        for entry in stack.reversed() {
            // HDF5's drivers write: "…, errno = 28, error message = 'No space left on device', …".
            let parts = entry.split(separator: "error message = '", maxSplits: 1)
            if parts.count == 2, let message = parts[1].split(separator: "'").first { return String(message) }
        }
        return stack.last ?? "HDF5 gives no reason"
    }
}

/// Prepares HDF5, once per process and before anything else is asked of it.
let libraryIsReady: Bool = {
    // A file that could not be flushed (a full disk) stays open inside HDF5, whose exit handler then crashes over it.
    let quietExit = H5dont_atexit() >= 0
    // HDF5 would print its errors to standard error behind our back.
    return H5Eset_auto2(moriya_H5E_DEFAULT(), nil, nil) >= 0 && quietExit
}()

/// The gate that every call passes: a negative code becomes an error with the stack as it stands.
@discardableResult
func check<Code: BinaryInteger>(_ code: Code, _ call: String, _ object: @autoclosure () -> String) throws(HDF5Error)
    -> Code
{
    if code < 0 { throw HDF5Error(call: call, object: object(), stack: errorStack()) }
    return code
}

/// The descriptions on HDF5's error stack, outermost first.
private func errorStack() -> [String] {
    var entries: [String] = []
    withUnsafeMutablePointer(to: &entries) { entries in
        let status = H5Ewalk2(
            moriya_H5E_DEFAULT(), H5E_WALK_DOWNWARD,
            { _, entry, context in
                if let description = entry?.pointee.desc {
                    context?.assumingMemoryBound(to: [String].self).pointee.append(String(cString: description))
                }
                return 0
            }, entries)
        if status < 0 { entries.pointee.append("HDF5 cannot say why") }
    }
    return entries
}
