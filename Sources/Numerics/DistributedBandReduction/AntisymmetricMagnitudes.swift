import BandReduction
import LAPACK
import MPI
import ScaLAPACK

extension ProcessGrid {
    /// The magnitudes |ε| of all eigenvalues ±iε of a distributed real antisymmetric matrix, descending, on every rank, in
    /// the unit of its elements. 4/3 n³ operations, half of what the singular values of any real matrix take.
    ///
    /// To an antisymmetric band as wide as a block: for each block of columns, A = Q R below that block, then A ← Qᵀ A Q for
    /// the rest, of which only what lies below the diagonal is kept up to date, in strips of columns. (ScaLAPACK has
    /// nothing for antisymmetric matrices.) Every rank holds the whole panel and factorises it itself, so that all other
    /// work is in products of what it owns, and a step takes two messages. Every rank then reduces the band
    /// (`antisymmetricBandMagnitudes`).
    ///
    /// Collective over the grid. The matrix serves as workspace and is freed.
    /// - Precondition: the matrix was made on this grid, and both its triangles are set.
    /// - Throws: `ScaLAPACKError` on every rank.
    public borrowing func antisymmetricMagnitudes(
        of matrix: consuming RealBlockCyclicMatrix
    ) throws(ScaLAPACKError) -> [Double] {
        precondition(matrix.blocks.context == context, "the matrix belongs to another grid")
        let band = try reduceToAntisymmetricBand(matrix.blocks)
        do {
            // Every rank solves the same small problem; all succeed or fail alike.
            return try antisymmetricBandMagnitudes(
                band: band.elements, bandwidth: band.bandwidth, order: matrix.layout.order)
        } catch {
            throw .tridiagonal(error)
        }
    }

    private borrowing func reduceToAntisymmetricBand(_ blocks: borrowing LocalBlocks) throws(ScaLAPACKError) -> AntisymmetricBand
    {
        let (order, blockSize) = (blocks.layout.order, blocks.layout.blockSize)
        var band = AntisymmetricBand(order: order, bandwidth: min(blockSize, order - 1))
        for start in stride(from: 0, to: order, by: blockSize) {
            let columns = start..<min(start + blockSize, order)
            let panel = try collectPanel(of: blocks, columns)
            band.takeDiagonalBlock(panel, columns)
            guard columns.upperBound < order else { break }
            let factors: PanelFactorization
            do {
                factors = try PanelFactorization(of: panel, belowRow: columns.count)
            } catch {
                throw .tridiagonal(error)
            }
            band.takeTriangle(factors.r, columns)
            try transform(blocks, from: columns.upperBound, factors)
        }
        return band
    }

    /// Gives every rank some columns, from the first one's diagonal element down: owners contribute their elements, the others zeros.
    private borrowing func collectPanel(
        of blocks: borrowing LocalBlocks, _ columns: Range<Int>
    ) throws(ScaLAPACKError) -> DenseMatrix {
        let start = columns.lowerBound
        let part = LocalPart(of: blocks, from: start)
        let panel = DenseMatrix(rows: blocks.layout.order - start, columns: columns.count)
        for (localColumn, column) in part.columns.enumerated() {
            guard column.value < columns.upperBound else { break }
            for (localRow, row) in part.rows.enumerated() {
                panel[row.value - start, column.value - start] = part.view[localRow, localColumn]
            }
        }
        try sumOverRanks(panel)
        return panel
    }

    /// A ← Qᵀ A Q from row and column `start` on, with Q = 1 - V T Vᵀ: A - W Vᵀ + V Wᵀ, where W = Y - ½ V S, Y = A V T and
    /// the antisymmetric S = Tᵀ Vᵀ Y.
    private borrowing func transform(
        _ blocks: borrowing LocalBlocks, from start: Int, _ factors: PanelFactorization
    ) throws(ScaLAPACKError) {
        let part = LocalPart(of: blocks, from: start)
        let (v, t, count) = (factors.v, factors.t, factors.reflections)

        // A V. An element in a strip counts for its row; below the strip's square also, negative, for its column: the
        // element across the diagonal is out of date.
        let ownRows = part.rows.map { $0.value - start }
        let ownColumns = part.columns.map { $0.value - start }
        let (rowsOfV, columnsOfV) = (v.taking(rows: ownRows), v.taking(rows: ownColumns))
        let byRows = DenseMatrix(rows: ownRows.count, columns: count)
        let byColumns = DenseMatrix(rows: ownColumns.count, columns: count)
        for strip in part.strips {
            addProduct(
                part.view.from(row: strip.firstRow, column: strip.columns.lowerBound),
                columnsOfV.view.from(row: strip.columns.lowerBound, column: 0),
                to: byRows.view.from(row: strip.firstRow, column: 0),
                rows: ownRows.count - strip.firstRow, columns: count, inner: strip.columns.count)
            addProduct(
                part.view.from(row: strip.firstRowBelow, column: strip.columns.lowerBound).transposed,
                rowsOfV.view.from(row: strip.firstRowBelow, column: 0), times: -1,
                to: byColumns.view.from(row: strip.columns.lowerBound, column: 0),
                rows: strip.columns.count, columns: count, inner: ownRows.count - strip.firstRowBelow)
        }
        let product = DenseMatrix(rows: v.rows, columns: count)
        product.add(byRows, to: ownRows)
        product.add(byColumns, to: ownColumns)
        try sumOverRanks(product)

        // The same on every rank.
        let w = DenseMatrix(rows: v.rows, columns: count)
        let (projection, s) = (DenseMatrix(rows: count, columns: count), DenseMatrix(rows: count, columns: count))
        addProduct(product.view, t.view, to: w.view, rows: v.rows, columns: count, inner: count)
        addProduct(v.view.transposed, w.view, to: projection.view, rows: count, columns: count, inner: v.rows)
        addProduct(t.view.transposed, projection.view, to: s.view, rows: count, columns: count, inner: count)
        addProduct(v.view, s.view, times: -0.5, to: w.view, rows: v.rows, columns: count, inner: count)

        // A - (W, -V) (V, W)ᵀ.
        let left = DenseMatrix(rows: ownRows.count, columns: 2 * count)
        let right = DenseMatrix(rows: ownColumns.count, columns: 2 * count)
        for column in 0..<count {
            for (local, row) in ownRows.enumerated() {
                left[local, column] = w[row, column]
                left[local, count + column] = -v[row, column]
            }
            for (local, row) in ownColumns.enumerated() {
                right[local, column] = v[row, column]
                right[local, count + column] = w[row, column]
            }
        }
        for strip in part.strips {
            addProduct(
                left.view.from(row: strip.firstRow, column: 0),
                right.view.from(row: strip.columns.lowerBound, column: 0).transposed, times: -1,
                to: part.view.from(row: strip.firstRow, column: strip.columns.lowerBound),
                rows: ownRows.count - strip.firstRow, columns: strip.columns.count, inner: 2 * count)
        }
    }

