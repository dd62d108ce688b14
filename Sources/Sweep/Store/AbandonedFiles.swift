import Foundation

extension ResultDirectory {
    /// Removes temporary files whose writers are dead: processes of this machine that no longer exist, or anybody's a day ago.
    /// A writer that lives keeps its file; trouble is left to the next one.
    public func removeAbandonedFiles(now: Date = Date()) {
        for folder in [path, shardFolder, "\(path)/inputs"] {
            for name in (try? names(inFolder: folder)) ?? [] where name.hasPrefix(".") {
                guard let writer = TemporaryName(name) else { continue }
                var info = stat()
                guard lstat("\(folder)/\(name)", &info) == 0 else { continue }
                let age = now.timeIntervalSince1970 - Double(info.st_mtim.tv_sec)
                // A minute more, since numbers of processes in two containers of one name may differ.
                if age > 86_400 || age > 60 && writer.isDead { unlink("\(folder)/\(name)") }
            }
        }
    }
}

/// The name of a temporary file: `.NAME.HOST-PROCESS-RANDOM.tmp`.
private struct TemporaryName {
    let host: Substring
    let process: pid_t

    init?(_ name: String) {
        guard name.hasSuffix(".tmp") || name.hasSuffix(".draft"), let end = name.lastIndex(of: ".") else { return nil }
        let parts = name[..<end].split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let process = pid_t(parts[parts.count - 2]) else { return nil }
        self.process = process
        // Names of hosts may have dashes themselves.
        host = name[..<parts[parts.count - 3].endIndex]
    }

    var isDead: Bool { host.hasSuffix(".\(hostName())") && kill(process, 0) != 0 && errno == ESRCH }
}
