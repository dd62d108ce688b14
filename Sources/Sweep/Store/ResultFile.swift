import FileNames
import Foundation
import HDF5

/// A merged result file, opened for reading.
public struct ResultFile: ~Copyable {
    public let path: String
    /// The word behind `model:` in the job.
    public let modelName: String
    public let title: String
    public let planHash: String
    /// In the order of the grid: over the points, the last runs fastest.
    public let axes: [ResultAxis]
    /// For each point.
    public let statuses: [PointStatus]

    private let file: HDF5File

    private struct Header {
        let modelName: String
        let title: String
        let planHash: String
        let axes: [ResultAxis]
        let statuses: [PointStatus]
    }

    /// Files up to this size are held against their digest whenever they are opened: HDF5 survives no damage to what is
    /// between the arrays. `check` holds all.
    private static let digestLimit = 1 << 30

    public init(_ path: String) throws(StoreError) {
        var info = stat()
        if stat(path.cFileName, &info) == 0 {
            guard info.st_mode & S_IFMT == S_IFREG else {
                throw .badData("\(path) is no result file of moriya: it is no plain file")
            }
            if info.st_size <= Self.digestLimit { try ResultDigest.check(path) }
        }
        let file = try reading(path) { () throws(HDF5Error) in try HDF5File.open(path) }
        let header: Header
        do throws(HDF5Error) {
            header = try ReadingLimits.withinReason(for: path) { () throws(HDF5Error) in
                try ResultFile.header(of: file, byteCount: Int(info.st_size))
            }
        } catch {
            throw .badData("\(path) is no result file of moriya: \(error.cause)")
        }
        self.path = path
        modelName = header.modelName
        title = header.title
        planHash = header.planHash
        axes = header.axes
        statuses = header.statuses
        self.file = file
    }

    /// Holds the file against its digest, where there is one, and reads every array, each part of which has a checksum.
    ///
    /// - Returns: whether there is a digest.
    /// - Throws: `StoreError` at the first thing that is not as it was written.
    public func check() throws(StoreError) -> Bool {
        let hasDigest = try ResultDigest.check(path)
        do throws(StoreError) {
            try readEverything()
        } catch {
            throw .badData("\(path) was altered: \(error.cause)")
        }
        return hasDigest
    }

    /// Whether the file has an array of this name.
    public func has(_ name: String) throws(StoreError) -> Bool {
        try reading(path) { () throws(HDF5Error) in try file.root().contains(name) }
    }

    /// An observable, the bound on its error, or `seconds`.
    ///
    /// - Parameter points: so many points from the first on, and whatever shares the first axis with them; all unless given.
    public func array(_ name: String, first points: Int? = nil) throws(StoreError) -> ResultArray {
        let axes = axes
        return try reading(path) { () throws(HDF5Error) in
            let root = try file.root()
            let dataset = try root.openDataset(name)
            try requireShape(dataset, beginning: axes.map(\.count))
            var dimensions: [(name: String, labels: [String])] = []
            for dimension in try dataset.scaleNames().dropFirst(axes.count) {
                dimensions.append((dimension, try ResultFile.labels(of: root.openDataset(dimension))))
            }
            var count = try dataset.shape()
            if let points, let first = axes.first {
                let stride = axes.dropFirst().reduce(1) { $0 * $1.count }
                count[0] = min(first.count, (points + stride - 1) / max(1, stride))
            }
            return ResultArray(
                values: try dataset.read(Double.self, at: count.map { _ in 0 }, count: count),
                unit: try dataset.text(attribute: "units"), longName: try dataset.text(attribute: "long_name"),
                dimensions: dimensions)
        }
    }

    /// The observables of one point with their errors, as far as the file has them.
    public func values(at point: Int, observables: [Observable], solver: String) throws(StoreError) -> PointValues {
        let position = Grid.position(of: point, shape: axes.map(\.count))
        return try reading(path) { () throws(HDF5Error) in
            let root = try file.root()
            func numbers(_ name: String, _ shape: [Int]) throws(HDF5Error) -> [Double] {
                let dataset = try root.openDataset(name)
                try requireShape(dataset, beginning: axes.map(\.count), ending: shape)
                return try dataset.read(
                    Double.self, at: position + shape.map { _ in 0 }, count: position.map { _ in 1 } + shape)
            }
            var values = PointValues(solver: solver)
            for observable in observables where try root.contains(observable.name) {
                let found = try numbers(observable.name, observable.dimensions.map(\.count))
                guard !found.allSatisfy(\.isNaN) else { continue }
                let name = errorName(of: observable.name)
                values[observable.id] = Estimate(found, error: try root.contains(name) ? numbers(name, [])[0] : .nan)
            }
            return values
        }
    }

    /// The labels of a dimension; numbers as texts.
    private static func labels(of scale: borrowing HDF5Dataset) throws(HDF5Error) -> [String] {
        switch try scale.kind() {
        case .text: try scale.readTexts()
        case .integer: try scale.read(Int64.self).map { "\($0)" }
        case .real, .other: try scale.read(Double.self).map { "\($0)" }
        }
    }