    private borrowing func sumOverRanks(_ matrix: DenseMatrix) throws(ScaLAPACKError) {
        do { matrix.array = try communicator.allReduce(matrix.array, .sum) } catch { throw .communication(error) }
    }
}

/// What one process owns from some row and column on.
private struct LocalPart {
    /// Columns that are kept up to date from the first of them down: few products, each of large matrices, and few elements
    /// too many.
    struct Strip {
        /// Counted in `LocalPart.columns`.
        let columns: Range<Int>
        /// Counted in `LocalPart.rows`: the first one that is not above the strip, and the first one below its square.
        let firstRow, firstRowBelow: Int
    }

    private static let stripCount = 16

    let rows, columns: [GlobalIndex]
    let view: MatrixView
    let strips: [Strip]

    init(of blocks: borrowing LocalBlocks, from start: Int) {
        let (layout, position) = (blocks.layout, blocks.position)
        func rowCount(below end: Int) -> Int { layout.rows.count(below: GlobalIndex(end), on: position.row) }
        func columnCount(below end: Int) -> Int { layout.columns.count(below: GlobalIndex(end), on: position.column) }
        let (firstRow, firstColumn) = (rowCount(below: start), columnCount(below: start))
        rows = layout.rows.locals(on: position.row).dropFirst(firstRow).map { layout.rows.global(of: $0, on: position.row) }
        columns = layout.columns.locals(on: position.column).dropFirst(firstColumn).map {
            layout.columns.global(of: $0, on: position.column)
        }
        view = MatrixView(blocks.elements, stride: blocks.stride).from(row: firstRow, column: firstColumn)
        // The same strips at every step, since elements above them are lost.
        let blocksInStrip = max(1, layout.order / (layout.blockSize * Self.stripCount))
        let width = blocksInStrip * layout.blockSize
        strips = stride(from: start / width * width, to: layout.order, by: width).map { first in
            let (begin, end) = (max(first, start), min(first + width, layout.order))
            return Strip(
                columns: columnCount(below: begin) - firstColumn..<columnCount(below: end) - firstColumn,
                firstRow: rowCount(below: begin) - firstRow, firstRowBelow: rowCount(below: end) - firstRow)
        }
    }
}

/// The upper triangle of a band, as `antisymmetricBandMagnitudes` takes it.
private struct AntisymmetricBand {
    let bandwidth: Int
    private(set) var elements: [Double]

    init(order: Int, bandwidth: Int) {
        self.bandwidth = bandwidth
        elements = Array(repeating: 0, count: order * (bandwidth + 1))
    }

    /// Takes an element below the diagonal.
    private mutating func take(_ value: Double, row: Int, column: Int) {
        elements[(row + 1) * (bandwidth + 1) - 1 - (row - column)] = -value
    }

    mutating func takeDiagonalBlock(_ panel: DenseMatrix, _ columns: Range<Int>) {
        for column in 0..<columns.count {
            for row in column + 1..<max(columns.count, column + 1) {
                take(panel[row, column], row: columns.lowerBound + row, column: columns.lowerBound + column)
            }
        }
    }

    /// R, which lies below the diagonal block.
    mutating func takeTriangle(_ r: DenseMatrix, _ columns: Range<Int>) {
        for column in 0..<r.columns {
            for row in 0...min(column, r.rows - 1) {
                take(r[row, column], row: columns.upperBound + row, column: columns.lowerBound + column)
            }
        }
    }
}
