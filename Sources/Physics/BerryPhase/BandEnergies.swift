import Numerics
import WannierHamiltonian

/// The energies of H(k) in eV, in ascending order.
///
/// - Parameter k: in units of the reciprocal lattice vectors.
public func bandEnergies(_ model: TightBinding, atReduced k: SIMD3<Double>) -> [Double] {
    let n = model.functions
    let arena = LaneArena()
    let (hermitian, vectors) = (arena.matrix(rows: n, columns: n), arena.matrix(rows: n, columns: n))
    let energies = arena.take(n)
    for (place, element) in model.matrix(atReduced: k).enumerated() {
        hermitian[place / n, place % n] = (Lanes(repeating: element.real), Lanes(repeating: element.imaginary))
    }
    guard LaneEigensolver(size: n).solve(hermitian, energies: energies, vectors: vectors) else {
        return [Double](repeating: .nan, count: n)
    }
    return (0..<n).map { energies[$0][0] }.sorted()
}
