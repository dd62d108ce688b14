import Foundation

/// What starts the ranks of a task.
enum Launcher: String, CaseIterable {
    case mpirun
    case srun
    /// Nothing: one rank.
    case none

    /// As an array of bash.
    var words: String {
        switch self {
        case .mpirun: "(mpirun)"
        case .srun: "(srun --mpi=pmix)"
        case .none: "()"
        }
    }
}

/// The batch scripts of a job: those of `slurm/` with everything filled in.
struct SlurmScripts {
    let name: String
    /// Absolute paths of this program and of the folder of the results, which holds the plan to run.
    let program: String
    let directory: String
    let tasks: Int
    /// How many tasks run at the same time at most; nil for no limit.
    let throttle: Int?
    let ranks: Int
    let threads: Int
    /// As Slurm reads it.
    let time: String
    let megabytesPerRank: Int
    let launcher: Launcher
    /// Options of `moriya run`.
    let runOptions: [String]
    /// Further options of sbatch, such as `--partition=short`.
    let arrayOptions: [String]
    let mergeOptions: [String]

    var arrayPath: String { "\(directory)/array.sbatch" }
    var mergePath: String { "\(directory)/merge.sbatch" }

    var array: String {
        head(
            "One task of a job array, written by `moriya submit`: computes its part of the plan in its folder.",
            [
                "--job-name=\(name)", "--array=0-\(tasks - 1)" + (throttle.map { "%\($0)" } ?? ""), "--ntasks=\(ranks)",
                "--cpus-per-task=\(threads)", "--mem-per-cpu=\((megabytesPerRank + threads - 1) / threads)M",
                "--time=\(time)", "--requeue", "--open-mode=append",
                "--output=\(logs("%x-%A_%a.out"))",
                "--signal=B:USR1@\(warning)",
            ] + arrayOptions)
                + """
                launcher=\(launcher.words)
                job=\(shellWord("\(directory)/plan.yaml")) directory=\(shellWord(directory))

                """
            + Self.arrayBody.replacing("moriya run", with: shellWord(program) + " run").replacing(
                "--task auto", with: (["--task auto/\(tasks)"] + runOptions.map(shellWord)).joined(separator: " "))
    }

    var merge: String {
        head(
            "Merges what the tasks left, written by `moriya submit`. Its exit code says whether anything is missing (75) or"
                + " failed (70).",
            [
                "--job-name=\(name)-merge", "--ntasks=1", "--time=00:30:00",
                "--output=\(logs("%x-%j.out"))",
            ] + mergeOptions)
                + """
                directory=\(shellWord(directory))

                """ + Self.mergeBody.replacing("exec moriya", with: "exec " + shellWord(program))
    }

    /// The path of a log by the pattern of its name. Slurm would take what follows a percent sign in the folder for a pattern.
    private func logs(_ pattern: String) -> String { shellWord("\(directory.replacing("%", with: "%%"))/logs/\(pattern)") }

    /// Seconds before the time limit at which Slurm warns a task; it may be a minute early. A short limit must leave time
    /// to work in.
    private var warning: Int { min(180, (slurmSeconds(time) ?? 3600) / 4) }

    private func head(_ title: String, _ options: [String]) -> String {
        "#!/bin/bash\n# \(title)\n" + options.map { "#SBATCH \($0)\n" }.joined() + "\n"
    }

    // The tests compare these with the scripts in `slurm/`.

    private static let arrayBody = #"""

        # The modules that moriya was built with, where a site has them:
        # module load openmpi hdf5 scalapack

        # srun does not take the cores of a rank from the job by itself.
        export SRUN_CPUS_PER_TASK=${SLURM_CPUS_PER_TASK:-1}
        # Tasks that share a node would all be bound to its first cores. Open MPI 5 reads the names that begin with PRTE, MPICH
        # binds nothing.
        export OMPI_MCA_hwloc_base_binding_policy=none PRTE_MCA_hwloc_default_binding_policy=none
        # When a task is cancelled or preempted (TERM), mpirun gives its ranks 1 s to keep what is finished. Longer is better,
        # but mpirun also lingers twice as long after any exit code but 0.
        export OMPI_MCA_odls_base_sigkill_timeout=5 PRTE_MCA_odls_base_sigkill_timeout=5

        "${launcher[@]}" moriya run "$job" -o "$directory" --task auto &
        run=$!

        # Slurm warns only this shell before the time limit (--signal=B:...) and sends TERM to end the task. USR1 is a soft stop:
        # launchers pass it on to the ranks, which keep what is finished.
        again=yes
        trap 'kill -USR1 "$run"' USR1
        trap 'again=no; kill -USR1 "$run"' TERM
        # A signal ends `wait` early.
        wait "$run"; status=$?
        while kill -0 "$run" 2>/dev/null; do wait "$run"; status=$?; done
        if [ $status -gt 128 ]; then wait "$run"; status=$?; fi

        # 75: work remains. The task queues up again and goes on where it was, unless somebody has cancelled it. A code that is none of
        # moriya's, or 71, comes of a node that was lost or a crash: a few tries more.
        case $status in 0 | 64 | 65 | 70 | 74) tries=0 ;; 75) tries=50 ;; *) tries=3 ;; esac
        if [ $again = yes ] && [ "${SLURM_RESTART_COUNT:-0}" -lt $tries ]; then
            scontrol requeue "$SLURM_JOB_ID"
        fi
        exit $status

        """#

    private static let mergeBody = #"""

        # The modules that moriya was built with, where a site has them:
        # module load openmpi hdf5 scalapack

        exec moriya merge "$directory"

        """#
}

/// A time limit as sbatch reads it: minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes,
/// days-hours:minutes:seconds. Nil for anything else.
func slurmSeconds(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let fields = (parts.last ?? "").split(separator: ":", omittingEmptySubsequences: false)
    var numbers: [Int] = []
    for field in parts.dropLast() + fields {
        guard field.utf8.count <= 6, field.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let number = Int(field)
        else { return nil }
        numbers.append(number)
    }
    switch (parts.count, fields.count) {
    case (1, 1): return numbers[0] * 60
    case (1, 2): return numbers[0] * 60 + numbers[1]
    case (1, 3): return (numbers[0] * 60 + numbers[1]) * 60 + numbers[2]
    case (2, 1...3): return zip(numbers, [86400, 3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    default: return nil
    }
}

/// A word that a shell takes as it is.
func shellWord(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "/._-+=:,@%".utf8.contains(byte)
        }
    }
    return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
}
