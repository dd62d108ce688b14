/// Reads the centres of Wannier functions from a `_centres.xyz` file: the lines whose label is `X`, in Å.
///
/// - Throws: `WannierFileError` with the line of the first fault.
public func wannierCentres(_ bytes: [UInt8], name: String) throws(WannierFileError) -> [SIMD3<Double>] {
    try WannierFile.scan(bytes) { buffer throws(WannierFileError) in
        var scanner = FortranScanner(buffer, file: name)
        var centres: [SIMD3<Double>] = []
        guard scanner.nextLine(), scanner.nextLine() else { throw scanner.fault(.truncated(expected: "two lines of head")) }
        while scanner.nextLine() {
            guard !scanner.isAtEndOfLine, scanner.skip(label: "X") else { continue }
            centres.append(try scanner.vector("three coordinates of a centre in Å"))
        }
        return centres
    }
}

extension FortranScanner {
    /// Steps over a word of one letter; false if another stands there.
    fileprivate mutating func skip(label: Character) -> Bool {
        let words = lineText.split(separator: " ", maxSplits: 1)
        guard words.first.map(String.init) == String(label) else { return false }
        advance()
        return true
    }
}
