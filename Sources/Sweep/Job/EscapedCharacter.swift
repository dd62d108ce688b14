extension Unicode.Scalar {
    /// The character within a double-quoted text, escaped as YAML does wherever it is not plainly visible.
    ///
    /// - Parameter asASCII: escape all beyond ASCII too.
    func escaped(asASCII: Bool) -> String {
        switch self {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        case " "..."~": return String(self)
        default:
            // Letters, digits, symbols; not line separators, marks of direction, and the like.
            let visible = properties.isGraphemeBase && !properties.isWhitespace
            if !asASCII && visible && value > 0x9F { return String(self) }
            let digits = String(value, radix: 16, uppercase: true)
            let width = value > 0xFFFF ? 8 : 4
            return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
        }
    }
}
