import CLibcrypto

/// The SHA-256 digest of some bytes, as 64 lower-case hexadecimal characters.
public func sha256(_ bytes: some Sequence<UInt8>) -> String {
    let input = Array(bytes)
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    // One-shot digests of memory fail only where the library has no SHA-256 at all, which is a broken installation.
    let status = EVP_Digest(input, input.count, &digest, &length, EVP_sha256(), nil)
    precondition(status == 1 && length == 32, "libcrypto offers no SHA-256")
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
