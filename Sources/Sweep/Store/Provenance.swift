import CBuildInfo
import Foundation
import HDF5

/// Which program writes, and where it runs.
public struct Provenance: Sendable {
    public let version: String
    public let commit: String
    public let host: String
    public let process: Int
    /// Nil where the machine does not know the user's name.
    public let user: String?
    /// What Slurm says of the job, by the names of its variables in lower case; empty outside Slurm.
    public let slurm: [(name: String, value: String)]
    /// Name and version of each library in use.
    public let libraries: [(name: String, version: String)]
    /// The part of the job that is being done, as `k/n`; nil if it is none in particular.
    public var task: TaskSlice?

    /// The version of this program.
    public static var buildVersion: String { String(cString: moriya_build_version()) }

    /// Of this process.
    ///
    /// - Parameter libraries: besides HDF5.
    public static func current(version: String, libraries: [(name: String, version: String)] = []) -> Provenance {
        let environment = ProcessInfo.processInfo.environment
        let slurm = ["SLURM_JOB_ID", "SLURM_ARRAY_JOB_ID", "SLURM_ARRAY_TASK_ID", "SLURM_RESTART_COUNT"].compactMap {
            name in environment[name].map { (name: name.lowercased(), value: $0) }
        }
        return Provenance(
            version: version, commit: String(cString: moriya_build_commit()),
            host: hostName(),
            process: Int(getpid()), user: getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }, slurm: slurm,
            libraries: libraries + [("HDF5", hdf5Version())])
    }

    /// As in `HDF5 1.10.8, OpenBLAS 0.3.21`.
    var libraryVersions: String { libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", ") }

    /// As in `moriya 1.2.0 (commit 0123abc)`.
    public var program: String { "moriya \(version) (commit \(commit))" }
}

/// The name of this machine.
package func hostName() -> String {
    var host = [CChar](repeating: 0, count: 256)
    guard gethostname(&host, host.count - 1) == 0 else { return "unknown" }
    return String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// The present time as ISO 8601 text in UTC, to the second.
func timestamp() -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
}
