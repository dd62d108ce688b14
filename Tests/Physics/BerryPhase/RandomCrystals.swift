import BerryPhase
import Numerics
import RandomNumbers
import WannierHamiltonian

extension SplitMix64 {
    mutating func real(_ range: ClosedRange<Double> = -1...1) -> Double { Double.random(in: range, using: &self) }
}

/// A crystal of random numbers, with spins interlaced.
struct RandomCrystal {
    var orbitals = 3
    var dimension = 2
    var direction = SIMD3(0.36, 0.48, 0.8)
    /// Of the exchange splitting; 0 is a nonmagnet.
    var exchange = 1.0
    /// Whether H̄ has currents between orbitals: H̄(-k) ≠ H̄(k)*.
    var orbitalCurrents = 0.0
    /// Size of a V that is odd under time reversal.
    var oddCoupling = 0.0
    /// Whether the exchange field turns from orbital to orbital.
    var isCollinear = true
    /// Whether every orbital is there twice, at the same energy.
    var isDegenerate = false
    /// Size of r(R) off the diagonal, in Å; it does not touch the spin.
    var positions = 0.0

    let lattice = [SIMD3(2.9, 0.2, 0), SIMD3(0.4, 3.2, 0), SIMD3(0.3, -0.2, 3.5)]

    /// H̄ and V by cell and element, with partners.
    func elements(seed: UInt64) -> (bare: [TightBinding.Hopping], coupling: [TightBinding.Hopping], centres: [SIMD3<Double>]) {
        var random = SplitMix64(seed: seed)
        let pauli: [[Complex<Double>]] = [
            [.one, .zero, .zero, .one], [.zero, .one, .one, .zero], [.zero, Complex(0, -1), Complex(0, 1), .zero],
            [.one, .zero, .zero, -.one],
        ]
        var bare: [TightBinding.Hopping] = []
        var coupling: [TightBinding.Hopping] = []
        func add(
            _ list: inout [TightBinding.Hopping], _ cell: SIMD3<Int>, _ m: Int, _ n: Int, _ fields: [Complex<Double>]
        ) {
            for s in 0..<2 {
                for t in 0..<2 {
                    let value = (0..<4).reduce(Complex<Double>.zero) { $0 + fields[$1] * pauli[$1][2 * s + t] }
                    list.append(.init(cell, 2 * m + s, 2 * n + t, value))
                    if cell != .zero || m != n {
                        list.append(.init(.zero &- cell, 2 * n + t, 2 * m + s, value.conjugate))
                    }
                }
            }
        }
        var cells = [SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(1, -1, 0)]
        if dimension == 3 { cells += [SIMD3(0, 0, 1), SIMD3(1, 0, 1)] }
        for cell in cells {
            for m in 0..<orbitals {
                for n in 0..<orbitals where cell != .zero || n >= m {
                    let onSite = cell == .zero && m == n
                    let size = onSite ? 0.7 : (cell == .zero ? 0.3 : 0.2)
                    var field = isCollinear ? direction : SIMD3(random.real(), random.real(), random.real())
                    field *= onSite ? exchange * (0.3 + 0.2 * random.real()) : exchange * 0.05 * random.real()
                    let scalar = Complex(size * random.real(), onSite ? 0 : orbitalCurrents * random.real())
                    add(&bare, cell, m, n, [scalar, Complex(field.x), Complex(field.y), Complex(field.z)])
                    if !onSite {
                        let vector = (0..<3).map { _ in Complex(oddCoupling * random.real(), 0.12 * random.real()) }
                        add(&coupling, cell, m, n, [Complex(0, 0)] + vector)
                    }
                }
            }
        }
        var centres: [SIMD3<Double>] = []
        for _ in 0..<orbitals {
            let centre = SIMD3(random.real(0...2), random.real(0...2), random.real(0...2))
            centres += [centre, centre]
        }
        if isDegenerate { return doubled(bare, coupling, centres) }
        return (bare, coupling, centres)
    }

    /// Two copies that only V connects.
    private func doubled(
        _ bare: [TightBinding.Hopping], _ coupling: [TightBinding.Hopping], _ centres: [SIMD3<Double>]
    ) -> (bare: [TightBinding.Hopping], coupling: [TightBinding.Hopping], centres: [SIMD3<Double>]) {
        let n = centres.count
        func shift(_ hopping: TightBinding.Hopping, _ a: Int, _ b: Int, _ factor: Double) -> TightBinding.Hopping {
            .init(hopping.cell, hopping.row + a * n, hopping.column + b * n, hopping.value * Complex(factor))
        }
        return (
            bare + bare.map { shift($0, 1, 1, 1) },
            coupling.map { shift($0, 0, 0, 1) } + coupling.map { shift($0, 1, 1, -0.5) } + coupling.map { shift($0, 0, 1, 0.7) }
                + coupling.map { shift($0, 1, 0, 0.7) },
            centres + centres
        )
    }

    func system(seed: UInt64) throws -> SpinOrbitSystem {
        let (bare, coupling, centres) = elements(seed: seed)
        return try SpinOrbitSystem(
            withoutSpinOrbit: TightBinding(lattice: lattice, centres: centres, hoppings: bare),
            spinOrbit: TightBinding(lattice: lattice, centres: centres, hoppings: coupling), spinOrder: .interlaced)
    }
}
