import HDF5

/// Writes the datasets of a result file: coordinates, then arrays over the grid's axes, each axis with a dimension
/// scale.
struct ResultLayout {
    let job: Job
    let points: MergedPoints

    /// - Throws: `HDF5Error`, `StoreError`.
    func write(_ root: borrowing HDF5Group) throws {
        for axis in job.grid.axes { try writeCoordinates(axis, root) }
        try writeScales(root)
        for (index, observable) in job.observables.enumerated() { try writeObservable(index, observable, root) }
        try writeStatus(root)
        try writeReals("seconds", .seconds, [], root, unit: "s", "cost: wall-clock time times ranks")
        try writeTexts("solver", root, "solver that computed the point; empty where there is no result") {
            points.solvers(of: $0)
        }
        if !points.messages.isEmpty {
            try writeTexts("message", root, "why a point has no result") { $0.map { points.messages[$0] ?? "" } }
        }
        try writeFixedParameters(root)
    }

    /// The scale of an axis. Where parameters are zipped, the scale counts 0, 1, …, and each parameter is an array of
    /// its own over it.
    private func writeCoordinates(_ axis: Axis, _ root: borrowing HDF5Group) throws(HDF5Error) {
        if axis.isZipped {
            let scale = try root.createDataset(axis.dimensionName, of: Int64.self, shape: [axis.count], storage: .checked)
            try scale.write((0..<axis.count).map(Int64.init))
            try scale.describe(unit: "1", "position along \(axis.members.map(\.name).joined(separator: ", "))")
            try scale.makeScale()
        }
        for member in axis.members {
            let parameter = job.parameter(member.key)
            let column = ParameterColumn(member.values, of: parameter)
            let dataset = try column.write(variableName(member.name), shape: [axis.count], in: root)
            let component = member.component.map { ", component \($0.name)" } ?? ""
            try dataset.describe(unit: parameter.unit, parameter.longName + component)
            if axis.isZipped {
                try dataset.attach(root.openDataset(axis.dimensionName), axis: 0)
            } else {
                try dataset.makeScale()
            }
        }
    }

    /// The scales of the observables' own dimensions, shared by name.
    private func writeScales(_ root: borrowing HDF5Group) throws(HDF5Error) {
        for dimension in job.observables.flatMap(\.dimensions) where try !root.contains(dimension.name) {
            let scale = try scale(of: dimension, root)
            try scale.describe(unit: dimension.unit, dimension.longName)
            try scale.makeScale()
        }
    }

    private func scale(
        of dimension: Observable.Dimension, _ root: borrowing HDF5Group
    ) throws(HDF5Error) -> HDF5Dataset {
        switch dimension.index {
        case .labels(let labels):
            let scale = try root.createTextDataset(dimension.name, shape: [labels.count], storage: .checked)
            try scale.write(labels)
            return scale
        case .coordinates(let values, _):
            let scale = try root.createDataset(dimension.name, of: Double.self, shape: [values.count], storage: .checked)
            try scale.write(values)
            return scale
        case .positions(let count), .list(let count):
            let scale = try root.createDataset(dimension.name, of: Int64.self, shape: [count], storage: .checked)
            try scale.write((0..<count).map(Int64.init))
            return scale
        }
    }

    /// Its numbers, the lengths of its lists, and the bound on its error where some point has one.
    private func writeObservable(_ index: Int, _ observable: Observable, _ root: borrowing HDF5Group) throws {
        try writeReals(
            observable.name, .observable(index), observable.dimensions, root, unit: observable.unit, observable.longName)
        if let list = observable.dimensions.last, list.isList { try writeLengths(index, observable, list.count, root) }
        guard points.hasErrors(of: index) else { return }
        try writeReals(
            errorName(of: observable.name), .error(index), [], root, unit: observable.unit,
            "bound on the error of \(observable.name)")
    }

    /// How many numbers each list has; 0 where there is no result.
    private func writeLengths(
        _ index: Int, _ observable: Observable, _ capacity: Int, _ root: borrowing HDF5Group
    ) throws {
        let dimensions = Array(observable.dimensions.dropLast())
        let shape = job.grid.shape + dimensions.map(\.count)
        let dataset = try root.createDataset(countName(of: observable.name), of: Int64.self, shape: shape, storage: .checked)
        let limit = max(1, Self.slabLimit / max(1, capacity))
        for slab in ArraySlabs(shape: shape, limit: limit, multiples: shape.map { _ in 1 }).slabs {
            let range = slab.range.lowerBound * capacity..<slab.range.upperBound * capacity
            let numbers = try points.numbers(of: .observable(index), in: range)
            let lengths = stride(from: 0, to: numbers.count, by: max(1, capacity)).map { start in
                Int64(numbers[start..<start + capacity].prefix { !$0.isNaN }.count)
            }
            try dataset.write(lengths, at: slab.start, count: slab.count)
        }
        try dataset.describe(unit: "1", "length of each list of \(observable.name)")
        try attach(dataset, dimensions, root)
    }

