import ScaLAPACK

/// How the p ranks that share a matrix stand: the process grid of a job, by its name there.
public enum ProcessGridForm: String, CaseIterable, Sendable {
    /// As close to a square as p allows; 1 × p for a prime p.
    case square
    /// 1 × p: whole columns lie on one rank.
    case row
    /// p × 1: whole rows lie on one rank.
    case column

    /// - Precondition: `ranks` is positive.
    public func shape(ranks: Int) -> GridShape {
        switch self {
        case .square: .nearlySquare(ranks: ranks)
        case .row: GridShape(rows: 1, columns: ranks)
        case .column: GridShape(rows: ranks, columns: 1)
        }
    }
}
