import Foundation
import TestSupport
import XCTest

/// What `moriya submit` writes and calls. `slurm/test/run.sh` submits to a real Slurm.
final class SubmitTests: CommandLineTestCase {
    private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// Everything behind the options of sbatch.
    /// Without the last line of one that was written, which tells whether it has been edited.
    private func body(_ script: String) -> Substring {
        let end = script.range(of: "# as written by moriya: ")?.lowerBound ?? script.endIndex
        return script[(script.range(of: "\n\n")?.upperBound ?? script.endIndex)..<end]
    }

    func testScripts() throws {
        let job = try write(TestJob.uneven, to: "a job.yaml")
        let submit = try moriya(
            "submit", job, "-o", "re sults", "--tasks", "5", "--throttle", "2", "--ranks", "4", "--ranks-per-point", "2",
            "--threads", "2", "--time", "1-00:00:00", "--launcher", "srun", "--sbatch=--partition=short")
        XCTAssertEqual(submit.status, 0, submit.errors)
        XCTAssertTrue(
            submit.output.contains("\narray=$(sbatch --parsable '\(folder)/re sults/array.sbatch')\n"), submit.output)
        XCTAssertTrue(submit.output.contains("sbatch --parsable --dependency=afterany:${array%%;*} '"), submit.output)
        let array = try text("re sults/array.sbatch")
        for option in [
            "--job-name=a_job", "--array=0-4%2", "--ntasks=4", "--cpus-per-task=2", "--time=1-00:00:00", "--requeue",
            "--open-mode=append", "--signal=B:USR1@180", "--partition=short",
            "--output='\(folder)/re sults/logs/%x-%A_%a.out'",
        ] { XCTAssertTrue(array.contains("\n#SBATCH \(option)\n"), "\(option) is not in\n\(array)") }
        XCTAssertTrue(array.contains("\nlauncher=(srun --mpi=pmix)\n"))
        XCTAssertTrue(array.contains("run \"$job\" -o \"$directory\" --task auto/5 --ranks-per-point 2 &\n"), array)
        XCTAssertTrue(try text("re sults/merge.sbatch").contains("\ndirectory='\(folder)/re sults'\n"))
        XCTAssertTrue(FileManager.default.fileExists(atPath: path("re sults/logs")))
        for script in ["array", "merge"] {
            let check = try RunningProgram(["bash", "-n", path("re sults/\(script).sbatch")], in: folder).wait()
            XCTAssertEqual(check.status, 0, check.errors)
        }
    }

    /// As `run` does, it goes to `results/<name of the job>`, and takes changes of the job.
    func testWithoutAFolderAndWithAChange() throws {
        let job = try write(TestJob.uneven, to: "my.job.yaml")
        let submit = try moriya("submit", job, "--tasks", "2", "--set", "gap_p=0.125")
        XCTAssertEqual(submit.status, 0, submit.errors)
        XCTAssertTrue(
            submit.output.contains("\narray=$(sbatch --parsable \(folder)/results/my.job/array.sbatch)\n"), submit.output)
        XCTAssertTrue(try text("results/my.job/merge.sbatch").contains("\ndirectory=\(folder)/results/my.job\n"))
        XCTAssertTrue(try text("results/my.job/plan.yaml").contains("gap_p: 0.125"))
    }

