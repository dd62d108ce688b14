import MPI

/// A counter from which the ranks of a run take numbers, each once: 0, 1, 2, …
///
/// One process without MPI counts by itself.
enum WorkCounter: ~Copyable {
    case shared(SharedCounter)
    case own(OwnCount)

    final class OwnCount {
        fileprivate var value = 0
    }

    /// Collective over the world.
    init(on world: borrowing Team) throws {
        self = world.hasMPI ? .shared(try world.withCommunicator { try SharedCounter(on: $0) }) : .own(OwnCount())
    }

    /// The next number that no rank has had. Not collective.
    borrowing func next() throws -> Int { try add(1) }

    /// Adds to the counter, or reads it by adding nothing. Not collective.
    ///
    /// - Returns: its value before.
    @discardableResult
    borrowing func add(_ amount: Int) throws -> Int {
        switch self {
        case .shared(let counter): return try counter.add(amount)
        case .own(let count):
            defer { count.value += amount }
            return count.value
        }
    }

    /// Collective: returns once every rank has closed it.
    consuming func close() throws {
        switch consume self {
        case .shared(let counter): try counter.close()
        case .own: break
        }
    }
}
