extension Job {
    /// Reads a job file on rank 0 for all ranks; collective. Thousands of ranks that read one file would burden the file
    /// system, and a file that changes meanwhile would give them different jobs.
    ///
    /// - Throws: `RunError` on all ranks alike.
    public static func read(
        from path: String, models: [any Model.Type], for world: borrowing Team
    ) throws -> Job {
        var read: Job?
        try world.onRankZero { read = try Job(readingFrom: path, models: models) }
        let plan = try world.broadcast(text: read?.canonicalText ?? "")
        return try read ?? Job(plan: plan, path: path, models: models)
    }
}
