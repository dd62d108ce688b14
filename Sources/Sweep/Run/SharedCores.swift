import Foundation
import MPI
import Machine

/// Tells ranks that a launcher has bound to cores of another run: both are half as fast then, and nothing else says so.
enum SharedCores {
    /// What is wrong on some rank, in one sentence, on all ranks; nil if nothing is. Collective over the world.
    static func problem(on world: borrowing Team) throws -> String? {
        let own = try world.processesOnThisNode()
        return try world.firstText(problem(own: own))
    }

    /// - Parameter own: the processes of this run on this node.
    private static func problem(own: [Int]) -> String? {
        // Whoever may use every core goes where there is room.
        guard let cores = CoreBinding.cores(), cores.count < ProcessInfo.processInfo.processorCount else { return nil }
        func isBoundHere(_ process: Int) -> Bool { CoreBinding.cores(ofProcess: pid_t(process))?.isSubset(of: cores) ?? false }
        let others = CoreBinding.processesOfThisProgram().map { Int($0) }.filter { !own.contains($0) && isBoundHere($0) }
        guard let other = others.first, others.count + own.filter(isBoundHere).count > cores.count else { return nil }
        let list = cores.sorted().map(String.init).joined(separator: ", ")
        return
            "\(cores.count == 1 ? "core" : "cores") \(list) of \(hostName()) must do for ranks of this run "
            + "and for process \(other) of another; unbind them: export OMPI_MCA_hwloc_base_binding_policy=none PRTE_MCA_hwloc_default_binding_policy=none"
    }
}
