import Crypto

/// The SHA-256 digest of some bytes, as 64 lower-case hexadecimal characters.
public func sha256(_ bytes: some Sequence<UInt8>) -> String {
    var stream = SHA256Stream()
    stream.update(Array(bytes)[...])
    return stream.hexadecimal()
}

/// SHA-256 of bytes that come piece by piece.
public struct SHA256Stream {
    private var hash = SHA256()

    public init() {}

    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// The digest of all bytes so far, as 64 lower-case hexadecimal characters.
    public func hexadecimal() -> String {
        let digits = Array("0123456789abcdef")
        return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
