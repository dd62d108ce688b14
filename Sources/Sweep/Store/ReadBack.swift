import HDF5

/// Reads a result file that was just written and compares it with what was meant: a write that failed unheard, in HDF5 or
/// below it, would leave zeros or holes in a file that looks complete.
struct ReadBack {
    let job: Job
    let directory: ResultDirectory
    let points: MergedPoints

    /// Where the file is not what was meant.
    struct Difference: Error { let name: String }

    /// The numbers and texts that are in memory at a time.
    private static let slabLimit = 1 << 20

    /// - Throws: `HDF5Error`, `StoreError`, `Difference`.
    func check(_ root: borrowing HDF5Group) throws {
        for (name, text) in [
            ("plan_hash", directory.planHash), ("plan_text", directory.planText), ("job_text", directory.jobText),
            ("system_text", directory.systemText ?? ""), ("computed_by", points.computedBy.sorted().joined(separator: "\n")),
        ] where try root.text(attribute: name) != text { throw Difference(name: name) }
        for axis in job.grid.axes {
            for member in axis.members { try checkCoordinates(member, root) }
            if axis.isZipped { try checkPositions(axis.dimensionName, axis.count, root) }
        }
        for dimension in job.observables.flatMap(\.dimensions) { try checkScale(dimension, root) }
        for (index, observable) in job.observables.enumerated() {
            let dimensions = observable.dimensions.map(\.count)
            try checkReals(observable.name, .observable(index), dimensions, root)
            if points.hasErrors(of: index) { try checkReals(errorName(of: observable.name), .error(index), [], root) }
        }
        try checkReals("seconds", .seconds, [], root)
        let statuses = try root.openDataset("status").read(Int8.self)
        guard statuses == points.statuses.map(\.rawValue) else { throw Difference(name: "status") }
        try checkTexts("solver", root) { points.solvers(of: $0) }
        if !points.messages.isEmpty { try checkTexts("message", root) { $0.map { points.messages[$0] ?? "" } } }
    }

    private func checkCoordinates(_ member: Axis.Member, _ root: borrowing HDF5Group) throws {
        let dataset = try root.openDataset(variableName(member.name))
        let isSame =
            switch ParameterColumn(member.values, of: job.parameter(member.key)) {
            case .reals(let values): same(try dataset.read(Double.self), values)
            case .integers(let values): try dataset.read(Int64.self) == values
            case .texts(let values): try dataset.readTexts() == values
            }
        guard isSame else { throw Difference(name: member.name) }
    }

    private func checkScale(_ dimension: Observable.Dimension, _ root: borrowing HDF5Group) throws {
        switch dimension.index {
        case .labels(let labels):
            guard try root.openDataset(dimension.name).readTexts() == labels else { throw Difference(name: dimension.name) }
        case .coordinates(let values, _):
            guard same(try root.openDataset(dimension.name).read(Double.self), values) else {
                throw Difference(name: dimension.name)
            }
        case .positions(let count), .list(let count): try checkPositions(dimension.name, count, root)
        }
    }

    private func checkPositions(_ name: String, _ count: Int, _ root: borrowing HDF5Group) throws {
        guard try root.openDataset(name).read(Int64.self) == (0..<count).map(Int64.init) else { throw Difference(name: name) }
    }

    private func checkReals(
        _ name: String, _ column: MergedPoints.Column, _ dimensions: [Int], _ root: borrowing HDF5Group
    ) throws {
        let shape = job.grid.shape + dimensions
        let dataset = try root.openDataset(name)
        let multiples = chunkShape(for: shape, elementSize: 8) ?? shape.map { _ in 1 }
        for slab in ArraySlabs(shape: shape, limit: Self.slabLimit, multiples: multiples).slabs {
            let found = try dataset.read(Double.self, at: slab.start, count: slab.count)
            guard same(found, try points.numbers(of: column, in: slab.range)) else { throw Difference(name: name) }
        }
    }

    private func checkTexts(
        _ name: String, _ root: borrowing HDF5Group, _ texts: (Range<Int>) -> [String]
    ) throws {
        let shape = job.grid.shape
        let dataset = try root.openDataset(name)
        for slab in ArraySlabs(shape: shape, limit: 1 << 16, multiples: shape.map { _ in 1 }).slabs
        where try dataset.readTexts(at: slab.start, count: slab.count) != texts(slab.range) { throw Difference(name: name) }
    }

    /// Equal to the last bit; one NaN is as good as another.
    private func same(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
    }
}
