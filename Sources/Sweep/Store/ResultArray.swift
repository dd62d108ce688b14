/// An axis of the grid as a result file has it.
public struct ResultAxis: Sendable, Equatable {
    /// The values of one parameter along the axis.
    public struct Coordinate: Sendable, Equatable {
        public enum Values: Sendable, Equatable {
            case reals([Double])
            case integers([Int])
            case texts([String])
        }

        public let name: String
        public let unit: String
        public let longName: String
        public let values: Values
    }

    public let name: String
    public let count: Int
    /// One, or several for parameters that advance together.
    public let coordinates: [Coordinate]
}

/// An array of a result file over the axes of the grid, then dimensions of its own.
public struct ResultArray: Sendable {
    /// The numbers of one point after those of another, the last dimension running fastest; NaN where there is no
    /// result.
    public let values: [Double]
    public let unit: String
    public let longName: String
    /// Besides the axes of the grid.
    public let dimensions: [(name: String, labels: [String])]

    /// The values of one element at every point.
    ///
    /// - Parameter labels: one for each dimension.
    /// - Returns: nil if the array has no such element.
    public func column(_ labels: [String]) -> [Double]? {
        guard labels.count == dimensions.count else { return nil }
        var (offset, numbers) = (0, 1)
        for (dimension, label) in zip(dimensions, labels) {
            guard let index = dimension.labels.firstIndex(of: label) else { return nil }
            offset = offset * dimension.labels.count + index
            numbers *= dimension.labels.count
        }
        return stride(from: offset, to: values.count, by: numbers).map { values[$0] }
    }
}
