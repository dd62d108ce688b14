import BogoliubovDeGennes
import Numerics

/// A uniform ring, by plane waves along x: k = 2π(m + ν/2)/L, since the last bond closes with the factor (-1)^ν.
///
///     G(x, x') = L⁻¹ Σ_k e^{ik(x - x')} (z - h - T e^{ik} - T† e^{-ik})⁻¹
///
/// Nothing is kept for a wave: the phases come from one table of the 2L-th roots of unity.
final class Ring<Size: BlockSize> {
    private let length: Int
    /// 2ν' with ν' = ν modulo 2: k = 2π (2m + ν')/2L.
    private let halfWinding: Int
    /// x1 - x2 of each pair.
    private let distances: [Int]
    /// e^{2πij/2L}.
    private let roots: [Complex<Double>]
    /// T and T†, row by row.
    private var hopping: [Complex<Double>] = []
    private var adjointHopping: [Complex<Double>] = []
    private let scratch: LaneMatrix<Size>
    /// A bound on the energies of the ring, whose elements are rounded.
    private let energyBound: Double

    init(energyBound: Double, length: Int, winding: Double, first: Int, seconds: [Int], arena: LaneArena) {
        self.energyBound = energyBound
        self.length = length
        halfWinding = Int(winding.truncatingRemainder(dividingBy: 2)) & 1
        distances = seconds.map { first - $0 }
        roots = (0..<2 * length).map { Complex(length: 1, phase: .pi * Double($0) / Double(length)) }
        scratch = arena.matrix()
    }

    /// As in `ChainGreenFunction`.
    func use(hopping new: NambuMatrix) {
        hopping = ModeHamiltonian.elements(of: new, in: Size.self)
        adjointHopping = ModeHamiltonian.elements(of: new.adjoint, in: Size.self)
    }

    /// What a ring of this length keeps, in bytes.
    static func bytes(length: Int) -> Double { 32 * Double(length) }

    /// As in `ChainGreenFunction`.
    func solve(
        inverseSite: LaneMatrix<Size>, frequencies: Lanes, weights: ModeWeights?, into blocks: ImpurityBlocks<Size>
    ) -> ChainDeterminant {
        let powers = LaneMatrix<Size>.Inversion.powers(of: frequencies)
        var logDet = Lanes.zero
        var squaredGrowth = Lanes.zero
        let norm = 1 / Double(length)
        for m in 0..<length {
            let step = 2 * m + halfWinding
            let forward = roots[step]
            let backward = forward.conjugate
            for index in hopping.indices {
                let kinetic = forward * hopping[index] + backward * adjointHopping[index]
                scratch.storage[2 * index] = inverseSite.storage[2 * index] - kinetic.real
                scratch.storage[2 * index + 1] = inverseSite.storage[2 * index + 1] - kinetic.imaginary
            }
            let inversion = scratch.invert()
            logDet += inversion.logarithm(over: powers)
            squaredGrowth = squaredGrowth.maximum(inversion.squaredGrowth)
            guard let weights else { continue }
            // |δG| ≤ |g|² |δM| for each wave.
            let error = norm * backwardError(inversion.squaredGrowth) * scratch.squaredNorm
            blocks.first.add(norm * weights.first, scratch)
            blocks.errors[0] += weights.first * error
            for (pair, distance) in distances.enumerated() {
                let across = Complex(norm) * phase(step, distance) * weights.firstSecond[pair]
                blocks.second[pair].add(norm * weights.second[pair], scratch)
                blocks.firstSecond[pair].add(across, scratch)
                blocks.secondFirst[pair].add(across.conjugate, scratch)
                blocks.errors[1 + pair] += weights.second[pair] * error
            }
        }
        return ChainDeterminant(
            logarithm: logDet, backwardError: backwardError(squaredGrowth),
            rounding: .ulpOfOne * (Double(2 * Size.size * length) + logDet.magnitude))
    }

    @inline(__always)
    private func backwardError(_ squaredGrowth: Lanes) -> Lanes { .ulpOfOne * (energyBound + squaredGrowth.squareRoot()) }

    /// e^{ik·distance}, k = 2π step/2L.
    @inline(__always)
    private func phase(_ step: Int, _ distance: Int) -> Complex<Double> {
        let index = (step * distance) % (2 * length)
        return roots[index < 0 ? index + 2 * length : index]
    }
}
