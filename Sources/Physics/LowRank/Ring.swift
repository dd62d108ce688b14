import BogoliubovDeGennes
import Numerics

/// A uniform ring, by plane waves along x: k = 2π(m + ν/2)/L, since the last bond closes with the factor (-1)^ν.
///
///     G(x, x') = L⁻¹ Σ_k e^{ik(x - x')} (z - h - T e^{ik} - T† e^{-ik})⁻¹
final class Ring<Size: BlockSize> {
    /// e^{ik}, T e^{ik} + T† e^{-ik}, and for each pair e^{ik(x1 - x2)}.
    private let waves: [(kinetic: LaneMatrix<Size>, phases: [Complex<Double>])]
    private let scratch: LaneMatrix<Size>

    init(hopping: NambuMatrix, length: Int, winding: Double, first: Int, seconds: [Int], arena: LaneArena) {
        let matrices: [LaneMatrix<Size>] = arena.matrices(length)
        waves = (0..<length).map { m in
            let k = 2 * .pi * (Double(m) + winding / 2) / Double(length)
            let forward = Complex(length: 1, phase: k)
            let kinetic = NambuMatrix.zero.adding(forward, hopping).adding(forward.conjugate, hopping.adjoint)
            matrices[m].fill(ModeHamiltonian.elements(of: kinetic, in: Size.self))
            return (matrices[m], seconds.map { Complex(length: 1, phase: k * Double(first - $0)) })
        }
        scratch = arena.matrix()
    }

    func solve(inverseSite: LaneMatrix<Size>, weights: ModeWeights?, into blocks: ImpurityBlocks<Size>) -> Lanes {
        var logDet = Lanes.zero
        let norm = 1 / Double(waves.count)
        for wave in waves {
            scratch.setSum(inverseSite, minus: wave.kinetic)
            logDet += 0.5 * scratch.invert().logarithm
            guard let weights else { continue }
            blocks.first.add(norm * weights.first, scratch)
            for (pair, phase) in wave.phases.enumerated() {
                let across = Complex(norm) * phase * weights.firstSecond[pair]
                blocks.second[pair].add(norm * weights.second[pair], scratch)
                blocks.firstSecond[pair].add(across, scratch)
                blocks.secondFirst[pair].add(across.conjugate, scratch)
            }
        }
        return logDet
    }
}
