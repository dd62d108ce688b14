import Digest

/// The 512 bytes of text before the HDF5 part of a shard. They carry a digest of all that follows, so that damage is
/// found before HDF5 reads a byte: HDF5 1.10 itself checks little and may crash on a damaged file.
///
///     moriya shard 1
///     sha256 <64 hexadecimal digits>
///     plan <hash>
///
/// Zeros fill up the rest. HDF5 skips these bytes as a user block, so that any reader opens a shard.
enum ShardSeal {
    static let size = 512

    /// Writes the seal over the user block of an HDF5 image.
    static func close(_ image: inout [UInt8], planHash: String) {
        let text = header(digest: sha256(image[size...]), planHash: planHash)
        image.replaceSubrange(0..<size, with: text)
    }

    /// Checks the seal.
    ///
    /// - Returns: the plan hash.
    static func open(_ bytes: [UInt8]) throws(ShardDamage) -> String {
        guard bytes.count > size else { throw ShardDamage("has only \(bytes.count) bytes, fewer than any shard") }
        let lines = bytes[..<size].split(separator: UInt8(ascii: "\n"), maxSplits: 3).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard lines.count == 4, lines[0] == "moriya shard 1", lines[2].hasPrefix("plan ") else {
            throw ShardDamage("does not begin as a shard does")
        }
        let planHash = String(lines[2].dropFirst(5))
        let expected = header(digest: sha256(bytes[size...]), planHash: planHash)
        guard bytes[..<size].elementsEqual(expected) else {
            throw ShardDamage("does not match its checksum: it was cut short or altered")
        }
        return planHash
    }

    private static func header(digest: String, planHash: String) -> [UInt8] {
        let text = Array("moriya shard 1\nsha256 \(digest)\nplan \(planHash)\n".utf8.prefix(size))
        return text + [UInt8](repeating: 0, count: size - text.count)
    }
}

/// What is wrong with a shard: a predicate such as "does not match its checksum".
public struct ShardDamage: Error, Sendable, Equatable, CustomStringConvertible {
    public let cause: String

    init(_ cause: String) { self.cause = cause }

    public var description: String { cause }
}
