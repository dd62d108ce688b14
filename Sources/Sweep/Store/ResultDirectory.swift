import Digest

/// The folder that holds the results of one job:
///
///     plan.yaml    the job in canonical form; its SHA-256 is the plan hash
///     job.yaml     the job as it was given
///     system.yaml  the system as it was given, if it stands in a file of its own
///     inputs/      the input files that the job names, each under its SHA-256
///     shards/      results as they come, a few points to a file
///     result.h5    the merged results
public struct ResultDirectory: Sendable {
    public let path: String
    public let planText: String
    public let jobText: String
    public let systemText: String?

    /// The SHA-256 of `planText`: every shard carries it.
    public let planHash: String

    private init(path: String, planText: String, jobText: String, systemText: String?) {
        self.path = path
        self.planText = planText
        self.jobText = jobText
        self.systemText = systemText
        planHash = Sweep.planHash(of: planText)
    }

    /// The folder of a job, which must have been created.
    init(of job: Job, path: String) {
        self.init(
            path: path, planText: job.canonicalText, jobText: job.source.jobText, systemText: job.source.systemText)
    }

    public var shardFolder: String { "\(path)/shards" }
    public var resultPath: String { "\(path)/result.h5" }

    /// Creates the folder for a job, or opens it where the job has been started before. Several processes may do this
    /// at the same time; of two different jobs the first one counts.
    ///
    /// - Throws: `StoreError` if the folder belongs to another job, holds files that are not moriya's, or cannot be written.
    public static func create(
        _ path: String, planText: String, jobText: String, systemText: String?, inputs: [InputFile] = []
    ) throws(StoreError) -> ResultDirectory {
        try createFolder(path)
        if try !isStarted(path) {
            try requireNothingElse(in: path, texts: ["job.yaml": jobText, "system.yaml": systemText ?? ""])
            try createFolder("\(path)/shards")
            if !inputs.isEmpty { try createFolder("\(path)/inputs") }
            for input in inputs { try writeAtomically(input.bytes, to: "\(path)/inputs/\(input.sha256)") }
            // It claims the folder: never over the plan of a job that began at the same time.
            try writeUnlessPresent(Array(planText.utf8), to: "\(path)/plan.yaml")
        }
        let directory = try open(path)
        try directory.requirePlan(Sweep.planHash(of: planText))
        try createFolder("\(path)/shards")
        // Only now, lest they be those of a job that lost the race. A start that was killed is made up for.
        try writeUnlessPresent(Array(jobText.utf8), to: "\(path)/job.yaml")
        if let systemText { try writeUnlessPresent(Array(systemText.utf8), to: "\(path)/system.yaml") }
        return directory
    }

    /// Refuses a folder in which somebody keeps something else: nothing there is overwritten or buried.
    ///
    /// - Parameter texts: what files of these names may already hold.
    private static func requireNothingElse(in path: String, texts: [String: String]) throws(StoreError) {
        for name in try names(inFolder: path) where name != "." && name != ".." {
            if ["shards", "inputs", "logs"].contains(name) || name.hasPrefix(".") && (name.hasSuffix(".tmp") || name.hasSuffix(".draft")) {
                continue
            }
            if let text = texts[name], try readFile("\(path)/\(name)").map({ $0.elementsEqual(text.utf8) }) ?? true { continue }
            throw .badData(
                "\(path) holds \(quoted(name)), which is not of this job: choose a new or empty folder, or one that this job has "
                    + "been started in")
        }
    }

    /// Whether a job has been started in this folder.
    public static func isStarted(_ path: String) throws(StoreError) -> Bool { try readFile("\(path)/plan.yaml") != nil }

    /// Opens the folder of a job that has been started.
    public static func open(_ path: String) throws(StoreError) -> ResultDirectory {
        guard isFolder(path) else { throw .io("open folder", path, "there is no such folder") }
        guard let plan = try readFile("\(path)/plan.yaml") else {
            throw .badData("\(path) holds no results: it has no plan.yaml")
        }
        // Written right after the plan, so that another task may look before it is there; the plan says the same.
        let job = try readFile("\(path)/job.yaml") ?? plan
        let system = try readFile("\(path)/system.yaml")
        return ResultDirectory(
            path: path, planText: String(decoding: plan, as: UTF8.self), jobText: String(decoding: job, as: UTF8.self),
            systemText: system.map { String(decoding: $0, as: UTF8.self) })
    }

    /// The content of an input file of the job.
    ///
    /// - Parameter digest: its SHA-256, in hexadecimal digits; whoever reads the plan holds the content against it.
    public func input(_ digest: String) throws(StoreError) -> [UInt8] {
        let path = "\(path)/inputs/\(digest)"
        guard let bytes = try readFile(path) else { throw .badData("\(path) is missing: the folder is not complete") }
        return bytes
    }

    /// Checks that the folder belongs to the job with this plan hash.
    public func requirePlan(_ hash: String) throws(StoreError) {
        guard hash == planHash else {
            throw .badData(
                "\(path) holds the results of another job (its plan is \(abbreviated(planHash)), this job's is "
                    + "\(abbreviated(hash))): choose another folder for this job")
        }
    }

    /// Writes a text file into the folder, such as a script that runs the job.
    public func write(_ text: String, to name: String) throws(StoreError) {
        try writeAtomically(Array(text.utf8), to: "\(path)/\(name)")
    }

    /// As `write`, unless a file of this name says something else, which somebody may have edited.
    public func writeUnlessEdited(_ text: String, to name: String) throws(StoreError) {
        let path = "\(path)/\(name)"
        if let old = try readFile(path), !old.elementsEqual(text.utf8) {
            throw .badData(
                "\(path) is there already and says something else: submit it as it is, or remove it for a new one")
        }
        try write(text, to: name)
    }

    /// The scheduler does not create the folder that its logs go to.
    public func createLogFolder() throws(StoreError) { try createFolder("\(path)/logs") }

    /// The names of the shards at this moment, sorted. Hidden files are writes under way, or left behind by a process
    /// that was killed, and count for nothing.
    public func shardNames() throws(StoreError) -> [String] {
        try names(inFolder: shardFolder).filter { $0.hasPrefix("points-") && $0.hasSuffix(".h5") }
    }
}
