import Foundation

/// Runs a program for each case, as many at a time as there are cores.
///
/// - Parameters:
///   - start: begins a case.
///   - finish: is told how one has ended, in the order of the cases, and whether it is the last to be begun.
func inParallel<Case>(
    _ cases: some Sequence<Case>, start: (Case) throws -> RunningProgram,
    finish: (Case, RunningProgram.Outcome) throws -> Bool
) throws {
    var running: [(Case, RunningProgram)] = []
    var goesOn = true
    func finishFirst() throws {
        let (one, program) = running.removeFirst()
        if try !finish(one, program.wait()) { goesOn = false }
    }
    for one in cases {
        while running.count >= ProcessInfo.processInfo.activeProcessorCount { try finishFirst() }
        guard goesOn else { break }
        running.append((one, try start(one)))
    }
    while !running.isEmpty { try finishFirst() }
}
