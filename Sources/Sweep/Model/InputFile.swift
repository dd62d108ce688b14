/// A file that a job names as the value of a parameter, read once: models get its bytes and read no file themselves.
///
/// Two are equal if they have the same name and the same content; the digest stands for the content.
public struct InputFile: Sendable, Hashable {
    /// Without its folder, so that a job says the same wherever its files lie.
    public let name: String
    public let bytes: [UInt8]
    /// Of the bytes, as 64 lower-case hexadecimal characters.
    public let sha256: String

    init(name: String, bytes: [UInt8], sha256: String) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }

    public static func == (first: InputFile, second: InputFile) -> Bool {
        first.name == second.name && first.sha256 == second.sha256
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(sha256)
    }
}
