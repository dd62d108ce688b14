import HDF5

/// The root attributes of a result file: what was computed, by what, from which input.
struct ResultAttributes {
    static let schemaVersion = 2

    /// The names of attributes that every result file has, which a model cannot give its conventions.
    static let names: Set = [
        "title", "summary", "source", "history", "date_created", "creator_name", "host", "library_versions",
        "computed_by", "model", "solver", "fixed_parameters", "plan_hash", "plan_text", "job_text", "system_text",
        "schema_version", "points_done", "points_failed", "points_rejected", "points_missing",
    ]

    let job: Job
    let directory: ResultDirectory
    let provenance: Provenance
    let points: MergedPoints

    func write(_ root: borrowing HDF5Group) throws(HDF5Error) {
        let now = timestamp()
        for (name, text) in [
            ("title", job.modelType.title),
            ("summary", summary),
            ("source", provenance.program),
            ("history", "\(now) \(provenance.program): merged from shards"),
            ("date_created", now),
            ("creator_name", provenance.user ?? "unknown"),
            ("host", provenance.host),
            ("library_versions", provenance.libraryVersions),
            ("computed_by", points.computedBy.sorted().joined(separator: "\n")),
            ("model", job.modelType.name),
            ("solver", solver),
            ("fixed_parameters", job.fixedParameters.joined(separator: "\n")),
            ("plan_hash", directory.planHash),
            ("plan_text", directory.planText),
            ("job_text", directory.jobText),
            ("system_text", directory.systemText ?? ""),
        ] { try root.setAttribute(name, text) }
        try root.setAttribute("schema_version", Int64(ResultAttributes.schemaVersion))
        for (name, value) in [
            ("points_done", count(.done)), ("points_failed", count(.failed)), ("points_rejected", count(.rejected)),
            ("points_missing", count(.absent)),
        ] { try root.setAttribute(name, Int64(value)) }
        for (name, text) in job.modelType.conventions {
            try root.setAttribute(name, text)
        }
    }

    private var summary: String {
        let axes = job.grid.axes.map { "\($0.count) values of \($0.members.map(\.key).joined(separator: ", "))" }
        let extent = axes.isEmpty ? "one point" : axes.joined(separator: " × ")
        return "\(job.observables.map(\.name).joined(separator: ", ")) for \(extent)"
    }

    private var solver: String {
        let settings = job.solver.settings.values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
        return (["\(job.solver.name ?? "auto")"] + settings).joined(separator: ", ")
    }

    private func count(_ status: PointStatus) -> Int { points.statuses.count { $0 == status } }
}

extension Job {
    /// The parameters that no axis sets, each as `key = value unit`, in the order of the keys; without those that a plan need
    /// not mention.
    var fixedParameters: [String] {
        fixed.values.filter { parameter($0.key).isWritten(with: $0.value) }.sorted { $0.key < $1.key }.map { key, value in
            let unit = parameter(key).unit
            return "\(key) = \(value.text)\(unit == "1" ? "" : " " + unit)"
        }
    }

    /// The same on one line, for people: what a job does not say is not always what they think.
    public var fixedText: String { fixedParameters.joined(separator: ", ") }
}
