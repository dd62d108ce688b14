import CScaLAPACK
import LAPACK
import MPI

extension ProcessGrid {
    /// All eigenvalues of a distributed Hermitian matrix, ascending, on every rank, in the unit of its elements.
    ///
    /// Collective over the grid. The matrix serves as workspace and is freed.
    /// - Precondition: the matrix was made on this grid.
    /// - Throws: `ScaLAPACKError` on every rank.
    public borrowing func eigenvalues(
        of matrix: consuming BlockCyclicMatrix, method: EigenvalueMethod = .tridiagonalReduction
    ) throws(ScaLAPACKError) -> [Double] {
        precondition(matrix.blocks.context == context, "the matrix belongs to another grid")
        let values =
            switch method {
            case .tridiagonalReduction: try eigenvaluesByReduction(of: matrix)
            case .pzheev: try eigenvaluesByPzheev(of: matrix)
            }
        return values
    }

    private borrowing func eigenvaluesByReduction(
        of matrix: borrowing BlockCyclicMatrix
    ) throws(ScaLAPACKError) -> [Double] {
        let routine = DistributedRoutine(
            name: "pzhetrd",
            arguments: ["uplo", "n", "a", "ia", "ja", "desca", "d", "e", "tau", "work", "lwork"])
        let n = Int32(matrix.layout.order)
        var workspace = Workspace(layout: matrix.layout, position: position, method: .tridiagonalReduction)
        var info: Int32 = 0
        var queried = [0.0, 0.0]
        moriya_pzhetrd(
            lowerTriangle, n, matrix.blocks.elements, matrix.blocks.descriptor, nil, nil, nil, &queried, -1, &info)
        try check(info, routine)
        workspace.work = max(workspace.work, Int(queried[0].rounded(.up)))

        // D and E are dealt out like the columns of the matrix.
        let diagonal = LocalBuffer(count: workspace.realWork / 2)
        let offDiagonal = LocalBuffer(count: workspace.realWork / 2)
        let reflectors = LocalBuffer(count: 2 * workspace.reflectors)
        let work = LocalBuffer(count: 2 * workspace.work)
        let isAllocated = try allAgree(
            diagonal.pointer != nil && offDiagonal.pointer != nil && reflectors.pointer != nil && work.pointer != nil)
        guard isAllocated, let d = diagonal.pointer, let e = offDiagonal.pointer else {
            throw .outOfMemory(bytes: workspace.bytes)
        }
        moriya_pzhetrd(
            lowerTriangle, n, matrix.blocks.elements, matrix.blocks.descriptor, d, e, reflectors.pointer, work.pointer,
            Int32(workspace.work), &info)
        try check(info, routine)

        let tridiagonal = try collect(d, e, matrix.layout)
        do {
            // Every rank solves the same small problem; all succeed or fail alike.
            return try tridiagonalEigenvalues(diagonal: tridiagonal.diagonal, offDiagonal: tridiagonal.offDiagonal)
        } catch {
            throw .tridiagonal(error)
        }
    }

    /// Gives every rank the whole tridiagonal matrix.
    ///
    /// With the lower triangle, E(j) = T(j + 1, j) lies with column j, as D(j) does. All processes of a grid column
    /// hold copies; the owner of T(j, j) contributes its own and the others zeros, so the sum is exact.
    private borrowing func collect(
        _ d: UnsafePointer<Double>, _ e: UnsafePointer<Double>, _ layout: BlockCyclicLayout
    ) throws(ScaLAPACKError) -> (diagonal: [Double], offDiagonal: [Double]) {
        let n = layout.order
        var own = [Double](repeating: 0, count: 2 * n - 1)
        for local in layout.columns.locals(on: position.column) {
            let global = layout.columns.global(of: local, on: position.column)
            guard layout.rows.owner(of: global) == position.row else { continue }
            own[global.value] = d[local.value]
            if global.value < n - 1 { own[n + global.value] = e[local.value] }
        }
        let all: [Double]
        do { all = try communicator.allReduce(own, .sum) } catch { throw .communication(error) }
        return (Array(all[..<n]), Array(all[n...]))
    }

    private borrowing func eigenvaluesByPzheev(
        of matrix: borrowing BlockCyclicMatrix
    ) throws(ScaLAPACKError) -> [Double] {
        let routine = DistributedRoutine(
            name: "pzheev",
            arguments: [
                "jobz", "uplo", "n", "a", "ia", "ja", "desca", "w", "z", "iz", "jz", "descz", "work", "lwork",
                "rwork", "lrwork",
            ])
        let n = Int32(matrix.layout.order)
        var workspace = Workspace(layout: matrix.layout, position: position, method: .pzheev)
        var info: Int32 = 0
        var queried = [0.0, 0.0]
        var queriedReal = [0.0, 0.0]
        moriya_pzheev(
            lowerTriangle, n, matrix.blocks.elements, matrix.blocks.descriptor, nil, &queried, -1, &queriedReal, -1,
            &info)
        try check(info, routine)
        workspace.work = max(workspace.work, Int(queried[0].rounded(.up)))

        let work = LocalBuffer(count: 2 * workspace.work)
        let realWork = LocalBuffer(count: workspace.realWork)
        var values = [Double](repeating: 0, count: matrix.layout.order)
        let isAllocated = try allAgree(work.pointer != nil && realWork.pointer != nil)
        guard isAllocated else { throw .outOfMemory(bytes: workspace.bytes) }
        moriya_pzheev(
            lowerTriangle, n, matrix.blocks.elements, matrix.blocks.descriptor, &values, work.pointer,
            Int32(workspace.work),
            realWork.pointer, Int32(workspace.realWork), &info)
        try check(info, routine)
        // The values are the same on all ranks, so all throw or none.
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(routine: routine.name) }
        return values
    }
}

private let lowerTriangle = CChar(UInt8(ascii: "L"))
