import Foundation

/// The cores that processes of this machine may use.
public enum CoreBinding {
    /// Of a process: the numbers of its cores. Nil if it has ended, or may not be looked at.
    public static func cores(ofProcess id: pid_t = getpid()) -> Set<Int>? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed_list:") })
        else { return nil }
        return cores(inList: line.dropFirst("Cpus_allowed_list:".count).trimmingCharacters(in: .whitespaces))
    }

    /// Reads a list such as `0-3,8`; nil if it is none.
    package static func cores(inList text: String) -> Set<Int>? {
        var cores: Set<Int> = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else { return nil }
            cores.formUnion(first...last)
        }
        return cores.isEmpty ? nil : cores
    }

    /// The processes of this machine that run the same program, but for this one.
    public static func processesOfThisProgram() -> [pid_t] {
        guard let name = try? String(contentsOfFile: "/proc/self/comm", encoding: .utf8) else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }.filter {
            $0 != getpid() && (try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8)) == name
        }
    }
}
