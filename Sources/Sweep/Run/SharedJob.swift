extension Job {
    /// Reads a job file on rank 0 for all ranks; collective. Thousands of ranks that read one file would burden the file
    /// system, and a file that changes meanwhile would give them different jobs. Input files travel with it.
    ///
    /// - Throws: `RunError` on all ranks alike.
    public static func read(
        from path: String, models: [any Model.Type], changes: [JobChange] = [], for world: borrowing Team,
        progress: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws -> Job {
        var read: Job?
        try world.onRankZero {
            read = try Job(readingFrom: path, models: models, changes: changes, progress: progress)
        }
        let plan = try world.broadcast(text: read?.canonicalText ?? "")
        let files = read?.inputs ?? []
        var inputs: [String: [UInt8]] = [:]
        for index in 0..<(try world.broadcast(files.count)) {
            let digest = try world.broadcast(text: world.rank == 0 ? files[index].sha256 : "")
            inputs[digest] = try world.broadcast(bytes: world.rank == 0 ? files[index].bytes : [])
        }
        return try read
            ?? Job(plan: plan, path: path, models: models) { [inputs] digest throws(JobError) in
                guard let bytes = inputs[digest] else {
                    throw JobError(file: path, line: nil, problem: "input file \(digest) did not reach this rank", allowed: nil)
                }
                return bytes
            }
    }
}
