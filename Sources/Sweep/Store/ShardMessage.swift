// How a process that reads shards tells another what it found: a message for each file, on a pipe. Both are the same
// program, so there is no version; but what comes may be cut short, or be anything if the reader was led astray.

extension ShardFile {
    /// The message: eight bytes that say how many follow, then those.
    var message: [UInt8] {
        var message = MessageWriter()
        switch self {
        case .vanished: message.append(0)
        case .damaged(let damage):
            message.append(1)
            message.append(damage.cause)
        case .intact(let content):
            message.append(2)
            message.append(content.planHash)
            let origin = content.origin
            for text in [origin.task, origin.date, origin.host, origin.program, origin.libraries, origin.slurmJob ?? ""] {
                message.append(text)
            }
            message.append(origin.slurmJob == nil ? 0 : 1)
            let table = content.table
            message.append(table.points.map { UInt64(truncatingIfNeeded: $0) })
            message.append(table.statuses.map { UInt64($0.rawValue) })
            for column in [table.seconds] + table.values + table.errors { message.append(column.map(\.bitPattern)) }
            for text in table.solvers + table.messages { message.append(text) }
        }
        return message.framed
    }

    /// Reads a message, without the eight bytes in front.
    ///
    /// - Parameter part: what was asked for.
    /// - Returns: nil if it is none.
    init?(message: [UInt8], of part: ShardContent.Part) {
        var message = MessageReader(message)
        switch message.number() {
        case 0: self = .vanished
        case 1:
            guard let cause = message.text() else { return nil }
            self = .damaged(ShardDamage(cause))
        case 2:
            guard let content = message.content(part.observables) else { return nil }
            self = .intact(content)
        default: return nil
        }
        guard message.isAtEnd else { return nil }
    }
}

private struct MessageWriter {
    private var bytes: [UInt8] = []

    var framed: [UInt8] {
        var frame = MessageWriter()
        frame.append(UInt64(bytes.count))
        return frame.bytes + bytes
    }

    mutating func append(_ number: UInt64) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }

    mutating func append(_ text: String) {
        append(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    mutating func append(_ numbers: [UInt64]) {
        append(UInt64(numbers.count))
        numbers.withUnsafeBytes { bytes += $0 }
    }
}

private struct MessageReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number() -> UInt64? {
        guard bytes.count - position >= 8 else { return nil }
        let number = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: UInt64.self) }
        position += 8
        return UInt64(littleEndian: number)
    }

    mutating func text() -> String? {
        guard let count = number(), count <= UInt64(bytes.count - position) else { return nil }
        defer { position += Int(count) }
        return String(decoding: bytes[position..<position + Int(count)], as: UTF8.self)
    }

    mutating func numbers() -> [UInt64]? {
        guard let count = number(), count <= UInt64((bytes.count - position) / 8) else { return nil }
        var numbers = [UInt64](repeating: 0, count: Int(count))
        let range = position..<position + 8 * numbers.count
        numbers.withUnsafeMutableBytes { $0.copyBytes(from: bytes[range]) }
        position = range.upperBound
        return numbers
    }

    mutating func content(_ observables: [Observable]) -> ShardContent? {
        guard let planHash = text(), let task = text(), let date = text(), let host = text(), let program = text(),
            let libraries = text(), let slurmJob = text(), let hasSlurmJob = number()
        else { return nil }
        let origin = ShardOrigin(
            task: task, date: date, host: host, program: program, libraries: libraries,
            slurmJob: hasSlurmJob == 0 ? nil : slurmJob)
        guard let table = table(observables) else { return nil }
        return ShardContent(planHash: planHash, origin: origin, table: table)
    }

    private mutating func table(_ observables: [Observable]) -> PointTable? {
        guard let points = numbers()?.map({ Int(truncatingIfNeeded: $0) }), let codes = numbers(), codes.count == points.count,
            let seconds = reals(points.count)
        else { return nil }
        let statuses = codes.compactMap { Int8(exactly: $0).flatMap(PointStatus.init(rawValue:)) }
        let values = observables.compactMap { reals(points.count * $0.count) }
        let errors = observables.compactMap { _ in reals(points.count) }
        let solvers = points.compactMap { _ in text() }
        let messages = points.compactMap { _ in text() }
        guard statuses.count == points.count, values.count == observables.count, errors.count == observables.count,
            solvers.count == points.count, messages.count == points.count
        else { return nil }
        return PointTable(
            observables: observables, points: points, statuses: statuses, values: values, errors: errors, seconds: seconds,
            solvers: solvers, messages: messages)
    }

    private mutating func reals(_ count: Int) -> [Double]? {
        guard let numbers = numbers(), numbers.count == count else { return nil }
        return numbers.map(Double.init(bitPattern:))
    }
}
