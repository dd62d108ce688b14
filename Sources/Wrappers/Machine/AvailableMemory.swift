import Foundation

/// What a new program can use of this node's memory without swapping, in bytes: the least of what the kernel says
/// (`MemAvailable`) and of what the limits of this process's control groups leave, which Slurm and containers set. Nil where
/// the system says neither.
public func availableMemory() -> Int? {
    let node = text(of: "/proc/meminfo").flatMap(memAvailable)
    return ([node] + limitsOfControlGroups()).compactMap { $0 }.min()
}

private func text(of path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

/// From `MemAvailable:  123456 kB`.
package func memAvailable(in text: String) -> Int? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }) else { return nil }
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
}

/// What is left of the limit of each group that this process is in, up to the root.
private func limitsOfControlGroups() -> [Int?] {
    guard let groups = text(of: "/proc/self/cgroup") else { return [] }
    return groups.split(separator: "\n").flatMap { line -> [Int?] in
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return [] }
        // Version 2 has one hierarchy without a name; version 1 one for memory.
        let isVersion2 = fields[0] == "0" && fields[1].isEmpty
        guard isVersion2 || fields[1].split(separator: ",").contains("memory") else { return [] }
        let root = isVersion2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
        let files = isVersion2 ? ("memory.max", "memory.current") : ("memory.limit_in_bytes", "memory.usage_in_bytes")
        var folder = Substring(fields[2])
        var left: [Int?] = []
        while true {
            left.append(
                memoryLeft(limit: text(of: "\(root)\(folder)/\(files.0)"), usage: text(of: "\(root)\(folder)/\(files.1)")))
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return left }
            folder = folder[..<slash]
        }
    }
}

/// The rest of a limit; nil where there is none (`max`).
package func memoryLeft(limit: String?, usage: String?) -> Int? {
    func number(_ text: String?) -> Int? { text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } }
    guard let limit = number(limit), let usage = number(usage) else { return nil }
    return max(0, limit - usage)
}
