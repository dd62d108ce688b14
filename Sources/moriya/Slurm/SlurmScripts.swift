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
    let sbatchOptions: [String]

    var arrayPath: String { "\(directory)/array.sbatch" }
    var mergePath: String { "\(directory)/merge.sbatch" }

    var array: String {
        head(
            "One task of a job array, written by `moriya submit`: computes its part of the plan in its folder.",
            [
                "--job-name=\(name)", "--array=0-\(tasks - 1)" + (throttle.map { "%\($0)" } ?? ""), "--ntasks=\(ranks)",
                "--cpus-per-task=\(threads)", "--mem-per-cpu=\((megabytesPerRank + threads - 1) / threads)M",
                "--time=\(time)", "--requeue", "--open-mode=append",
                "--output=\(shellWord("\(directory)/logs/%x-%A_%a.out"))",
                "--signal=B:USR1@180",
            ] + sbatchOptions)
            + """
            launcher=\(launcher.words)
            job=\(shellWord("\(directory)/plan.yaml")) directory=\(shellWord(directory))

            """ + Self.arrayBody.replacing("moriya run", with: shellWord(program) + " run").replacing(
                "-o \"$directory\"", with: (["-o \"$directory\""] + runOptions.map(shellWord)).joined(separator: " "))
    }

    var merge: String {
        head(
            "Merges what the tasks left, written by `moriya submit`. Its exit code says whether anything is missing (75) or"
                + " failed (70).",
            [
                "--job-name=\(name)-merge", "--ntasks=1", "--time=00:30:00",
                "--output=\(shellWord("\(directory)/logs/%x-%j.out"))",
            ] + sbatchOptions)
            + """
            directory=\(shellWord(directory))

            """ + Self.mergeBody.replacing("exec moriya", with: "exec " + shellWord(program))
    }

    private func head(_ title: String, _ options: [String]) -> String {
        "#!/bin/bash\n# \(title)\n" + options.map { "#SBATCH \($0)\n" }.joined() + "\n"
    }

    // The tests compare these with the scripts in `slurm/`.

    private static let arrayBody = #"""

        # The modules that moriya was built with, where a site has them:
        # module load openmpi hdf5 scalapack

        export OPENBLAS_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1}
        # Tasks that share a node would all be bound to its first cores.
        export OMPI_MCA_hwloc_base_binding_policy=none
        # After TERM, mpirun kills its ranks within 2 s; Slurm waits longer (KillWait, 30 s by default).
        export OMPI_MCA_odls_base_sigkill_timeout=25

        "${launcher[@]}" moriya run "$job" -o "$directory" &
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

        # 75: work remains. The task queues up again and goes on where it was, unless somebody has cancelled it.
        if [ $status = 75 ] && [ $again = yes ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 50 ]; then
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

/// A word that a shell takes as it is.
func shellWord(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "/._-+=:,@%".utf8.contains(byte)
        }
    }
    return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
}
