import ArgumentParser
import ELPA
import MUMPS
import Foundation
import HDF5
import LAPACK
import MPI
import Sweep

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at this machine: launcher, MPI, hosts, threads, BLAS, ELPA, HDF5, disk, memory, Slurm.",
        discussion: """
            Start it the way the job will be started, such as: mpirun -n 4 moriya doctor -o /scratch/results
            On several hosts it tries the ways between them, too.
            What is wrong comes with a fix; the exit code is then 70.
            """)

    @Option(name: [.short, .customLong("output")], help: "The folder that results will go to; it is only looked at.")
    var output = "."
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
        let healthy = try MPIRuntime.withWorld(threads: .multiple) { world in
            var findings = try launchFindings(world)
            findings += try HostsCheck.findings(on: world)
            findings += try threadFindings(world)
            guard world.rank == 0 else { return true }
            findings += FolderCheck(path: output).findings()
            findings += [memoryFinding(), slurmFinding()]
            let isHealthy = findings.allSatisfy { $0.fix == nil }
            print(
                json
                    ? try DoctorReport(isHealthy: isHealthy, findings: findings).json
                    : findings.map(\.text).joined(separator: "\n"))
            return isHealthy
        }
        if !healthy { throw ExitCode(ExitStatus.checkFailed) }
    }

    private func launchFindings(_ world: borrowing Communicator) throws -> [Finding] {
        let environment = ProcessInfo.processInfo.environment
        let ranks = Finding(
            "ranks", "\(world.size)", fix: LaunchCheck.problem(ranks: world.size, environment: environment))
        let launcher = outputOf(["mpirun", "--version"])?.split(separator: "\n").first.map(String.init)
        // MPICH's launcher is called HYDRA, and serves its relatives.
        let fits = launcher?.contains(MPIRuntime.libraryVersion.hasPrefix("Open MPI") ? "Open MPI" : "HYDRA") ?? false
        return [
            Finding("MPI", MPIRuntime.libraryVersion.split(separator: ",").first.map(String.init) ?? "unknown"),
            Finding(
                "launcher", launcher ?? "no mpirun in PATH",
                fix: fits ? nil : "put the mpirun of the MPI named above into PATH, or start with srun --mpi=pmix"),
            ranks,
        ]
    }

    private func threadFindings(_ world: borrowing Communicator) throws -> [Finding] {
        let node = try world.splitSharedMemory()
        let visible = ProcessInfo.processInfo.activeProcessorCount
        // Each rank may be bound to cores of its own; together they cannot have more than the node.
        let cores = ProcessInfo.processInfo.processorCount
        let fewest = try world.allReduce(visible, .minimum)
        let chosen = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"].contains {
            ProcessInfo.processInfo.environment[$0] != nil
        }
        if !chosen { OpenBLAS.setThreads(max(1, visible / node.size)) }
        let threads = OpenBLAS.threads
        let crowded = try world.allReduce(threads * node.size > cores ? 1 : 0, .sum) > 0
        let idle = node.size * max(threads, 1) < cores && fewest < cores
        return [
            Finding(
                "threads",
                "\(node.size) ranks on this node × \(threads) BLAS threads on \(cores) cores, \(fewest) visible to the rank that sees fewest",
                fix: crowded
                    ? "more threads than cores: set OPENBLAS_NUM_THREADS=\(max(1, cores / node.size)) or start fewer ranks"
                    : idle
                        ? "cores stay idle because ranks are bound to few: mpirun --bind-to none, or --map-by slot:PE=<threads>"
                        : nil),
            Finding("BLAS", "\(OpenBLAS.configuration), kernels for \(OpenBLAS.coreName)"),
            Finding(
                "ELPA",
                ELPA.version.map { "interface \($0)" } ?? "none: backend elpa needs libelpa-dev, and a new build"),
            Finding("MUMPS", MUMPS.version ?? "none: \(MUMPS.missing ?? "not found"); solver sparse needs it"),
        ]
    }

    private func memoryFinding() -> Finding {
        guard let available = Memory.available else { return Finding("memory", "unknown") }
        return Finding(
            "memory", "\(Memory.text(available)) available",
            fix: available < 5e8 ? "less than 500 MB are free: end other programs, or ask for more memory" : nil)
    }

    private func slurmFinding() -> Finding {
        guard let version = outputOf(["sbatch", "--version"]) else { return Finding("Slurm", "not found; moriya runs without") }
        let inside = ProcessInfo.processInfo.environment["SLURM_JOB_ID"].map { ", inside job \($0)" } ?? ""
        return Finding("Slurm", version.trimmingCharacters(in: .whitespacesAndNewlines) + inside)
    }
}

/// What `moriya doctor --json` tells.
private struct DoctorReport: Encodable {
    let isHealthy: Bool
    let findings: [Finding]
}

/// One line of the doctor's report.
struct Finding: Encodable {
    let subject: String
    let state: String
    /// Nil if nothing is wrong.
    let fix: String?

    init(_ subject: String, _ state: String, fix: String? = nil) {
        self.subject = subject
        self.state = state
        self.fix = fix
    }

    var text: String {
        let name = subject.padding(toLength: 10, withPad: " ", startingAt: 0)
        return "\(fix == nil ? "ok  " : "FIX ") \(name) \(state)" + (fix.map { "\n                → \($0)" } ?? "")
    }
}
