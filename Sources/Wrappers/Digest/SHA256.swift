import Crypto

/// The SHA-256 digest of some bytes, as 64 lower-case hexadecimal characters.
public func sha256(_ bytes: some Sequence<UInt8>) -> String {
    var running = RunningSHA256()
    running.append(Array(bytes)[...])
    return running.finish()
}

/// SHA-256 of bytes that come piece by piece.
public struct RunningSHA256 {
    private var hash = SHA256()

    public init() {}

    public mutating func append(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// The digest of all bytes so far, as 64 lower-case hexadecimal characters.
    public func finish() -> String {
        let digits = Array("0123456789abcdef")
        return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
