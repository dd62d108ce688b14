/// Tells a launch that fell apart: a launcher that does not fit the MPI library starts N copies, each of which thinks
/// that it is alone and would do everything.
public enum LaunchCheck {
    /// Whether a launcher of MPI has started this process.
    public static func isLaunched(_ environment: [String: String]) -> Bool {
        ["OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_SIZE"].contains { environment[$0] != nil }
    }

    /// - Parameters:
    ///   - ranks: as MPI counts them.
    ///   - environment: of this process.
    /// - Returns: what is wrong, in one sentence; nil if nothing is.
    public static func problem(ranks: Int, environment: [String: String]) -> String? {
        guard ranks == 1 else { return nil }
        func count(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
        // Open MPI's own launcher says how many it has started, whatever the allocation holds.
        if count("OMPI_COMM_WORLD_SIZE") == 1 { return nil }
        let advice = "; start it with mpirun of the same MPI, or with srun --mpi=pmix"
        for (name, launcher) in [
            ("OMPI_COMM_WORLD_SIZE", "mpirun"), ("PMI_SIZE", "the launcher"), ("SLURM_STEP_NUM_TASKS", "srun"),
        ] {
            if let started = count(name), started > 1 {
                return "\(launcher) started \(started) copies of moriya (\(name)), but MPI joins none of them" + advice
            }
        }
        // In a batch script itself there is one process, whatever was asked for.
        if let tasks = count("SLURM_NTASKS"), tasks > 1 {
            return "Slurm gave this job \(tasks) tasks (SLURM_NTASKS), but this moriya is one process" + advice
                + ", or ask for one task"
        }
        return nil
    }
}
