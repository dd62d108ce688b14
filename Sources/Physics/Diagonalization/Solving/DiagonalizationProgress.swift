/// What a diagonalisation begins to work on, and how far it is.
public struct DiagonalizationProgress: Sendable {
    /// Such as `spins +x, -y: real 10302 × 10302`.
    public let phase: String
    /// How much of the operations is done, from 0 to 1.
    public let fraction: Double
}

/// Counts the operations done, and tells.
final class ProgressCounter {
    private let total: Double
    private let tell: (DiagonalizationProgress) -> Void
    private var done = 0.0

    init(total: Double, tell: @escaping (DiagonalizationProgress) -> Void) {
        self.total = total
        self.tell = tell
    }

    func begin(_ phase: String) { tell(DiagonalizationProgress(phase: phase, fraction: min(1, done / max(total, 1)))) }

    func finish(operations: Double) { done += operations }
}
