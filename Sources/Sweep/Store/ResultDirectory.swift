import Digest
import FileNames

/// The folder that holds the results of one job:
///
///     plan.yaml    the job in canonical form; its SHA-256 is the plan hash
///     job.yaml     the job as it was given
///     system.yaml  the system as it was given, if it stands in a file of its own
///     inputs/      the input files that the job names, each under its SHA-256
///     shards/      results as they come, a few points to a file
///     result.h5    the merged results, with their SHA-256 in result.h5.sha256
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

    /// A plan that writes numbers out may be several times as long as the longest job that is read.
    private static let textLimit = 1 << 30

    public var shardFolder: String { "\(path)/shards" }
    public var resultPath: String { "\(path)/result.h5" }

    /// Creates the folder for a job, or opens it where the job has been started before. Several processes may do this
    /// at the same time.
    ///
    /// - Throws: `StoreError` if the folder belongs to another job or cannot be written.
    public static func create(
        _ path: String, planText: String, jobText: String, systemText: String?, inputs: [InputFile] = []
    ) throws(StoreError) -> ResultDirectory {
        guard !path.isEmpty else { throw .badData("the name of the folder for the results is empty; allowed: any other") }
        try createFolder(path)
        let plan = "\(path)/plan.yaml"
        var isNew = false
        if try readFile(plan, limit: textLimit) == nil {
            try requireNothingInTheWay(path)
            // The first to write its plan owns the folder; whoever comes at the same moment finds that plan.
            isNew = try writeIfAbsent(Array(planText.utf8), to: plan)
        }
        let directory = ResultDirectory(path: path, planText: planText, jobText: jobText, systemText: systemText)
        if !isNew, let found = try readFile(plan, limit: textLimit) {
            try ResultDirectory(path: path, planText: String(decoding: found, as: UTF8.self), jobText: "", systemText: nil)
                .requirePlan(directory.planHash)
        }
        try createFolder(directory.shardFolder)
        for folder in [path, directory.shardFolder, "\(path)/inputs"] { removeAbandonedFiles(in: folder) }
        if try readFile("\(path)/job.yaml", limit: textLimit) == nil {
            if !inputs.isEmpty { try createFolder("\(path)/inputs") }
            for input in inputs { try writeAtomically(input.bytes, to: "\(path)/inputs/\(input.sha256)") }
            if let systemText { try writeAtomically(Array(systemText.utf8), to: "\(path)/system.yaml") }
            // Last, because it marks the folder as complete. Others that write it at this moment have the same plan.
            _ = try writeIfAbsent(Array(jobText.utf8), to: "\(path)/job.yaml")
        }
        return try open(path)
    }

    /// Whether a job has been started in this folder and everything that it needs is there.
    public static func isStarted(_ path: String) throws(StoreError) -> Bool {
        guard try readFile("\(path)/plan.yaml", limit: textLimit) != nil else { return false }
        return try readFile("\(path)/job.yaml", limit: textLimit) != nil
    }

    /// A folder with anything in it but an empty place for logs is somebody's.
    private static func requireNothingInTheWay(_ path: String) throws(StoreError) {
        let found = try names(inFolder: path).filter { ![".", "..", "logs"].contains($0) && !isTemporary($0) }
        // Another process of this job, or of another one, was faster.
        guard !found.contains("plan.yaml"), let first = found.first else { return }
        let others = found.count > 1 ? " and \(found.count - 1) more" : ""
        throw .badData("\(path) is not empty (\(first)\(others)) and holds no results of this job: choose a new or empty folder")
    }

    /// Opens the folder of a job that has been started.
    public static func open(_ path: String) throws(StoreError) -> ResultDirectory {
        guard isFolder(path) else { throw .io("open folder", path, "there is no such folder") }
        guard let plan = try readFile("\(path)/plan.yaml", limit: textLimit),
            let job = try readFile("\(path)/job.yaml", limit: textLimit)
        else {
            throw .badData("\(path) holds no results: it has no plan.yaml or no job.yaml")
        }
        let system = try readFile("\(path)/system.yaml", limit: textLimit)
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

    /// Writes scripts that run the job into the folder, each with a last line by which it is known whether anybody has edited
    /// it since. One that nobody has is replaced, one that somebody has stays.
    ///
    /// - Throws: `StoreError` if one of them has been edited; then none is written.
    public func write(_ scripts: [(name: String, text: String)]) throws(StoreError) {
        for (name, text) in scripts {
            guard let found = try readFile("\(path)/\(name)", limit: Self.textLimit), found != Self.signed(text).fileName else {
                continue
            }
            guard Self.isUnedited(String(fileName: found)) else {
                throw .badData("\(path)/\(name) is there already and has been edited: submit it as it is, or remove it first")
            }
        }
        for (name, text) in scripts { try writeAtomically(Self.signed(text).fileName, to: "\(path)/\(name)") }
    }

    private static func signed(_ script: String) -> String { script + "# as written by moriya: \(sha256(script.utf8))\n" }

    private static func isUnedited(_ text: String) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count >= 2 && signed(lines.dropLast(2).map { $0 + "\n" }.joined()) == text
    }

    /// The scheduler does not create the folder that its logs go to.
    public func createLogFolder() throws(StoreError) { try createFolder("\(path)/logs") }

    /// The names of the shards at this moment, sorted. Hidden files are writes under way, or left behind by a process
    /// that was killed, and count for nothing.
    public func shardNames() throws(StoreError) -> [String] {
        try names(inFolder: shardFolder).filter { $0.hasPrefix("points-") && $0.hasSuffix(".h5") }
    }
}
