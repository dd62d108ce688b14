import Foundation
import Synchronization

/// Counters in memory that the ranks of rank 0's node share. Every access is one atomic operation.
///
/// Nothing is asked of MPI: its own shared windows fail with some transports and not with others, and two groups of a node
/// that make one at the same time were given the same file by Open MPI 4.1 (its issue 7393).
final class CounterMemory: @unchecked Sendable {
    // Unchecked, since a pointer is not Sendable: the memory holds nothing but atomics, and lives as long as this object.
    private let counters: UnsafeMutablePointer<Atomic<Int>>
    private let count: Int
    private let bytes: Int

    /// Of this process alone, or to be shared under a name.
    ///
    /// - Returns: nil if the system has no such memory, or none of that name.
    init?(_ count: Int, _ access: Access) {
        bytes = max(1, count) * MemoryLayout<Atomic<Int>>.stride
        var flags = MAP_SHARED
        var descriptor: Int32 = -1
        switch access {
        case .own: flags |= MAP_ANONYMOUS
        case .making(let name):
            descriptor = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0o600)
            // Allocated now: on a full file system a file of holes would end the process when it is first touched.
            guard descriptor >= 0, posix_fallocate(descriptor, 0, bytes) == 0 else {
                if descriptor >= 0 { close(descriptor) }
                return nil
            }
        case .opening(let name):
            descriptor = shm_open(name, O_RDWR, 0)
            guard descriptor >= 0 else { return nil }
        }
        defer { if descriptor >= 0 { close(descriptor) } }
        guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, descriptor, 0), memory != MAP_FAILED else {
            return nil
        }
        counters = memory.bindMemory(to: Atomic<Int>.self, capacity: count)
        self.count = count
        // New memory is zero; what another process has made is used as it stands.
    }

    enum Access {
        case own
        case making(String)
        case opening(String)
    }

    deinit { munmap(counters, bytes) }

    /// Takes a name away again; whoever has opened the memory keeps it.
    static func forget(_ name: String) { shm_unlink(name) }

    func value(of counter: Int) -> Int {
        precondition(0..<count ~= counter)
        return counters[counter].load(ordering: .relaxed)
    }

    func add(_ amount: Int, to counter: Int) {
        precondition(0..<count ~= counter)
        counters[counter].wrappingAdd(amount, ordering: .relaxed)
    }

    /// Takes the next numbers; see `SharedCounters.take`.
    func take(_ request: CounterShare) -> Range<Int> {
        precondition(0..<count ~= request.counter)
        var first = counters[request.counter].load(ordering: .relaxed)
        while true {
            let taken = request.size(of: first)
            guard taken > 0 else { return first..<first }
            let (exchanged, original) = counters[request.counter].compareExchange(
                expected: first, desired: first + taken, ordering: .relaxed)
            if exchanged { return first..<first + taken }
            first = original
        }
    }
}

/// Which numbers a rank asks for.
package struct CounterShare: Equatable {
    let counter: Int
    /// At least 1.
    let wanted: Int
    /// The first number that is not handed out.
    let limit: Int
    /// How many ranks share the rest.
    let sharers: Int

    package init(counter: Int, wanted: Int, limit: Int, sharers: Int) {
        (self.counter, self.wanted, self.limit, self.sharers) = (counter, wanted, limit, sharers)
    }

    /// How many numbers it is given where the counter stands at `first`. Nobody gets more than a quarter of its share of
    /// what is left, so that all end at about the same time.
    package func size(of first: Int) -> Int {
        let left = limit - first
        guard left > 0 else { return 0 }
        return min(max(1, wanted), max(1, left / (4 * max(1, sharers))))
    }
}
