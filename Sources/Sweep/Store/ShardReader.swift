import HDF5

/// A shard opened for reading: its seal is intact.
public struct ShardReader: ~Copyable {
    /// Of the job that it belongs to.
    public let planHash: String
    private let file: HDF5File
    private let rowLimit: Int

    /// - Parameters:
    ///   - bytes: of the whole file.
    ///   - name: what errors call it.
    public init(_ bytes: [UInt8], name: String) throws(ShardDamage) {
        let planHash = try ShardSeal.open(bytes)
        let file = try ShardReader.open(bytes, name)
        // The seal's digest does not cover the seal's own line with the plan.
        guard try ShardReader.planHash(inside: file) == planHash else {
            throw ShardDamage("names two plans: it was altered")
        }
        self.planHash = planHash
        self.file = file
        rowLimit = ReadingLimits.rows(bytes.count)
    }

    /// Which points it holds, their status, and what they cost: a small part of the whole.
    public borrowing func progress() throws(ShardDamage) -> (points: [Int], statuses: [PointStatus], seconds: [Double]) {
        let points = try column("point", Int64.self).map(Int.init)
        // Columns of other lengths are not read: they may be of any size.
        let n = [points.count]
        let codes = try column("status", Int8.self, shape: n)
        let statuses = codes.compactMap(PointStatus.init(rawValue:)).filter { $0 != .absent }
        guard statuses.count == codes.count else { throw ShardDamage("has a status unknown to this program") }
        let seconds = try column("seconds", Double.self, shape: n)
        guard statuses.count == points.count, seconds.count == points.count else {
            throw ShardDamage("has columns of different lengths")
        }
        return (points, statuses, seconds)
    }

    /// Why points have no result, by point.
    public borrowing func failures() throws(ShardDamage) -> [Int: String] {
        let (points, statuses, _) = try progress()
        // Texts are slow to read, and most shards have nothing to say.
        guard statuses.contains(where: { $0 != .done }) else { return [:] }
        let messages = try texts("message", points.count)
        guard messages.count == points.count else { throw ShardDamage("has columns of different lengths") }
        return Dictionary(
            zip(points, messages).enumerated().filter { statuses[$0.offset] != .done }.map(\.element)
        ) { first, _ in first }
    }

    /// Who wrote it, and when.
    public borrowing func origin() throws(ShardDamage) -> ShardOrigin {
        do throws(HDF5Error) {
            let root = try file.root()
            func text(_ name: String) throws(HDF5Error) -> String? {
                try root.hasAttribute(name) ? root.text(attribute: name) : nil
            }
            var slurmJob = try text("slurm_job_id")
            if let array = try text("slurm_array_job_id"), let index = try text("slurm_array_task_id") {
                slurmJob = "\(array)_\(index)"
            }
            return ShardOrigin(
                task: try text("task") ?? TaskSlice.whole.description, date: try text("date_created") ?? "",
                host: try text("host") ?? "", program: try text("source") ?? "", libraries: try text("library_versions") ?? "",
                slurmJob: slurmJob)
        } catch {
            throw ShardDamage("cannot be read: \(error)")
        }
    }

    /// All it holds.
    ///
    /// - Parameter observables: of the job's model; the shard must have them with these shapes. In a shard of layout 1, which
    ///   an earlier program wrote, those that it lacks are missing.
    public borrowing func table(_ observables: [Observable]) throws(ShardDamage) -> PointTable {
        let layout = try layout()
        let (points, statuses, seconds) = try progress()
        let n = points.count
        let (solvers, messages) = (try texts("solver", n), try texts("message", n))
        guard solvers.count == n, messages.count == n else { throw ShardDamage("has columns of different lengths") }
        let common = layout == 1 ? try column("error_estimate", Double.self, shape: [n]) : []
        var values: [[Double]] = []
        var errors: [[Double]] = []
        for observable in observables {
            let missing = layout == 1 ? try !has(observable.name) : false
            let shape = [n] + observable.dimensions.map(\.count)
            values.append(
                missing
                    ? [Double](repeating: .nan, count: n * observable.count)
                    : try column(observable.name, Double.self, shape: shape))
            let name = errorName(of: observable.name)
            if layout == 1 {
                // It was said to be of the leading observables, in their unit.
                let applies = observable.unit == observables.first?.unit && !missing
                errors.append(applies ? common : [Double](repeating: .nan, count: n))
            } else {
                errors.append(try has(name) ? column(name, Double.self, shape: [n]) : [Double](repeating: .nan, count: n))
            }
        }
        return PointTable(
            observables: observables, points: points, statuses: statuses, values: values, errors: errors, seconds: seconds,
            solvers: solvers.map(Self.present), messages: messages)
    }

    /// Layout 1 knew the solver by the name of its library.
    static func present(solver: String) -> String { solver == "scalapack" ? "diagonalization" : solver }

    /// The number of its layout, which this program knows.
    private borrowing func layout() throws(ShardDamage) -> Int {
        let layout: Int
        do throws(HDF5Error) {
            layout = Int(try file.root().number(attribute: "schema_version", Int64.self))
        } catch {
            throw ShardDamage("cannot be read: \(error)")
        }
        guard (1...Shard.schemaVersion).contains(layout) else {
            throw ShardDamage("is of layout \(layout), which this program does not know; allowed: 1 to \(Shard.schemaVersion)")
        }
        return layout
    }

    private borrowing func has(_ name: String) throws(ShardDamage) -> Bool {
        do throws(HDF5Error) {
            return try file.root().contains(name)
        } catch {
            throw ShardDamage("cannot be read: \(error)")
        }
    }

    private borrowing func column<Element: HDF5Element>(_ name: String, _ type: Element.Type, shape: [Int]? = nil)
        throws(ShardDamage) -> [Element]
    {
        let misfit: ShardDamage
        do throws(HDF5Error) {
            let dataset = try file.root().openDataset(name)
            let found = try dataset.shape()
            if shape ?? found == found, found.count > 0, found[0] <= rowLimit { return try dataset.read(type) }
            misfit = ShardDamage(
                found.first ?? 0 > rowLimit
                    ? "claims \(found[0]) rows, more than its size allows"
                    : "has \(name) with shape \(found), written by another version of the model")
        } catch {
            throw ShardDamage("cannot be read: \(error)")
        }
        throw misfit
    }

    private borrowing func texts(_ name: String, _ count: Int) throws(ShardDamage) -> [String] {
        do throws(HDF5Error) {
            let dataset = try file.root().openDataset(name)
            if try dataset.shape() == [count] { return try dataset.readTexts() }
        } catch {
            throw ShardDamage("cannot be read: \(error)")
        }
        throw ShardDamage("has columns of different lengths")
    }

    private static func open(_ bytes: [UInt8], _ name: String) throws(ShardDamage) -> HDF5File {
        do throws(HDF5Error) {
            return try HDF5File.open(image: bytes, name: name)
        } catch {
            throw ShardDamage("cannot be read: \(error)")
        }
    }

    private static func planHash(inside file: borrowing HDF5File) throws(ShardDamage) -> String {
        do throws(HDF5Error) {
            return try file.root().text(attribute: "plan_hash")
        } catch {
            throw ShardDamage("cannot be read: \(error)")
        }
    }
}
