import Digest
import Foundation
import HDF5

/// What `moriya check` finds: whether files are as they were written.
public struct IntegrityCheck: Sendable {
    /// One sentence for each trouble.
    public private(set) var problems: [String] = []
    public private(set) var shards = 0
    /// Whether the digest beside the merged file was there to compare with.
    public private(set) var hasDigest = false

    /// A merged file: its digest, if `FILE.sha256` is beside it, and every array, whose checksums HDF5 compares.
    ///
    /// - Throws: `StoreError` if there is no such file.
    public init(resultFile path: String) throws(StoreError) { try check(resultFile: path) }

    /// A folder of results: every shard, and the merged file, if there is one.
    public init(_ directory: ResultDirectory) throws(StoreError) {
        var count = 0
        let found = try ShardCollection(directory).read { shard, _ throws(StoreError) in
            count += 1
            do throws(ShardDamage) {
                _ = try shard.progress()
                return nil
            } catch {
                return error
            }
        }
        shards = count
        problems = found.map(\.description)
        if try exists(directory.resultPath) { try check(resultFile: directory.resultPath) }
    }

    private mutating func check(resultFile path: String) throws(StoreError) {
        if let line = try readFile(digestPath(path)) {
            hasDigest = true
            let expected = String(decoding: line.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
            guard try digest(ofFile: path) == expected else {
                problems.append("\(path) is not the file that was merged: its SHA-256 is not that in \(digestPath(path))")
                // HDF5 may crash on a damaged file.
                return
            }
        }
        do throws(StoreError) {
            try ResultFile(path).readEverything()
        } catch {
            problems.append(error.sentence)
        }
    }
}

/// Writes `FILE.sha256`, as `sha256sum` does, so that `sha256sum -c` reads it.
func writeDigest(of path: String) throws(StoreError) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    try writeAtomically(Array("\(try digest(ofFile: path))  \(name)\n".utf8), to: digestPath(path))
}

private func digestPath(_ path: String) -> String { path + ".sha256" }

/// SHA-256 of a file of any size, in hexadecimal digits.
private func digest(ofFile path: String) throws(StoreError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .io("read", path, systemMessage()) }
    defer { close(descriptor) }
    var hasher = SHA256Stream()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw .io("read", path, systemMessage()) }
        guard count > 0 else { return hasher.hexadecimal() }
        hasher.update(buffer[..<count])
    }
}
