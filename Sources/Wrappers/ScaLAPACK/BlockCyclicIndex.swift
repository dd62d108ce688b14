/// The number of a row or a column in the whole matrix, from 0.
public struct GlobalIndex: Hashable, Comparable, Sendable {
    public let value: Int

    @inlinable
    public init(_ value: Int) { self.value = value }

    @inlinable
    public static func < (left: GlobalIndex, right: GlobalIndex) -> Bool { left.value < right.value }
}

/// The number of a row or a column among those that one process owns, from 0.
public struct LocalIndex: Hashable, Comparable, Sendable {
    public let value: Int

    @inlinable
    public init(_ value: Int) { self.value = value }

    @inlinable
    public static func < (left: LocalIndex, right: LocalIndex) -> Bool { left.value < right.value }
}
