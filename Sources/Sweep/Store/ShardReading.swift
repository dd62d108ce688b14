import Foundation
import Processes
import Synchronization

/// Reads the files among the shards, in a child process where there is a program for it: the HDF5 library survives few files
/// that were made to harm it, and not all that were damaged by accident. A file that ends the child is damaged, and the next
/// child goes on behind it.
public enum ShardReading {
    /// The program that is started as the child, and the words in front of ``arguments(_:_:)``.
    private static let program = Mutex<(path: String, arguments: [String])?>(nil)

    /// From now on files are read in child processes.
    ///
    /// - Parameters:
    ///   - program: started with `arguments`, and what `answer(_:)` understands behind them, it calls that function.
    public static func useChildProcess(_ program: String, _ arguments: [String]) {
        Self.program.withLock { $0 = (program, arguments) }
    }

    /// Files read by one child; their names must fit into a command line.
    private static let filesPerChild = 256

    static func read(
        _ part: ShardContent.Part, _ paths: [String], _ body: (ShardFile, _ path: String) throws(StoreError) -> Void
    ) throws(StoreError) {
        guard let program = program.withLock({ $0 }) else {
            for path in paths { try body(ShardFile(part, at: path), path) }
            return
        }
        var rest = paths[...]
        var suspect: String?
        while !rest.isEmpty {
            let group = rest.prefix(filesPerChild)
            let (read, ending) = try readInChild(program, part, group, body)
            rest = rest.dropFirst(read)
            guard read < group.count else { continue }
            // Once may be bad luck, as where memory is short.
            if rest.first == suspect || ending == .killed(signal: ReadingLimits.timeIsUp), let path = rest.popFirst() {
                try body(.damaged(ShardDamage(cause(of: ending))), path)
            }
            suspect = rest.first
        }
    }

    /// - Returns: how many of the files the child has read, and how it ended.
    private static func readInChild(
        _ program: (path: String, arguments: [String]), _ part: ShardContent.Part, _ paths: ArraySlice<String>,
        _ body: (ShardFile, _ path: String) throws(StoreError) -> Void
    ) throws(StoreError) -> (read: Int, ending: ChildProcess.Ending) {
        var child: ChildProcess
        let pipe: OutputPipe
        do throws(ChildProcessError) {
            pipe = try OutputPipe()
            child = try ChildProcess(
                program.path, program.arguments + [Question(part).text] + paths, environment: quietEnvironment,
                output: .descriptor(pipe.writing), errors: .nowhere)
        } catch {
            throw .io("read", paths.first ?? "", error.description)
        }
        pipe.closeWriting()
        var messages = Messages(pipe)
        do throws(StoreError) {
            for (index, path) in paths.enumerated() {
                guard let message = messages.next(), let file = ShardFile(message: message, of: part) else {
                    return (index, child.wait())
                }
                try body(file, path)
            }
        } catch {
            child.end()
            throw error
        }
        return (paths.count, child.wait())
    }

    private static func cause(of ending: ChildProcess.Ending) -> String {
        switch ending {
        case .killed(ReadingLimits.timeIsUp): "cannot be read: HDF5 comes to no end with it"
        case .killed, .exited: "cannot be read: HDF5 does not survive it, or finds more in it than such a file can hold"
        }
    }

    /// A child that crashes shall do so at once and in silence, and start no threads, whose memory would count as the file's.
    private static var quietEnvironment: [String: String] {
        ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no", "OPENBLAS_NUM_THREADS": "1"]) { $1 }
    }

    /// What the child does: reads files one by one and writes a message about each to standard output.
    ///
    /// - Parameters:
    ///   - arguments: what was asked, then the files.
    public static func answer(_ arguments: [String]) throws {
        guard let text = arguments.first else { return }
        let part = try Question(text: text).part
        for path in arguments.dropFirst() {
            ReadingLimits.set(for: path, numbersPerPoint: part.observables.reduce(0) { $0 + $1.count + 1 })
            try FileHandle.standardOutput.write(contentsOf: ShardFile(part, at: path).message)
        }
    }
}

/// What a child is asked for, as a word of its command line.
private struct Question: Codable {
    private struct Column: Codable {
        let name: String
        let unit: String
        let counts: [Int]
    }

    /// Nil for the progress only.
    private let columns: [Column]?

    init(_ part: ShardContent.Part) {
        columns =
            switch part {
            case .progress: nil
            case .results(let observables):
                observables.map { Column(name: $0.name, unit: $0.unit, counts: $0.dimensions.map(\.count)) }
            }
    }

    init(text: String) throws { self = try JSONDecoder().decode(Question.self, from: Data(text.utf8)) }

    var text: String { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}" }

    var part: ShardContent.Part {
        guard let columns else { return .progress }
        return .results(
            columns.map { column in
                Observable(
                    .init(column.name), column.counts.map { .init("", .positions($0), "") }, unit: column.unit, "")
            })
    }
}

/// The messages that come through a pipe.
private struct Messages {
    private let pipe: OutputPipe
    private var bytes: [UInt8] = []

    init(_ pipe: OutputPipe) { self.pipe = pipe }

    /// - Returns: nil if the pipe ends before the message does.
    mutating func next() -> [UInt8]? {
        guard let head = take(8) else { return nil }
        let count = head.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
        return count < 1 << 40 ? take(Int(count)) : nil
    }

    private mutating func take(_ count: Int) -> [UInt8]? {
        while bytes.count < count {
            guard let piece = pipe.read(1 << 20) else { return nil }
            bytes += piece
        }
        defer { bytes.removeFirst(count) }
        return Array(bytes[..<count])
    }
}
