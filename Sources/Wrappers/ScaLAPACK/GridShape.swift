/// So many rows and columns of processes.
public struct GridShape: Sendable, Equatable {
    public let rows: Int
    public let columns: Int

    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    public var ranks: Int { rows * columns }

    /// The shape closest to a square that uses all of `ranks` ranks, no taller than wide; 1 × p for a prime p.
    ///
    /// - Precondition: `ranks` is positive.
    public static func nearlySquare(ranks: Int) -> GridShape {
        precondition(ranks > 0, "a grid needs ranks")
        var rows = Int(Double(ranks).squareRoot())
        while ranks % rows != 0 { rows -= 1 }
        return GridShape(rows: rows, columns: ranks / rows)
    }
}

/// The place of a process in a grid, from (0, 0).
public struct GridPosition: Sendable, Equatable {
    public let row: Int
    public let column: Int

    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
