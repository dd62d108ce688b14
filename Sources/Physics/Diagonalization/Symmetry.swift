import BogoliubovDeGennes
import Numerics

/// A transformation of the electrons that may leave a Hamiltonian as it is: a permutation of the sites, a rotation of the
/// spins, and time reversal,
///
///     c_i → w c_π(i),  w = u or u iσ2 K,
///
/// up to a phase of the electrons, which is read off the pairing. On the basis (c, c†) it acts as G = π (w ⊕ w*), with
/// complex conjugation where time is reversed, and so commutes with particle-hole conjugation τ1 K.
struct Symmetry: Sendable {
    /// π; nil: each site stays where it is.
    var sites: SitePermutation?
    var rotation = SpinRotation.identity
    var reversesTime = false

    var movesSites: Bool { sites != nil }
    /// Whether it does nothing but move the sites.
    var isPureMirror: Bool {
        movesSites && !reversesTime && rotation.spinor == .identity
    }

    /// The index of the site to which π takes a site.
    func image(of site: Int) -> Int { sites.map { Int($0.images[site]) } ?? site }

    /// What becomes of a classical spin.
    func image(ofSpin spin: [Double]) -> [Double] { rotation(spin).map { reversesTime ? -$0 : $0 } }

    /// w without the phase.
    var spinor: SpinMatrix { reversesTime ? rotation.spinor * .singlet : rotation.spinor }

    /// The phase e^{iα} of w → e^{iα} w with which the pairing becomes its own image; nil if there is none for the first
    /// pairing met, 1 where nothing is paired.
    private func gauge(of hamiltonian: HamiltonianBlocks) -> Complex<Double>? {
        let matrix = LocalTransformation(spinor: spinor, gauge: .one, conjugates: reversesTime)
        var gauge: Complex<Double>? = .one
        hamiltonian.compareWithImage(under: self) { before, after in
            let image = matrix(before)
            guard let largest = [2, 3, 6, 7].max(by: { image[$0].length < image[$1].length }),
                image[largest].length > hamiltonian.tolerance
            else { return true }
            let ratio = after[largest] / image[largest]
            gauge = abs(ratio.length - 1) < 1e-8 ? Complex(length: 1, phase: ratio.phase / 2) : nil
            return false
        }
        return gauge
    }

    /// Whether the Hamiltonian has this symmetry, tested on every block, to rounding. On success, w with its phase.
    func verified(on hamiltonian: HamiltonianBlocks) -> VerifiedSymmetry? {
        guard let gauge = gauge(of: hamiltonian) else { return nil }
        let matrix = LocalTransformation(spinor: spinor, gauge: gauge, conjugates: reversesTime)
        var defect = 0.0
        let holds = hamiltonian.compareWithImage(under: self) { before, after in
            let image = matrix(before)
            for index in 0..<16 { defect = max(defect, (image[index] - after[index]).length) }
            return defect <= hamiltonian.tolerance
        }
        return holds ? VerifiedSymmetry(matrix: matrix, defect: defect) : nil
    }
}

/// A symmetry that a Hamiltonian was found to have.
struct VerifiedSymmetry {
    let matrix: LocalTransformation
    /// The largest element of Ĥ - G Ĥ G†, in the unit of energy.
    let defect: Double
}

/// M → W M W† or W M* W† with W = w ⊕ w*.
struct LocalTransformation {
    /// W row by row.
    let elements: [Complex<Double>]
    let conjugates: Bool

    init(spinor: SpinMatrix, gauge: Complex<Double>, conjugates: Bool) {
        var elements = [Complex<Double>](repeating: .zero, count: 16)
        for row in 0..<2 {
            for column in 0..<2 {
                let value = gauge * spinor[row, column]
                elements[4 * row + column] = value
                elements[4 * (row + 2) + column + 2] = value.conjugate
            }
        }
        self.elements = elements
        self.conjugates = conjugates
    }

    func callAsFunction(_ matrix: [Complex<Double>]) -> [Complex<Double>] {
        var half = [Complex<Double>](repeating: .zero, count: 16)
        var result = half
        for row in 0..<4 {
            let start = row & 2
            for column in 0..<4 {
                for k in start..<start + 2 {
                    let value = matrix[4 * k + column]
                    half[4 * row + column] += elements[4 * row + k] * (conjugates ? value.conjugate : value)
                }
            }
        }
        for row in 0..<4 {
            for column in 0..<4 {
                let start = column & 2
                for k in start..<start + 2 {
                    result[4 * row + column] += half[4 * row + k] * elements[4 * column + k].conjugate
                }
            }
        }
        return result
    }
}
