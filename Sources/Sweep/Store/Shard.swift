import Digest
import HDF5

/// Results of some points of one job, as one file.
///
/// The file is HDF5 behind a seal of 512 bytes (`ShardSeal`). In its root group stand `point`, `status`, `seconds`,
/// `solver`, `message`, each [n], each observable, [n, its dimensions…], and the bound on its error, `<name>_error` [n], where
/// there is one. (Layout 1 had one `error_estimate` for a point.)
public struct Shard: Sendable {
    public static let schemaVersion = 2

    public let planHash: String
    public let modelName: String
    /// Ordered by point.
    public let table: PointTable

    public init(planHash: String, modelName: String, table: PointTable) {
        self.planHash = planHash
        self.modelName = modelName
        self.table = table.sorted()
    }

    /// Named after its plan, its points and which of them are done, so that a repeated computation replaces the file instead
    /// of adding one, unless it failed where the other did not. (Earlier programs left out the plan.)
    public var fileName: String {
        precondition(table.count > 0, "a shard holds at least one point")
        let points = table.points
        let content = zip(points, table.statuses).map { $1 == .done ? "\($0)" : "\($0) \($1)" }
        let digest = sha256(content.joined(separator: ",").utf8)
        return "points-\(points[0])-\(points[points.count - 1])-\(planHash.prefix(8))-\(digest.prefix(12)).h5"
    }

    /// The bytes of its file.
    public func encoded(by provenance: Provenance) throws(HDF5Error) -> [UInt8] {
        let file = try HDF5File.createImage(userBlock: ShardSeal.size)
        let root = try file.root()
        try writeAttributes(root, provenance)
        let n = table.count
        try root.createDataset("point", of: Int64.self, shape: [n]).write(table.points.map(Int64.init))
        try root.createDataset("status", of: Int8.self, shape: [n]).write(table.statuses.map(\.rawValue))
        try root.createDataset("seconds", of: Double.self, shape: [n]).write(table.seconds)
        try root.createTextDataset("solver", shape: [n]).write(table.solvers)
        try root.createTextDataset("message", shape: [n]).write(table.messages)
        for (index, observable) in table.observables.enumerated() {
            let (values, errors) = (table.values[index], table.errors[index])
            let shape = [n] + observable.dimensions.map(\.count)
            let dataset = try root.createDataset(observable.name, of: Double.self, shape: shape, fill: .nan)
            // What a solver does not give takes no room.
            if !values.allSatisfy(\.isNaN) { try dataset.write(values) }
            guard !errors.allSatisfy(\.isNaN) else { continue }
            try root.createDataset(errorName(of: observable.name), of: Double.self, shape: [n], fill: .nan).write(errors)
        }
        var image = try file.image()
        try file.close()
        ShardSeal.close(&image, planHash: planHash)
        return image
    }

    private func writeAttributes(_ root: borrowing HDF5Group, _ provenance: Provenance) throws(HDF5Error) {
        try root.setAttribute("plan_hash", planHash)
        try root.setAttribute("schema_version", Int64(Shard.schemaVersion))
        try root.setAttribute("model", modelName)
        try root.setAttribute("source", provenance.program)
        try root.setAttribute("library_versions", provenance.libraryVersions)
        try root.setAttribute("date_created", timestamp())
        try root.setAttribute("host", provenance.host)
        try root.setAttribute("process", Int64(provenance.process))
        if let task = provenance.task { try root.setAttribute("task", task.description) }
        for (name, value) in provenance.slurm { try root.setAttribute(name, value) }
    }
}
