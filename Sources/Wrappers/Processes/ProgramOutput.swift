import Foundation

/// What another program prints to its standard output, which should be text, and how it ends.
///
/// - Throws: `ChildProcessError` if it cannot be started.
public func outputOfProgram(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil, input: ChildProcess.Input = .inherited,
    errors: ChildProcess.Output = .inherited
) throws(ChildProcessError) -> (text: String, ending: ChildProcess.Ending) {
    let (bytes, ending) = try bytesOfProgram(program, arguments, environment: environment, input: input, errors: errors)
    return (String(decoding: bytes, as: UTF8.self), ending)
}

/// The same for a program that prints anything.
public func bytesOfProgram(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil, input: ChildProcess.Input = .inherited,
    errors: ChildProcess.Output = .inherited
) throws(ChildProcessError) -> (bytes: [UInt8], ending: ChildProcess.Ending) {
    let pipe = try OutputPipe()
    let process = try ChildProcess(
        program, arguments, environment: environment, input: input, output: .descriptor(pipe.writing), errors: errors)
    var bytes: [UInt8] = []
    pipe.closeWriting()
    while let piece = pipe.read(1 << 16) { bytes += piece }
    return (bytes, process.wait())
}

/// A pipe from a program to this one. Neither end is inherited by programs that are not given it.
public final class OutputPipe {
    /// The end to give to the program.
    public let writing: Int32
    private let reading: Int32
    private var isWritable = true

    public init() throws(ChildProcessError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ChildProcessError(program: "a program with a pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Without this the pipe never ends.
    public func closeWriting() {
        if isWritable { close(writing) }
        isWritable = false
    }

    /// Waits for bytes, and gives as many as have come.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: nil once the program has closed its end and everything has been read.
    public func read(_ limit: Int) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var got = 0
            repeat { got = Foundation.read(reading, buffer.baseAddress, limit) } while got < 0 && errno == EINTR
            count = max(0, got)
        }
        return bytes.isEmpty ? nil : bytes
    }

    deinit {
        closeWriting()
        close(reading)
    }
}
