import Foundation

/// Reads a whole file as UTF-8 text.
///
/// - Parameter mention: added to the sentence when the file cannot be read, such as where it was named.
func readText(of path: String, mention: String = "") throws(JobError) -> String {
    let file = Origin(file: path, line: nil)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw file.error("cannot be read: \(lastSystemError())\(mention)") }
    defer { close(descriptor) }

    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw file.error("cannot be read: \(lastSystemError())\(mention)") }
        guard count > 0 else { break }
        bytes += buffer[..<count]
        // Keeps a device such as /dev/zero from filling the memory.
        guard bytes.count <= 1 << 28 else { throw file.error("is larger than 256 MiB", allowed: "a YAML text") }
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }

    // A line feed is never part of another character in UTF-8, so lines can be judged one by one.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let first = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    throw JobError(file: path, line: first.map { $0 + 1 }, problem: "bytes that are not UTF-8", allowed: "UTF-8 text")
}

private func lastSystemError() -> String { String(cString: strerror(errno)) }
