import LAPACK
import MUMPS

/// The search for a known number of levels 0 ≤ E < edge. Energies in the unit of the Hamiltonian.
struct InGapSearch {
    let edge: Double
    /// Where Ĥ - E is inverted.
    let shift: Double
    /// How many there are.
    let count: Int

    private static let blockSize = 4

    /// The error that is wanted, where rounding allows it.
    func wanted(_ hamiltonian: borrowing ShiftedHamiltonian) -> Double { 4e-13 * max(1, hamiltonian.bound / 8) }

    /// - Returns: the levels, their weights on the impurities, and a bound on the errors.
    func run(
        _ hamiltonian: inout ShiftedHamiltonian
    ) throws(InGapError) -> (energies: [Double], weights: [Double], error: Double) {
        let below: Int
        do { below = try hamiltonian.factorize(at: shift) } catch { throw .factorization(error) }
        var space = KrylovSpace(length: hamiltonian.order, blockSize: Self.blockSize, seed: 0)
        let largest = max(96, 3 * count + 48)
        let wanted = wanted(hamiltonian)
        var tolerance = 1e-11 * max(edge, 1e-3 * hamiltonian.bound)
        var best: (energies: [Double], weights: [Double], error: Double)?
        for step in 1...600 {
            do {
                try space.extend { block throws(MUMPSError) in try hamiltonian.solve(block) }
            } catch {
                throw .factorization(error)
            }
            guard step % 4 == 0 || space.isFull || space.count >= largest else { continue }
            let ritz: (values: [Double], vectors: ComplexColumns, residuals: [Double])
            do { ritz = try space.ritz() } catch { throw .eigenvalues(error) }
            // μ = 1/(E - shift); the residual of E is that of μ over μ².
            let candidates = ritz.values.indices.filter { index in
                let energy = shift + 1 / ritz.values[index]
                // The whole space has them all, whatever rounding made of it.
                if space.isFull { return true }
                return energy > -max(tolerance, 0.01 * edge) && energy < edge
            }
            let isDone = candidates.allSatisfy { ritz.residuals[$0] / (ritz.values[$0] * ritz.values[$0]) < tolerance }
            if (isDone || space.isFull) && candidates.count >= count {
                let vectors = space.refined(ritz.vectors.taking(candidates), values: candidates.map { ritz.values[$0] })
                if let found = try levels(vectors, below, hamiltonian) {
                    if found.error <= best?.error ?? .infinity { best = found }
                    if found.error <= wanted || tolerance < 1e-14 * hamiltonian.bound { break }
                    // A few steps more make the vectors better.
                    tolerance /= 8
                }
            }
            if space.isFull { break }
            let isStuck = isDone && best == nil && step % 16 == 0
            guard space.count >= largest || isStuck else { continue }
            // What is nearest to the shift is kept, from both sides.
            let kept = ritz.values.indices.sorted { abs(ritz.values[$0]) > abs(ritz.values[$1]) }
                .prefix(max(candidates.count + 16, space.count / 2)).sorted()
            space.restart(
                keeping: ritz.vectors.taking(kept), values: kept.map { ritz.values[$0] }, isFresh: isStuck)
        }
        if let best { return best }
        throw .countsDisagree(found: 0, counted: count)
    }

    /// The levels in the space of some vectors, by the Rayleigh–Ritz method on Ĥ itself; nil if they are not all.
    ///
    /// For orthonormal vectors U with the residual R = ĤU - UΘ there are as many levels within |R| of Θ (W. Kahan, 1967).
    private func levels(
        _ vectors: ComplexColumns, _ belowShift: Int, _ hamiltonian: borrowing ShiftedHamiltonian
    ) throws(InGapError) -> (energies: [Double], weights: [Double], error: Double)? {
        var u = vectors
        u.orthonormalize()
        var image = hamiltonian.apply(to: u)
        let (values, rotation): ([Double], ComplexColumns)
        do {
            (values, rotation) = try eigenvectors(
                of: HermitianMatrix(order: u.count, storage: ComplexColumns.adjointProduct(u, image).storage))
        } catch {
            throw .eigenvalues(error)
        }
        u = .product(u, rotation)
        image = .product(image, rotation)
        let residual = image.subtracting(u, times: values).norms.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // Columns that are orthonormal but for rounding, and products with a dozen elements of a row.
        let error = 1.1 * residual + 16 * .ulpOfOne * hamiltonian.bound
        let positive = values.indices.filter { values[$0] > error && values[$0] < edge }
        // ±E of a level that cannot be told from zero are both there.
        let zeros = values.indices.filter { abs(values[$0]) <= error }
        guard positive.count + zeros.count / 2 == count && zeros.count % 2 == 0 else { return nil }
        // A second count: of the levels below the shift.
        let lower = positive.filter { values[$0] < shift }.count + zeros.count / 2
        guard lower == belowShift - hamiltonian.order / 2 || values.contains(where: { abs($0 - shift) <= error }) else {
            return nil
        }
        let chosen = zeros.suffix(zeros.count / 2) + positive
        let weights = try weights(of: u.taking(chosen), energies: chosen.map { values[$0] }, error: error, hamiltonian)
        return (chosen.map { abs(values[$0]) }, weights, error)
    }

    /// The weights on the impurities, of degenerate levels those of the combinations with the largest and smallest ones.
    private func weights(
        of u: ComplexColumns, energies: [Double], error: Double, _ hamiltonian: borrowing ShiftedHamiltonian
    ) throws(InGapError) -> [Double] {
        let matrix = hamiltonian.weightOnImpurities(u)
        var weights: [Double] = []
        var first = 0
        while first < energies.count {
            var last = first + 1
            while last < energies.count && energies[last] - energies[last - 1] < 1e-9 + error { last += 1 }
            var part = HermitianMatrix(order: last - first)
            for row in first..<last { for column in first..<last { part[row - first, column - first] = matrix[row, column] } }
            do { weights += try eigenvalues(of: part).map { min(1, max(0, $0)) } } catch { throw .eigenvalues(error) }
            first = last
        }
        return weights
    }
}

extension ComplexColumns {
    /// Some of the columns, in this order.
    func taking(_ columns: [Int]) -> ComplexColumns {
        var result = ComplexColumns(length: length, count: 0)
        for column in columns { result.append(self[column..<column + 1]) }
        return result
    }

    /// Makes the columns, which are nearly orthonormal, orthonormal.
    mutating func orthonormalize() {
        var done = ComplexColumns(length: length, count: 0)
        for column in 0..<count {
            var vector = self[column..<column + 1]
            for _ in 0..<2 {
                vector.scale(column: 0, by: 1 / vector.norms[0])
                if done.count > 0 { vector.add(done, times: .adjointProduct(done, vector), factor: -1) }
            }
            vector.scale(column: 0, by: 1 / vector.norms[0])
            done.append(vector)
        }
        self = done
    }

    /// Minus the columns of another matrix, each times a real number.
    func subtracting(_ other: ComplexColumns, times factors: [Double]) -> ComplexColumns {
        var result = storage
        for column in 0..<count {
            for index in 2 * length * column..<2 * length * (column + 1) {
                result[index] -= factors[column] * other.storage[index]
            }
        }
        return ComplexColumns(length: length, storage: result)
    }
}
