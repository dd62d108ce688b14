import BogoliubovDeGennes
import Numerics

/// Axes of spin space in which the half turns that can be symmetries are about x, y or z. Free energies do not change
/// when everything that has a direction in spin space is rotated together.
struct SpinFrame: Sendable {
    /// The axes, each a unit vector in the original frame.
    private let axes: [[Double]]

    /// z is the axis along which the superconductor conserves spin, if there is one; where it conserves all spin, the normal
    /// of the plane of the spins. x lies along the first spin that has a part perpendicular to z. A superconductor that
    /// conserves no spin keeps the frame it was given in.
    init(_ superconductor: Superconductor, spins: [[Double]]) {
        let z: [Double]
        switch superconductor.conservedSpin {
        case .none:
            axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
            return
        case .along(let axis): z = axis
        case .all:
            let normal = spins.count == 2 ? unit(cross(spins[0], spins[1])) : nil
            z = normal ?? spins.first.flatMap(unit) ?? [0, 0, 1]
        }
        // Of the original axes, one at least is far from z.
        let candidates = spins + [[1, 0, 0], [0, 1, 0]]
        let x = candidates.lazy.compactMap { unit(perpendicular($0, to: z)) }.first ?? [1, 0, 0]
        axes = [x, cross(z, x), z]
    }

    func callAsFunction(_ spin: [Double]) -> [Double] { axes.map { dot($0, spin) } }

    func callAsFunction(_ superconductor: Superconductor) -> Superconductor { superconductor.with(spinAxes: axes) }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { a[0] * b[0] + a[1] * b[1] + a[2] * b[2] }

private func cross(_ a: [Double], _ b: [Double]) -> [Double] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

private func perpendicular(_ a: [Double], to unit: [Double]) -> [Double] {
    zip(a, unit).map { $0 - dot(a, unit) * $1 }
}

private func unit(_ a: [Double]) -> [Double]? {
    let length = dot(a, a).squareRoot()
    return length > 1e-6 ? a.map { $0 / length } : nil
}
