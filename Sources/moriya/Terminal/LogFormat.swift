import ArgumentParser
import Foundation
import Logging

/// How the log of a run is written to standard error.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    /// Lines for people.
    case text
    /// One JSON object a line, for programs.
    case json

    /// The log of one rank.
    ///
    /// - Parameter metadata: where it comes from, such as rank and task.
    func logger(_ metadata: Logger.Metadata) -> Logger {
        Logger(label: "moriya") { _ in StandardErrorLog(metadata: metadata, format: self) }
    }
}

/// Log lines on standard error.
struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata
    let format: LogFormat
    var logLevel: Logger.Level = .info

    init(metadata: Logger.Metadata, format: LogFormat) {
        self.metadata = metadata
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let time = Date().formatted(.iso8601)
        let line: String
        switch format {
        case .text:
            // What a line says in fields, it says in words as well.
            let fields = metadata.sorted { $0.key < $1.key }
            let origin = fields.isEmpty ? "" : "[" + fields.map { "\($0.key) \($0.value)" }.joined(separator: ", ") + "] "
            let mark = event.level >= .warning ? "\(event.level): " : ""
            line = "\(time) \(origin)\(mark)\(event.message)"
        case .json:
            let own = ["time": time, "level": "\(event.level)", "message": "\(event.message)"]
            let entry = own.merging(metadata.merging(event.metadata ?? [:]) { $1 }.map { ($0.key, "\($0.value)") }) { own, _ in
                own
            }
            line = (try? entry.json) ?? "{}"
        }
        // In one write, so that lines of several ranks do not mix.
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }
}
