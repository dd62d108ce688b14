/// Why a run could not start, or could not keep its results: one sentence that all ranks agree on.
public struct RunError: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        case inputOutput, badData
        /// The solver does not give what it should on this machine.
        case failedCheck
    }

    public let kind: Kind
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    static func groupTooLarge(ranksPerPoint: Int, ranks: Int) -> RunError {
        RunError(
            .badData, "--ranks-per-point is \(ranksPerPoint) but there are only \(ranks) ranks; allowed: 1 to \(ranks)")
    }

    static func outOfMemory(solver: String, needed: Double, available: Double, ranksOnNode: Int) -> RunError {
        RunError(
            .badData,
            "solver \(solver) needs \(Memory.text(needed)) on each rank, but this node has "
                + "\(Memory.text(available / Double(ranksOnNode))) for each of its \(ranksOnNode) ranks: use more ranks per "
                + "point on more nodes, a smaller lattice, or solver low-rank where it applies")
    }
}

extension Team {
    /// Runs `body` on rank 0 only; collective.
    ///
    /// - Throws: `RunError` on all ranks alike if `body` throws an error that the user can cause. Others are thrown on
    ///   rank 0 and end the job.
    borrowing func onRankZero(_ body: () throws -> Void) throws {
        var complaint: RunError?
        if rank == 0 {
            do {
                try body()
            } catch let error as StoreError {
                complaint = RunError(error.kind == .badData ? .badData : .inputOutput, error.sentence)
            } catch let error as JobError {
                complaint = RunError(.badData, error.description)
            }
        }
        // One byte for the kind, then the sentence; nothing at all if it went well.
        let message = try broadcast(
            bytes: complaint.map { [$0.kind == .badData ? 1 : 0] + Array($0.description.utf8) } ?? [])
        guard let kind = message.first else { return }
        throw RunError(kind == 1 ? .badData : .inputOutput, String(decoding: message.dropFirst(), as: UTF8.self))
    }
}
