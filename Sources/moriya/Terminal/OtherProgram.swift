import Foundation
import Processes

/// What another program prints. Nil if the program is not there or fails.
func outputOf(_ command: [String]) -> String? {
    // Inside an MPI job a second mpirun would think that it belongs to it.
    let environment = ProcessInfo.processInfo.environment.filter {
        !$0.key.hasPrefix("OMPI_") && !$0.key.hasPrefix("PMIX_")
    }
    guard let program = command.first,
        let (text, ending) = try? outputOfProgram(
            program, Array(command.dropFirst()), environment: environment, errors: .nowhere),
        ending == .exited(code: 0)
    else { return nil }
    return text
}
