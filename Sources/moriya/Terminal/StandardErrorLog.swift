import Foundation
import Logging

/// Log lines for people, on standard error: a time, the message, a mark on warnings.
struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let mark = event.level >= .warning ? "\(event.level): " : ""
        let time = Date().formatted(.iso8601)
        try? FileHandle.standardError.write(contentsOf: Data("\(time) \(mark)\(event.message)\n".utf8))
    }
}

/// The log of a run: one rank speaks for all.
func runLogger(speaks: Bool) -> Logger {
    guard speaks else { return Logger(label: "moriya") { _ in SwiftLogNoOpLogHandler() } }
    return Logger(label: "moriya") { _ in StandardErrorLog() }
}
