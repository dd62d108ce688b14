extension YamlDocument {
    /// Twenty aliases can multiply a text some 1500 times, each of twice as many millions of times: in the time of the YAML
    /// library, which compares keys by all that stands in them, and in memory.
    private static let largestAliasCount = 20

    /// Refuses a text with many aliases (`*name`), before it is parsed.
    ///
    /// What might be an alias counts as one, even in a comment: a star where a value can begin, directly before a word.
    static func refuseManyAliases(_ text: String, file: String) throws(JobError) {
        var count = 0
        var line = 1
        // The last character that is not a space.
        var before = UInt8(ascii: "\n")
        var starWasAtStart = false
        for byte in text.utf8 {
            let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if starWasAtStart && !isSpace && byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") {
                count += 1
                guard count <= largestAliasCount else {
                    throw JobError(
                        file: file, line: line, problem: "more than \(largestAliasCount) aliases",
                        allowed: "values written out")
                }
            }
            starWasAtStart = byte == UInt8(ascii: "*") && canPrecedeValue(before)
            if byte == UInt8(ascii: "\n") { line += 1 }
            if !isSpace { before = byte }
        }
    }

    private static func canPrecedeValue(_ byte: UInt8) -> Bool {
        "\n\r[{,:-?".utf8.contains(byte)
    }
}
