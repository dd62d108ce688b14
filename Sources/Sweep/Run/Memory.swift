import Foundation
import Machine

/// Memory of this node.
public enum Memory {
    /// What this process can still use, in bytes; nil where the system does not say.
    public static var available: Double? { availableMemory().map(Double.init) }

    /// As people read it: `1.3 GB`.
    public static func text(_ bytes: Double) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        var (value, unit) = (bytes, 0)
        while value >= 1000 && unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        return String(format: unit == 0 || value >= 100 ? "%.0f %@" : "%.1f %@", value, units[unit])
    }
}
