/// A quantity that a model computes at every point: one array over the grid's axes, then its own.
public struct Observable: Sendable, Equatable {
    /// An axis of the observable's own.
    public struct Dimension: Sendable, Equatable {
        /// What stands at the indices of the axis.
        public enum Index: Sendable, Equatable {
            /// A word for each index.
            case labels([String])
            /// A number for each index, in ascending or descending order: energies, positions, angles.
            case coordinates([Double], unit: String)
            /// So many indices that mean nothing but their order: 0, 1, 2, …
            case positions(Int)
            /// A list whose length differs from point to point, of at most so many numbers. Only the last dimension of an
            /// observable can be one. Files hold it padded with NaN, beside the number of entries, `<name>_count`.
            case list(capacity: Int)
        }

        public let name: String
        public let index: Index
        public let longName: String

        public init(_ name: String, _ index: Index, _ longName: String) {
            self.name = name
            self.index = index
            self.longName = longName
        }

        public init(_ name: String, labels: [String], _ longName: String) {
            self.init(name, .labels(labels), longName)
        }

        /// How many indices the axis has.
        public var count: Int {
            switch index {
            case .labels(let labels): labels.count
            case .coordinates(let values, _): values.count
            case .positions(let count), .list(let count): count
            }
        }

        /// The unit of what stands at its indices.
        public var unit: String { if case .coordinates(_, let unit) = index { unit } else { "1" } }

        /// Whether lists of different lengths lie along it.
        public var isList: Bool { if case .list = index { true } else { false } }
    }

    /// The name of an observable, by which a model sets its values. Each model extends this type with the names of its own:
    /// `static let exchange = Name("J")`.
    public struct Name: Hashable, Sendable, CustomStringConvertible {
        public let description: String

        public init(_ text: String) { description = text }
    }

    public let id: Name
    public let dimensions: [Dimension]
    public let unit: String
    public let longName: String

    /// - Precondition: at most the last dimension is a list.
    public init(_ id: Name, _ dimensions: [Dimension] = [], unit: String, _ longName: String) {
        precondition(!dimensions.dropLast().contains(where: \.isList), "only the last dimension of an observable can be a list")
        self.id = id
        self.dimensions = dimensions
        self.unit = unit
        self.longName = longName
    }

    /// As it stands in files.
    public var name: String { id.description }

    /// How many numbers it has at one point, stored with the last dimension running fastest.
    public var count: Int { dimensions.reduce(1) { $0 * $1.count } }
}
