import FileNames
import Foundation
import Sweep

/// Writes a file that must not exist.
///
/// - Returns: false if it does.
/// - Throws: `RunError` if it cannot be written.
func writeNewFile(_ text: String, to path: String) throws(RunError) -> Bool {
    do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        return true
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
        return false
    } catch {
        throw RunError(.inputOutput, "cannot write \(path): \(error.localizedDescription)")
    }
}

/// Whether there is a folder of this name.
func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path.cFileName, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
}
