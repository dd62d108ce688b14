import Foundation
import Processes

/// The numbers that another program prints; nil if it cannot be started or prints any other number of them.
///
/// - Parameter threads: of its BLAS; as the environment has it unless given.
func printedNumbers(_ program: String, _ arguments: [String], count: Int, threads: Int? = nil) -> [Double]? {
    let setting = threads.map { ["OPENBLAS_NUM_THREADS": "\($0)"] } ?? [:]
    let environment = ProcessInfo.processInfo.environment.merging(setting) { $1 }
    guard let (text, _) = try? outputOfProgram(program, arguments, environment: environment) else { return nil }
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    return numbers.count == count ? numbers : nil
}
