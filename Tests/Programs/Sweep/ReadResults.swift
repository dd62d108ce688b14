import Foundation
import Sweep

/// Reads result files one by one, as whole as any command does, and says of each in a line what became of it: `intact`, or
/// the exit code that a command would end with, and the sentence. A file may end the process, and with it the list.
///
/// - Parameter arrays: what to read besides what every result has.
func readResults(_ paths: ArraySlice<String>, arrays: [String]) throws {
    ReadingLimits.leastSeconds.withLock { $0 = 0.3 }
    for path in paths {
        let line: String
        do throws(StoreError) {
            let file = try ResultFile(path)
            for name in arrays { _ = try file.array(name) }
            _ = try (file.solvers(), file.messages(), file.attribute("plan_text"))
            _ = try file.check()
            line = "intact"
        } catch {
            line = "\(error.kind == .badData ? 65 : 74) \(error.sentence.replacing("\n", with: "\\n"))"
        }
        try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
    }
}
