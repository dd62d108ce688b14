import Digest
import FileNames
import Foundation
import HDF5

extension HDF5Storage {
    /// Every reader of a result file notices numbers that were altered.
    static let checked = HDF5Storage(hasChecksums: true)
}

/// The file `result.h5.sha256` beside a result: its SHA-256 as `sha256sum --check` reads it. It covers what the checksums of
/// the datasets do not: names, shapes, texts.
enum ResultDigest {
    static func path(of result: String) -> String { "\(result).sha256" }

    /// Forgets the digest of a result that is about to be replaced.
    static func remove(of result: String) throws(StoreError) {
        guard unlink(path(of: result).cFileName) == 0 || errno == ENOENT else {
            throw .io("replace", path(of: result), systemMessage())
        }
    }

    /// Another merge may replace the result meanwhile: then its digest counts, whoever writes last.
    static func write(of result: String) throws(StoreError) {
        // sha256sum marks names with a backslash or a line break by a backslash in front.
        let name = split(result).name
        let escaped = name.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        let mark = escaped == name ? "" : "\\"
        var identity: FileIdentity?
        repeat {
            identity = FileIdentity(of: result)
            guard let digest = try digest(of: result) else { throw .io("read", result, systemMessage(ENOENT)) }
            try writeAtomically("\(mark)\(digest)  \(escaped)\n".fileName, to: path(of: result))
        } while identity != FileIdentity(of: result)
    }

    /// - Returns: whether there is a digest.
    /// - Throws: `StoreError` if the file is not the one that it was taken of.
    @discardableResult
    static func check(_ result: String) throws(StoreError) -> Bool {
        var bytes = try readFile(path(of: result), limit: sizeLimit)
        while let found = bytes {
            var expected = Substring(decoding: found, as: UTF8.self)
            if expected.hasPrefix("\\") { expected.removeFirst() }
            if try digest(of: result) == String(expected.prefix(64)) { return true }
            // A merge that replaced the result in between has removed or replaced its digest, too.
            bytes = try readFile(path(of: result), limit: sizeLimit)
            guard bytes != found else {
                throw .badData("\(result) was altered: it does not match \(path(of: result)); merge again")
            }
        }
        return false
    }

    /// More than a name can have.
    private static let sizeLimit = 1 << 16

    private static func digest(of path: String) throws(StoreError) -> String? {
        let descriptor = open(path.cFileName, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .io("read", path, systemMessage())
        }
        defer { close(descriptor) }
        var digest = RunningSHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .io("read", path, systemMessage()) }
            if count == 0 { return digest.finish() }
            digest.append(buffer[..<count])
        }
    }
}

/// Tells a file from one that took its name.
private struct FileIdentity: Equatable {
    private let device: UInt
    private let number: UInt
    private let seconds: Int
    private let nanoseconds: Int

    init?(of path: String) {
        var info = stat()
        guard stat(path.cFileName, &info) == 0 else { return nil }
        (device, number) = (UInt(info.st_dev), UInt(info.st_ino))
        // The number of a file that is gone may be given to another.
        (seconds, nanoseconds) = (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
    }
}
