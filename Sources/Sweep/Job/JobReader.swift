import Yams

extension Job {
    /// Reads a job file and checks all of it, every point of the grid included.
    ///
    /// - Parameter models: what `model:` can name; the first is the default.
    public init(readingFrom path: String, models: [any Model.Type]) throws(JobError) {
        try self.init(reading: try readText(of: path), path: path, models: models)
    }

    /// Reads a job from its text.
    ///
    /// - Parameter path: the job's name in complaints; files it names are relative to the folder of this path.
    public init(reading text: String, path: String, models: [any Model.Type]) throws(JobError) {
        self = try JobReader(document: try YamlDocument(parsing: text, file: path), text: text, models: models).read()
    }

    /// Reads the canonical text of a job that has been read before: its points are not checked again.
    ///
    /// - Parameter path: the plan's name in complaints.
    public init(plan text: String, path: String, models: [any Model.Type]) throws(JobError) {
        let document = try YamlDocument(parsing: text, file: path)
        self = try JobReader(document: document, text: text, models: models, checksPoints: false).read()
    }
}

struct JobReader {
    let document: YamlDocument
    let text: String
    let models: [any Model.Type]
    var checksPoints = true

    private static let keys = ["system", "grid", "solver", "model"]
    private var wholeFile: Origin { Origin(file: document.file, line: nil) }

    func read() throws(JobError) -> Job {
        var fields: [String: YamlDocument.Entry] = [:]
        let allowed = "a mapping with " + Self.keys.joined(separator: ", ")
        for entry in try document.entries(of: document.root, "the job", allowed: allowed) {
            guard Self.keys.contains(entry.key) else { throw unknownKey(entry, in: "the job", allowed: Self.keys) }
            fields[entry.key] = entry
        }
        let model = try model(fields["model"])
        let solver = try SolverReader(document: document, solvers: model.solvers).read(fields["solver"]?.value)

        guard let system = fields["system"] else {
            throw wholeFile.error("key \"system\" is missing", allowed: "a file with the system, or a mapping")
        }
        let file = try SystemFile(named: system, in: document)
        let parameters = model.parameters.keys(below: "").joined(separator: ", ")
        let entries = try file.document.entries(of: file.node, "the system", allowed: "a mapping of " + parameters)
        if let entry = entries.first(where: { Self.keys.contains($0.key) }) {
            throw entry.origin.error(
                "key \"\(entry.key)\" stands in the system but belongs to the job", allowed: parameters)
        }
        var given = GivenParameters()
        try given.read(entries, of: file.document, schema: model.parameters, "the system")

        var grid = GridReader(document: document, schema: model.parameters)
        if let entry = fields["grid"] { try grid.read(entry.value) }

        let place = file.path == nil ? system.origin : Origin(file: file.document.file, line: nil)
        let fixed = try given.completed(
            by: model.parameters, axes: grid.origins, place: place, hint: ", in the system or as an axis of grid")
        let job = Job(
            model: model, fixed: fixed, grid: Grid(axes: grid.axes), solver: solver,
            source: JobSource(jobPath: document.file, jobText: text, systemPath: file.path, systemText: file.text))
        var origins = given.origins.merging(grid.origins) { _, axis in axis }
        origins["solver"] = fields["solver"]?.origin
        if checksPoints { try checkPoints(of: job, origins: origins) }
        return job
    }

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

    private func checkPoints(of job: Job, origins: [String: Origin]) throws(JobError) {
        let model = job.model.init(solver: job.solver)
        var cursor = PointCursor(fixed: job.fixed, grid: job.grid)
        for point in 0..<job.grid.count {
            cursor.move(to: point)
            do {
                try model.check(cursor.parameters)
            } catch {
                throw locate(error, at: job.grid.axes.isEmpty ? "" : " at \(job.label(of: point))", origins)
            }
        }
    }

    /// Adds file and line to a model's complaint.
    private func locate(_ error: ParameterError, at point: String, _ origins: [String: Origin]) -> JobError {
        if let origin = origins[error.key] {
            return origin.error("\"\(error.key)\": \(error.problem)\(point)", allowed: error.allowed)
        }
        return wholeFile.error("default of \"\(error.key)\": \(error.problem)\(point)", allowed: error.allowed)
    }
}
