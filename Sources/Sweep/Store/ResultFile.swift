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

    public init(_ path: String) throws(StoreError) {
        let file = try reading(path) { () throws(HDF5Error) in try HDF5File.open(path) }
        let header: Header
        do throws(HDF5Error) {
            header = try ResultFile.header(of: file)
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

    /// An observable, or `seconds` or `error_estimate`.
    public func array(_ name: String) throws(StoreError) -> ResultArray {
        let axisCount = axes.count
        return try reading(path) { () throws(HDF5Error) in
            let root = try file.root()
            let dataset = try root.openDataset(name)
            var dimensions: [(name: String, labels: [String])] = []
            for dimension in try dataset.scaleNames().dropFirst(axisCount) {
                dimensions.append((dimension, try root.openDataset(dimension).readTexts()))
            }
            return ResultArray(
                values: try dataset.read(Double.self), unit: try dataset.text(attribute: "units"),
                longName: try dataset.text(attribute: "long_name"), dimensions: dimensions)
        }
    }

    /// The observables of one point, as far as the file has them.
    public func values(at point: Int, observables: [Observable], solver: String) throws(StoreError) -> PointValues {
        var values = PointValues(solver: solver)
        for observable in observables {
            let all = try array(observable.name).values
            let own = Array(all[point * observable.count..<(point + 1) * observable.count])
            if !own.allSatisfy(\.isNaN) { values[observable.id] = Estimate(own) }
        }
        return values
    }

    /// The solver of each point; empty where there is no result.
    public func solvers() throws(StoreError) -> [String] {
        try reading(path) { () throws(HDF5Error) in try file.root().openDataset("solver").readTexts() }
    }

    /// Why a point has no result, for each point; empty where there is nothing to say.
    public func messages() throws(StoreError) -> [String] {
        let count = statuses.count
        return try reading(path) { () throws(HDF5Error) in
            let root = try file.root()
            return try root.contains("message")
                ? root.openDataset("message").readTexts() : [String](repeating: "", count: count)
        }
    }

    /// A text among the root attributes, such as `job_text`.
    public func attribute(_ name: String) throws(StoreError) -> String {
        try reading(path) { () throws(HDF5Error) in try file.root().text(attribute: name) }
    }

    private static func header(of file: borrowing HDF5File) throws(HDF5Error) -> Header {
        let root = try file.root()
        let status = try root.openDataset("status")
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
                if try dataset.scaleNames() == [name] { coordinates.append(try coordinate(zipped, dataset)) }
            }
        }
        if coordinates.isEmpty { coordinates = [try coordinate(name, root.openDataset(name))] }
        return ResultAxis(name: name, count: count, coordinates: coordinates)
    }

    private static func coordinate(_ name: String, _ dataset: borrowing HDF5Dataset) throws(HDF5Error)
        -> ResultAxis.Coordinate
    {
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

/// Turns HDF5's errors into a sentence about the result file.
private func reading<Value: ~Copyable>(_ path: String, _ body: () throws(HDF5Error) -> Value) throws(StoreError)
    -> Value
{
    do throws(HDF5Error) {
        return try body()
    } catch {
        throw .io("read result file", path, error.cause)
    }
}
