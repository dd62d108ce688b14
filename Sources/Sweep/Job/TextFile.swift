import FileNames
import Foundation

/// Reads a whole file as UTF-8 text.
///
/// - Parameter mention: added to the sentence when the file cannot be read, such as where it was named.
func readText(of path: String, mention: String = "") throws(JobError) -> String {
    let bytes = try readFile(path, mention: mention, limit: 1 << 28, "256 MiB", allowed: "a YAML text")
    if let text = String(validating: bytes, as: UTF8.self) { return text }

    // A line feed is never part of another character in UTF-8, so lines can be judged one by one.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let first = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    throw JobError(file: path, line: first.map { $0 + 1 }, problem: "bytes that are not UTF-8", allowed: "UTF-8 text")
}

/// Reads an input file: a regular one, since its content is kept and compared.
func readInput(_ path: String, mention: String) throws(JobError) -> [UInt8] {
    try readFile(path, mention: mention, limit: 1 << 30, "1 GiB", allowed: "a smaller file", onlyRegular: true)
}

private func readFile(
    _ path: String, mention: String, limit: Int, _ limitText: String, allowed: String, onlyRegular: Bool = false
) throws(JobError) -> [UInt8] {
    let file = Origin(file: path, line: nil)
    // Without O_NONBLOCK, opening a pipe waits until somebody writes into it.
    let descriptor = open(path.cFileName, O_RDONLY | O_CLOEXEC | (onlyRegular ? O_NONBLOCK : 0))
    guard descriptor >= 0 else { throw file.error("cannot be read: \(lastSystemError())\(mention)") }
    defer { close(descriptor) }

    var expected = 0
    if onlyRegular {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw file.error("cannot be read: \(lastSystemError())\(mention)") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw file.error("is a \(isFolder ? "folder" : "device or a pipe")\(mention)", allowed: "a regular file")
        }
        guard status.st_size <= limit else { throw file.error("is larger than \(limitText)\(mention)", allowed: allowed) }
        expected = Int(status.st_size)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw file.error("cannot be read: \(lastSystemError())\(mention)") }
        guard count > 0 else { break }
        bytes += buffer[..<count]
        // Keeps a device such as /dev/zero, or a file that grows, from filling the memory.
        guard bytes.count <= limit else { throw file.error("is larger than \(limitText)\(mention)", allowed: allowed) }
    }
    return bytes
}

private func lastSystemError() -> String { String(cString: strerror(errno)) }