    /// The numbers that are in memory at a time.
    private static let slabLimit = 1 << 20

    private func writeReals(
        _ name: String, _ column: MergedPoints.Column, _ dimensions: [Observable.Dimension],
        _ root: borrowing HDF5Group, unit: String, _ longName: String
    ) throws {
        let shape = job.grid.shape + dimensions.map(\.count)
        let dataset = try root.createDataset(name, of: Double.self, shape: shape, fill: .nan, storage: .checked)
        // Whole chunks: a chunk written in two goes would be compressed twice.
        let multiples = chunkShape(for: shape, elementSize: 8) ?? shape.map { _ in 1 }
        for slab in ArraySlabs(shape: shape, limit: Self.slabLimit, multiples: multiples).slabs {
            let numbers = try points.numbers(of: column, in: slab.range)
            if !numbers.allSatisfy(\.isNaN) { try dataset.write(numbers, at: slab.start, count: slab.count) }
        }
        try dataset.setAttribute("_FillValue", Double.nan)
        try dataset.describe(unit: unit, longName)
        try attach(dataset, dimensions, root)
    }

    /// Integers take no `_FillValue`: readers would turn them into reals.
    private func writeStatus(_ root: borrowing HDF5Group) throws(HDF5Error) {
        let dataset = try root.createDataset("status", of: Int8.self, shape: job.grid.shape, storage: .checked)
        try dataset.write(points.statuses.map(\.rawValue))
        try dataset.describe(unit: "1", "what is known of the point")
        try dataset.setAttribute("flag_values", PointStatus.allCases.map(\.rawValue))
        try dataset.setAttribute("flag_meanings", PointStatus.allCases.map { "\($0)" }.joined(separator: " "))
        try attach(dataset, [], root)
    }

    private func writeTexts(
        _ name: String, _ root: borrowing HDF5Group, _ longName: String, _ texts: (Range<Int>) -> [String]
    ) throws(HDF5Error) {
        let shape = job.grid.shape
        let dataset = try root.createTextDataset(name, shape: shape, storage: .checked)
        for slab in ArraySlabs(shape: shape, limit: 1 << 16, multiples: shape.map { _ in 1 }).slabs {
            try dataset.write(texts(slab.range), at: slab.start, count: slab.count)
        }
        try dataset.describe(unit: "1", longName)
        try attach(dataset, [], root)
    }

    private func attach(
        _ dataset: borrowing HDF5Dataset, _ dimensions: [Observable.Dimension], _ root: borrowing HDF5Group
    ) throws(HDF5Error) {
        for (index, name) in (job.grid.axes.map(\.dimensionName) + dimensions.map(\.name)).enumerated() {
            try dataset.attach(root.openDataset(name), axis: index)
        }
        let zipped = job.grid.axes.filter(\.isZipped).flatMap(\.members).map { variableName($0.name) }
        if !zipped.isEmpty { try dataset.setAttribute("coordinates", zipped.joined(separator: " ")) }
    }

    /// A group of its own, lest readers take them for results. Lists get a scale, without which some readers refuse.
    private func writeFixedParameters(_ root: borrowing HDF5Group) throws(HDF5Error) {
        let group = try root.createGroup("parameters")
        for (key, value) in job.fixed.values.sorted(by: { $0.key < $1.key }) {
            let (parameter, name) = (job.parameter(key), variableName(key))
            let list: [ParameterValue]?
            switch value {
            case .integers(let values): list = values.map { .integer($0) }
            case .texts(let values): list = values.map { .text($0) }
            case .reals(let values): list = values.map { .real($0) }
            case .real, .integer, .text: list = nil
            // Beyond what one array of numbers can say: as the job says it.
            case .vectors, .records, .file:
                try writeText(value.text, name, parameter, group)
                continue
            }
            let column = ParameterColumn(list ?? [value], of: parameter)
            let dataset = try column.write(name, shape: list.map { [$0.count] } ?? [], in: group)
            try dataset.describe(unit: parameter.unit, parameter.longName)
            guard let list else { continue }
            let scale = try group.createDataset("\(name)_index", of: Int64.self, shape: [list.count], storage: .checked)
            try scale.write(list.indices.map(Int64.init))
            try scale.describe(unit: "1", "position in \(key)")
            try scale.makeScale()
            try dataset.attach(scale, axis: 0)
        }
    }

    private func writeText(
        _ text: String, _ name: String, _ parameter: Parameter, _ group: borrowing HDF5Group
    ) throws(HDF5Error) {
        let dataset = try group.createTextDataset(name, shape: [], storage: .checked)
        try dataset.write([text])
        try dataset.describe(unit: parameter.unit, parameter.longName)
    }
}
