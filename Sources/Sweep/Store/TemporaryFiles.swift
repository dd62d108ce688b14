import FileNames
import Foundation

/// A hidden name beside a file that is being written. It says who writes, so that others can tell whether that process is
/// still there: `.NAME.WRITER~PID~UNIQUE.tmp`.
func temporaryName(for path: String) -> String {
    let (folder, name) = split(path)
    let unique = String(UInt64.random(in: 0 ... .max), radix: 36)
    return "\(folder)/.\(name).\(writerName)~\(getpid())~\(unique).tmp"
}

/// Whether a name in a folder is that of a file being written, or left behind.
func isTemporary(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".tmp") }

/// Removes the temporary files whose writers are dead: on this host there is no such process, or the file is older than a
/// day. What cannot be removed stays; it harms nobody.
///
/// - Parameter name: of the file that they were to become; any unless given.
func removeAbandonedFiles(in folder: String, of name: String? = nil) {
    guard let names = try? names(inFolder: folder) else { return }
    for entry in names where isTemporary(entry) && (name.map { entry.hasPrefix(".\($0).") } ?? true) {
        let path = "\(folder)/\(entry)"
        var info = stat()
        guard lstat(path.cFileName, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { continue }
        if writerIsDead(entry) || time(nil) - info.st_mtim.tv_sec > 86_400 { unlink(path.cFileName) }
    }
}

/// Whether the writer of a temporary file was a process of this host that is no more.
private func writerIsDead(_ name: String) -> Bool {
    let parts = name.dropLast(".tmp".count).split(separator: "~", omittingEmptySubsequences: false)
    guard parts.count >= 3, let process = pid_t(parts[parts.count - 2]), process > 0 else { return false }
    guard parts.dropLast(2).joined(separator: "~").hasSuffix(".\(writerName)") else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
}

/// The host and, since containers of one host number their processes anew, the process namespace.
private let writerName: String = {
    let namespace = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
    return "\(hostName().replacing("/", with: "_"))+\(namespace.filter(\.isNumber))"
}()
