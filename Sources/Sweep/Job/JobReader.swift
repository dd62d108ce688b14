import Yams

extension Job {
    /// Reads a job file and checks all of it, every point of the grid included.
    ///
    /// - Parameters:
    ///   - models: what `model:` can name; the first is the default.
    ///   - changes: to be made to what the file says.
    ///   - progress: told now and then how many points have been checked, and of how many.
    public init(
        readingFrom path: String, models: [any Model.Type], changes: [JobChange] = [],
        progress: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws(JobError) {
        try self.init(reading: try readText(of: path), path: path, models: models, changes: changes, progress: progress)
    }

    /// Reads a job from its text.
    ///
    /// - Parameter path: the job's name in complaints; files it names are relative to the folder of this path.
    public init(
        reading text: String, path: String, models: [any Model.Type], changes: [JobChange] = [],
        progress: @escaping (Int, Int) -> Void = { _, _ in }
    ) throws(JobError) {
        try PlanNumber.check(text, file: path)
        let document = try YamlDocument(parsing: text, file: path)
        self = try JobReader(
            document: document, text: changes.recorded(in: text), models: models, changes: changes, progress: progress
        ).read()
    }

    /// Reads the canonical text of a job that has been read before: its points are not checked again.
    ///
    /// - Parameters:
    ///   - path: the plan's name in complaints.
    ///   - inputs: gives the content of the input files that the plan names, by their digests, which are checked.
    public init(
        plan text: String, path: String, models: [any Model.Type],
        inputs: InputResolver? = nil
    ) throws(JobError) {
        try PlanNumber.check(text, file: path)
        let none: InputResolver = { digest throws(JobError) in
            throw JobError(
                file: path, line: nil, problem: "names the input file with SHA-256 \(digest), which is not at hand",
                allowed: nil)
        }
        let document = try YamlDocument(parsing: text, file: path, resolver: inputs ?? none)
        self = try JobReader(document: document, text: text, models: models, checksPoints: false).read()
    }
}

struct JobReader {
    let document: YamlDocument
    let text: String
    let models: [any Model.Type]
    var checksPoints = true
    var changes: [JobChange] = []
    var progress: (Int, Int) -> Void = { _, _ in }

    private static let keys = ["system", "grid", "solver", "model"]
    private var wholeFile: Origin { Origin(file: document.file, line: nil) }

    func read() throws(JobError) -> Job {
        var fields: [String: YamlDocument.Entry] = [:]
        let allowed = "a mapping with " + Self.keys.joined(separator: ", ")
        _ = try document.entries(of: document.root, "the job", allowed: allowed)
        let all = try document.entries(of: changes.applied(to: document, asked: askedOfAnyModel), "the job", allowed: allowed)
        let model = try model(all.first { $0.key == "model" })
        // What the model lets a job ask for.
        let (asked, schema) = model.parameters.divided { $0.standsInJob }
        let keys = Self.keys + asked.keys(below: "")
        for entry in all {
            guard keys.contains(entry.key) else { throw unknownKey(entry, in: "the job", allowed: keys) }
            fields[entry.key] = entry
        }
        let solver = try SolverReader(document: document, solvers: model.solvers).read(fields["solver"]?.value)

        guard let system = fields["system"] else {
            throw wholeFile.error("key \"system\" is missing", allowed: "a file with the system, or a mapping")
        }
        let file = try SystemFile(named: system, in: document)
        let parameters = schema.keys(below: "").joined(separator: ", ")
        let node = try changes.applied(toSystem: file.node, of: schema, asked: askedOfAnyModel)
        let entries = try file.document.entries(of: node, "the system", allowed: "a mapping of " + parameters)
        if let entry = entries.first(where: { keys.contains($0.key) }) {
            throw entry.origin.error(
                "key \"\(entry.key)\" stands in the system but belongs to the job", allowed: parameters)
        }
        var given = GivenParameters()
        try given.read(entries, of: file.document, schema: schema, "the system")
        try given.read(all.filter { !Self.keys.contains($0.key) }, of: document, schema: asked, "the job")

        var grid = GridReader(document: document, schema: schema)
        if let entry = fields["grid"] { try grid.read(entry.value) }

        let place = file.path == nil ? system.origin : Origin(file: file.document.file, line: nil)
        let fixed = try given.completed(
            by: model.parameters, axes: grid.origins, place: place, hint: ", in the system or as an axis of grid")
        let source = JobSource(jobPath: document.file, jobText: text, systemPath: file.path, systemText: file.text)
        let places = Places(
            parameters: given.origins.merging(grid.origins) { _, axis in axis }, settings: solver.origins,
            solver: fields["solver"]?.origin, file: wholeFile)
        let job: Job
        do throws(ParameterError) {
            job = try Job(model: model, fixed: fixed, grid: Grid(axes: grid.axes), solver: solver.choice, source: source)
        } catch {
            throw places.locate(error)
        }
        if checksPoints { try checkPoints(of: job, places) }
        return job
    }

    private var askedOfAnyModel: [String] { models.flatMap { $0.parameters.filter(\.standsInJob).keys(below: "") } }

    private func model(_ entry: YamlDocument.Entry?) throws(JobError) -> any Model.Type {
        precondition(!models.isEmpty, "a job needs a model to run")
        guard let entry else { return models[0] }
        let names = models.map { $0.name }
        let name = try document.scalar(entry.value, "\"model\"", allowed: names.joined(separator: ", ")).string
        guard let model = models.first(where: { $0.name == name }) else {
            throw document.origin(of: entry.value).error(
                "unknown model \(quoted(name))\(suggestion(for: name, among: names))",
                allowed: names.joined(separator: ", "))
        }
        return model
    }

    private func checkPoints(of job: Job, _ places: Places) throws(JobError) {
        var cursor = PointCursor(fixed: job.fixed, grid: job.grid)
        for point in 0..<job.grid.count {
            if point % 1024 == 0 { progress(point, job.grid.count) }
            cursor.move(to: point)
            do throws(ParameterError) {
                _ = try job.model.parse([cursor.parameters])
            } catch {
                throw places.locate(error, at: job.grid.axes.isEmpty ? "" : " at \(job.label(of: point))")
            }
        }
    }
}

/// Where a job says what, for complaints of its model.
private struct Places {
    /// By key: in the system, or as an axis of the grid.
    let parameters: [String: Origin]
    /// By key: below `solver`.
    let settings: [String: Origin]
    let solver: Origin?
    let file: Origin

    /// Adds file and line to a model's complaint.
    func locate(_ error: ParameterError, at point: String = "") -> JobError {
        let (origin, subject): (Origin?, String) =
            switch error.subject {
            case .parameter(let key): (parameters[key], "\"\(key)\"")
            case .setting(let key): (settings[key], "\"\(key)\" of the solver")
            case .solver: (solver, "\"solver\"")
            }
        if let origin { return origin.error("\(subject): \(error.problem)\(point)", allowed: error.allowed) }
        return file.error("default of \(subject): \(error.problem)\(point)", allowed: error.allowed)
    }
}
