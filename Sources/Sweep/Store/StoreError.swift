import Foundation
import HDF5

/// Why results could not be kept or read, as one sentence for the user.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// The file system refused: exit code 74.
        case inputOutput
        /// Files that do not belong together or contradict each other: exit code 65.
        case badData
    }

    public let kind: Kind
    public let sentence: String
    /// The part of the sentence behind what was attempted: the system's own words, for `inputOutput`.
    public let cause: String

    public var description: String { sentence }

    /// - Parameter cause: the whole sentence, unless given.
    public init(kind: Kind, sentence: String, cause: String? = nil) {
        self.kind = kind
        self.sentence = sentence
        self.cause = cause ?? sentence
    }

    static func io(_ deed: String, _ path: String, _ cause: String) -> StoreError {
        StoreError(kind: .inputOutput, sentence: "cannot \(deed) \(path): \(cause)", cause: cause)
    }

    static func badData(_ sentence: String) -> StoreError {
        StoreError(kind: .badData, sentence: sentence)
    }
}

/// What `errno` means, in the C library's words.
func systemMessage(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }

/// The first digits of a hash, enough to tell two apart.
func abbreviated(_ hash: String) -> String { String(hash.prefix(12)) }
