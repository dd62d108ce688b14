extension TaskSlice {
    /// Reads what was asked for: `k/n`, or `auto` for the slice of this Slurm array task (everything outside an array), or
    /// `auto/n`, which is slice ID + 1 of n whatever tasks the array has: `--array=1,3` then does two slices of n again.
    /// Without a word of the user's nothing is cut: the tasks of an array may be jobs of their own.
    public init(parsing text: String, slurmEnvironment environment: [String: String]) throws(TaskSliceError) {
        guard text == "auto" || text.hasPrefix("auto/") else {
            try self.init(parsing: text)
            return
        }
        guard let id = try Self.value("SLURM_ARRAY_TASK_ID", environment) else {
            self = .whole
            return
        }
        if text == "auto" {
            self = try TaskSlice(slurmEnvironment: environment) ?? .whole
        } else {
            try self.init(parsing: "\(id + 1)/\(text.dropFirst("auto/".count))")
        }
    }

    /// The slice of a Slurm array task, or nil outside an array.
    ///
    /// The index counts from the array's smallest, in its steps: `--array=0-9`, `1-10` and `10-100:10` all make ten
    /// slices. Lists with gaps, such as `--array=3,7`, are refused: Slurm does not tell what the other tasks are.
    public init?(slurmEnvironment environment: [String: String]) throws(TaskSliceError) {
        guard let id = try Self.value("SLURM_ARRAY_TASK_ID", environment) else { return nil }
        guard let count = try Self.value("SLURM_ARRAY_TASK_COUNT", environment) else {
            throw TaskSliceError("SLURM_ARRAY_TASK_ID is set but SLURM_ARRAY_TASK_COUNT is not; allowed: both or none")
        }
        let smallest = try Self.value("SLURM_ARRAY_TASK_MIN", environment) ?? 0
        let step = try Self.value("SLURM_ARRAY_TASK_STEP", environment) ?? 1
        let summary = "ID \(id), MIN \(smallest), STEP \(step), COUNT \(count) in SLURM_ARRAY_TASK_*"
        guard step >= 1, count >= 1, id >= smallest, (id - smallest) % step == 0, (id - smallest) / step < count else {
            throw TaskSliceError(
                "\(summary) do not fit together; allowed: an array without gaps, such as --array=0-9, or --task auto/n")
        }
        self.init((id - smallest) / step + 1, of: count)
    }

    private static func value(_ name: String, _ environment: [String: String]) throws(TaskSliceError) -> Int? {
        guard let text = environment[name] else { return nil }
        // Slurm's own limit is far below; the bound keeps the differences of two from overflowing.
        guard let value = Int(text), (0..<1 << 32).contains(value) else {
            throw TaskSliceError("\(name) is \(quoted(text)); allowed: an integer from 0 on")
        }
        return value
    }
}