    /// The scripts in `slurm/` say the same, for use without `moriya submit`.
    func testScriptsAreThoseOfTheRepository() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        XCTAssertEqual(try moriya("submit", job, "-o", path("results"), "--tasks", "4").status, 0)
        for name in ["array.sbatch", "merge.sbatch"] {
            let written = body(try text("results/\(name)"))
                .replacing(Self.program, with: "moriya")
                .replacing("job=\(path("results"))/plan.yaml directory=\(path("results"))", with: "job=$1 directory=$2")
                .replacing("directory=\(path("results"))", with: "directory=$1")
                .replacing("--task auto/4", with: "--task auto")
            let shipped = body(try String(contentsOfFile: packageFolder + "/slurm/\(name)", encoding: .utf8))
            XCTAssertEqual(String(written), String(shipped), name)
        }
    }

    /// With Slurm's variables set by hand, the script does what it does in a task.
    func testTheScriptRunsWithoutSlurm() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        XCTAssertEqual(try moriya("submit", job, "-o", "results", "--tasks", "2").status, 0)
        // The tasks run the plan that was submitted, whatever happens to the job file.
        try write("nonsense", to: "job.yaml")
        for index in 0..<2 {
            let task = try RunningProgram(
                ["bash", path("results/array.sbatch")], in: folder,
                environment: [
                    "SLURM_JOB_ID": "\(7 + index)", "SLURM_ARRAY_TASK_ID": "\(index)", "SLURM_ARRAY_TASK_COUNT": "2",
                    "SLURM_ARRAY_TASK_MIN": "0",
                ]
            ).wait()
            XCTAssertEqual(task.status, 0, task.errors)
            XCTAssertTrue(task.errors.contains("[rank") || task.errors.contains("[task \(index + 1)/2]"), task.errors)
        }
        XCTAssertEqual(try RunningProgram(["bash", path("results/merge.sbatch")], in: folder).wait().status, 0)
        try assertSameNumbers(reference, path("results/result.h5"))
    }

    func testYesSubmits() throws {
        try write("#!/bin/sh\necho \"$@\" >>\(path("calls")); echo '42;cluster'\n", to: "sbatch")
        XCTAssertEqual(chmod(path("sbatch"), 0o755), 0)
        let environment = ["PATH": folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")]
        let job = try write(TestJob.uneven, to: "job.yaml")
        var submit = try moriya("submit", job, "-o", "results", "--tasks", "2", environment: environment)
        XCTAssertEqual(submit.status, 0)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("calls")), "without --yes nothing is submitted")
        submit = try moriya("submit", job, "-o", "results", "--tasks", "2", "--yes", environment: environment)
        XCTAssertEqual(submit.status, 0, submit.errors)
        XCTAssertEqual(
            try text("calls"),
            "--parsable \(path("results"))/array.sbatch\n--parsable --dependency=afterany:42 \(path("results"))/merge.sbatch\n")
        try write("#!/bin/sh\necho no such partition >&2; exit 1\n", to: "sbatch")
        XCTAssertEqual(chmod(path("sbatch"), 0o755), 0)
        submit = try moriya("submit", job, "-o", "results", "--tasks", "2", "--yes", environment: environment)
        XCTAssertEqual(submit.status, 74)
        XCTAssertTrue(submit.errors.contains("no such partition"), submit.errors)
    }

    func testASecondSubmitKeepsWhatWasEdited() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        XCTAssertEqual(try moriya("submit", job, "-o", "results", "--tasks", "2").status, 0)
        try write("# mine\n", to: "results/merge.sbatch")
        let second = try moriya("submit", job, "-o", "results", "--tasks", "2")
        XCTAssertEqual(second.status, 65)
        XCTAssertTrue(second.errors.contains("merge.sbatch is there already"), second.errors)
        XCTAssertEqual(try text("results/merge.sbatch"), "# mine\n")
        for folder in [".", ""] {
            XCTAssertEqual(try moriya("submit", job, "-o", folder, "--tasks", "2").status, 65, folder)
            XCTAssertEqual(try moriya("run", job, "-o", folder).status, 65, folder)
        }
        XCTAssertEqual(try text("job.yaml"), TestJob.uneven)
    }

    func testRefusals() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        for options in [
            ["--tasks", "0"], ["--tasks", "2", "--time", "1; rm"], ["--tasks", "2", "--launcher", "ssh"],
            ["--tasks", "2", "--launcher", "none", "--ranks", "2"], ["--tasks", "2", "--ranks-per-point", "2"],
            ["--tasks", "2", "--sbatch", "short"], [], ["--tasks", "9223372036854775807"], ["--tasks", "1000001"],
            ["--tasks", "2", "--threads", "9223372036854775807"], ["--tasks", "2", "--ranks", "1000001"],
            ["--tasks", "2", "--sbatch", "--comment=a\rb"], ["--tasks", "2", "--sbatch-array", "short"],
            ["--tasks", "2", "--sbatch-merge", "short"],
        ] {
            XCTAssertEqual(try start(["submit", job, "-o", "results"] + options).wait().status, 64, "\(options)")
        }
        let many = try moriya("submit", job, "-o", "results", "--tasks", "11")
        XCTAssertEqual(many.status, 65)
        XCTAssertTrue(many.errors.contains("--tasks is 11 but the job has 10 batches"), many.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results")))
    }

    /// What stands in a path never becomes a command.
    func testControlCharactersAndPercentSigns() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        for name in ["a\n#SBATCH --wrap=x", "a\rb", "a\u{7F}b", "a\u{2028}b"] {
            let submit = try moriya("submit", job, "-o", name, "--tasks", "2")
            XCTAssertEqual(submit.status, 65, name)
            XCTAssertTrue(submit.errors.contains("control characters"), submit.errors)
            XCTAssertFalse(FileManager.default.fileExists(atPath: path(name)))
        }
        XCTAssertEqual(try moriya("submit", job, "-o", "50%j", "--tasks", "2").status, 0)
        XCTAssertTrue(try text("50%j/array.sbatch").contains("--output=\(folder)/50%%j/logs/%x-%A_%a.out\n"))
        XCTAssertTrue(try text("50%j/merge.sbatch").contains("--output=\(folder)/50%%j/logs/%x-%j.out\n"))
        XCTAssertTrue(try text("50%j/merge.sbatch").contains("directory=\(folder)/50%j\n"))
    }

    func testOptionsOfTheArrayAndOfTheMerge() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let submit = try moriya(
            "submit", job, "-o", "results", "--tasks", "2", "--sbatch=--account=a", "--sbatch-array=--nodes=2",
            "--sbatch-merge=--partition=serial")
        XCTAssertEqual(submit.status, 0, submit.errors)
        for (script, own, other) in [("array", "--nodes=2", "--partition=serial"), ("merge", "--partition=serial", "--nodes=2")] {
            let text = try text("results/\(script).sbatch")
            XCTAssertTrue(text.contains("#SBATCH --account=a\n#SBATCH \(own)\n"), text)
            XCTAssertFalse(text.contains(other), text)
        }
    }

    func testThreadsAreThoseOfTheSolver() throws {
        let job = try write(
            TestJob.diagonalized.replacing("name: diagonalization,", with: "name: diagonalization, threads: 3,"), to: "job.yaml")
        XCTAssertEqual(try moriya("submit", job, "-o", "three", "--tasks", "1").status, 0)
        XCTAssertTrue(try text("three/array.sbatch").contains("#SBATCH --cpus-per-task=3\n"))
        XCTAssertEqual(try moriya("submit", job, "-o", "two", "--tasks", "1", "--threads", "2").status, 0)
        XCTAssertTrue(try text("two/array.sbatch").contains("#SBATCH --cpus-per-task=2\n"))
    }

    func testSlurmIsAskedForItsLargestArray() throws {
        try write("#!/bin/sh\necho 'Configuration data'; echo 'MaxArraySize            = 3'\n", to: "scontrol")
        try write("#!/bin/sh\necho 42\n", to: "sbatch")
        for name in ["scontrol", "sbatch"] { XCTAssertEqual(chmod(path(name), 0o755), 0) }
        let environment = ["PATH": folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")]
        let job = try write(TestJob.uneven, to: "job.yaml")
        let large = try moriya("submit", job, "-o", "four", "--tasks", "4", "--yes", environment: environment)
        XCTAssertEqual(large.status, 65)
        XCTAssertTrue(large.errors.contains("MaxArraySize"), large.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("four")))
        XCTAssertEqual(try moriya("submit", job, "-o", "three", "--tasks", "3", "--yes", environment: environment).status, 0)
        // Written only, the scripts may be for another cluster.
        let written = try moriya("submit", job, "-o", "written", "--tasks", "4", environment: environment)
        XCTAssertEqual(written.status, 0)
        XCTAssertTrue(written.errors.contains("MaxArraySize"), written.errors)
    }

    func testDoctor() throws {
        let doctor = try moriya("doctor", ranks: 2)
        XCTAssertEqual(doctor.status, 0, doctor.output + doctor.errors)
        for subject in [
            "MPI ", "launcher", "ranks      2", "threads", "BLAS", "ELPA", "disk", "writing", "HDF5", "memory", "Slurm",
        ] {
            XCTAssertTrue(
                doctor.output.contains("\nok   \(subject)") || doctor.output.hasPrefix("ok   \(subject)"), doctor.output)
        }
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("doctor") }, [])
        let ill = try moriya("doctor", "-o", "nowhere", environment: ["PMI_SIZE": "4"])
        XCTAssertEqual(ill.status, 70)
        for part in ["nowhere: No such file or directory", "started 4 copies"] {
            XCTAssertTrue(ill.output.contains(part), ill.output)
        }
        let cores = ProcessInfo.processInfo.processorCount
        let crowded = try moriya("doctor", ranks: 2, environment: ["OPENBLAS_NUM_THREADS": "\(cores)"])
        XCTAssertEqual(crowded.status, 70)
        XCTAssertTrue(crowded.output.contains("more threads than cores"), crowded.output)
    }
}
