import ArgumentParser

/// Refuses what cannot be meant as the name of a folder for results.
func requireFolderName(_ name: String) throws {
    guard !name.isEmpty else { throw ValidationError("--output is empty; allowed: the name of a folder") }
    guard !name.hasControlCharacter else {
        throw ValidationError("--output has a control character; allowed: the name of a folder without")
    }
}

extension String {
    /// Whether it has a line feed or the like, which would break a script or a log apart.
    var hasControlCharacter: Bool { unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) } }
}
