// To the system a file's name is bytes, of which only zero and the slash mean anything; to Swift, a text is Unicode. So that
// every name can be a text, each byte that is not UTF-8 becomes one of the last 128 characters of the private plane 16, and
// turns into that byte again where the text goes back to the system. (Python's `surrogateescape` does the same with code
// points that Swift does not have.)

extension String {
    /// The text that stands for a name; different names give different texts.
    public init(fileName bytes: some Collection<UInt8>) {
        if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: { $0.escapedByte != nil }) {
            self = text
            return
        }
        var text = String.UnicodeScalarView()
        var rest = bytes[...]
        while let byte = rest.first {
            let scalar = (1...4).lazy.compactMap { length in
                String(validating: rest.prefix(length), as: UTF8.self).flatMap { $0.unicodeScalars.first }
            }.first { $0.escapedByte == nil }
            text.append(scalar ?? Unicode.Scalar(escaping: byte))
            rest = rest.dropFirst(scalar.map { UTF8.width($0) } ?? 1)
        }
        self = String(text)
    }

    /// The bytes of the name that this text stands for.
    public var fileName: [UInt8] {
        unicodeScalars.flatMap { scalar in scalar.escapedByte.map { [$0] } ?? Array(scalar.utf8) }
    }

    /// The same for C, with a zero behind it.
    public var cFileName: [CChar] { fileName.map(CChar.init(bitPattern:)) + [0] }
}

extension Unicode.Scalar {
    private static let firstEscape: UInt32 = 0x10FF80

    /// - Precondition: the byte is no ASCII character, as any byte that is not UTF-8.
    fileprivate init(escaping byte: UInt8) {
        precondition(byte >= 0x80, "ASCII is UTF-8")
        guard let scalar = Unicode.Scalar(Self.firstEscape + UInt32(byte) - 0x80) else {
            preconditionFailure("plane 16 ends at 10FFFF")
        }
        self = scalar
    }

    /// The byte that this character stands for, if it stands for one.
    fileprivate var escapedByte: UInt8? { value >= Self.firstEscape ? UInt8(value - Self.firstEscape + 0x80) : nil }
}