    /// The solver of each point, by its present name; empty where there is no result.
    public func solvers() throws(StoreError) -> [String] {
        let shape = axes.map(\.count)
        return try reading(path) { () throws(HDF5Error) in
            let dataset = try file.root().openDataset("solver")
            try requireShape(dataset, beginning: shape, ending: [])
            return try dataset.readTexts().map(ShardReader.present(solver:))
        }
    }

    /// Why a point has no result, for each point; empty where there is nothing to say.
    public func messages() throws(StoreError) -> [String] {
        let (count, shape) = (statuses.count, axes.map(\.count))
        return try reading(path) { () throws(HDF5Error) in
            let root = try file.root()
            guard try root.contains("message") else { return [String](repeating: "", count: count) }
            let dataset = try root.openDataset("message")
            try requireShape(dataset, beginning: shape, ending: [])
            return try dataset.readTexts()
        }
    }

    /// Reads every array, slab by slab, so that HDF5 compares its checksums.
    private borrowing func readEverything() throws(StoreError) {
        try reading(path) { () throws(HDF5Error) in
            let root = try file.root()
            for name in try root.names() where name != "parameters" {
                let dataset = try root.openDataset(name)
                switch try dataset.kind() {
                case .text: _ = try dataset.readTexts()
                case .integer, .real, .other:
                    let shape = try dataset.shape()
                    for slab in ArraySlabs(shape: shape, limit: 1 << 20, multiples: shape.map { _ in 1 }).slabs {
                        _ = try dataset.read(Double.self, at: slab.start, count: slab.count)
                    }
                }
            }
        }
    }

    /// A text among the root attributes, such as `job_text`.
    public func attribute(_ name: String) throws(StoreError) -> String {
        try reading(path) { () throws(HDF5Error) in try file.root().text(attribute: name) }
    }

    private static func header(of file: borrowing HDF5File, byteCount: Int) throws(HDF5Error) -> Header {
        let root = try file.root()
        let status = try root.openDataset("status")
        // Each point has a status, of which HDF5 packs a thousand into a byte at the best.
        guard try status.shape().reduce(1, *) <= max(1, byteCount) * 1100 else {
            throw HDF5Error(call: "H5Dread", object: status.path, stack: ["claims more points than a file of this size can hold"])
        }
        var axes: [ResultAxis] = []
        // The status is the array that has the axes of the grid and no others.
        for (name, count) in zip(try status.scaleNames(), try status.shape()) {
            axes.append(try axis(name, count, status, root))
        }
        return Header(
            modelName: try root.text(attribute: "model"), title: try root.text(attribute: "title"),
            planHash: try root.text(attribute: "plan_hash"), axes: axes,
            statuses: try status.read(Int8.self).map { PointStatus(rawValue: $0) ?? .absent })
    }

    private static func axis(
        _ name: String, _ count: Int, _ status: borrowing HDF5Dataset, _ root: borrowing HDF5Group
    ) throws(HDF5Error) -> ResultAxis {
        var coordinates: [ResultAxis.Coordinate] = []
        if try status.hasAttribute("coordinates") {
            for zipped in try status.text(attribute: "coordinates").split(separator: " ").map(String.init) {
                let dataset = try root.openDataset(zipped)
                if try dataset.scaleNames() == [name] { coordinates.append(try coordinate(zipped, count, dataset)) }
            }
        }
        if coordinates.isEmpty { coordinates = [try coordinate(name, count, root.openDataset(name))] }
        return ResultAxis(name: name, count: count, coordinates: coordinates)
    }

    private static func coordinate(_ name: String, _ count: Int, _ dataset: borrowing HDF5Dataset) throws(HDF5Error)
        -> ResultAxis.Coordinate
    {
        try requireShape(dataset, beginning: [count], ending: [])
        let values: ResultAxis.Coordinate.Values =
            switch try dataset.kind() {
            case .integer: .integers(try dataset.read(Int64.self).map(Int.init))
            case .text: .texts(try dataset.readTexts())
            case .real, .other: .reals(try dataset.read(Double.self))
            }
        return ResultAxis.Coordinate(
            name: name, unit: try dataset.text(attribute: "units"), longName: try dataset.text(attribute: "long_name"),
            values: values)
    }
}

/// A file that was altered may claim any shape, and HDF5 fills what buffer it is given.
///
/// - Parameter ending: the rest of the shape; any unless given.
private func requireShape(_ dataset: borrowing HDF5Dataset, beginning: [Int], ending: [Int]? = nil) throws(HDF5Error) {
    let shape = try dataset.shape()
    guard shape.starts(with: beginning), ending.map({ beginning + $0 == shape }) ?? true else {
        throw HDF5Error(call: "H5Dread", object: dataset.path, stack: ["has the shape \(shape), which does not fit the grid"])
    }
}

/// Turns HDF5's errors into a sentence about the result file.
private func reading<Value: ~Copyable>(_ path: String, _ body: () throws(HDF5Error) -> Value) throws(StoreError)
    -> Value
{
    do throws(HDF5Error) {
        return try ReadingLimits.withinReason(for: path, body)
    } catch {
        throw .io("read result file", path, error.cause)
    }
}
