import ArgumentParser
import Foundation
import Processes
import Sweep

/// Reports errors of a command that reads a result file, which may be anything, and which therefore runs in a child process.
func reportingErrors(reading file: String, _ body: () throws -> Void) throws {
    try reportingErrors { try inChildProcess(reading: file, body) }
}

/// Runs a command in a child process: the HDF5 library survives few files
/// that were made to harm it, and not all that were damaged by accident. The child is this program with the same arguments.
///
/// - Throws: `StoreError` if reading the file ended the child, else `ExitCode` as the child had it.
private func inChildProcess(reading file: String, _ body: () throws -> Void) throws {
    let mark = "MORIYA_IS_CHILD"
    var environment = ProcessInfo.processInfo.environment
    guard environment[mark] == nil else { return try body() }
    environment[mark] = "1"
    // A crash shall be over at once and silent.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    let ending = try ChildProcess("/proc/self/exe", Moriya.arguments, environment: environment).wait()
    switch ending {
    case .exited(0): return
    case .exited(let code): throw ExitCode(code)
    case .killed(ReadingLimits.timeIsUp):
        throw StoreError(kind: .badData, sentence: "\(file) cannot be read: HDF5 comes to no end with it; it was altered")
    case .killed(let number) where [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGTRAP, SIGFPE, SIGSYS].contains(number):
        throw StoreError(kind: .badData, sentence: "\(file) cannot be read: HDF5 does not survive it; it was altered")
    case .killed(let number):
        // As if there were no child: `head` that has seen enough, an interrupt.
        signal(number, SIG_DFL)
        raise(number)
        throw ExitCode(ending.status)
    }
}
