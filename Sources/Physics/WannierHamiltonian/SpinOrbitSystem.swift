import Numerics

/// A crystal with its spin-orbit interaction apart: H_ξ = H̄ + ξ V, the functions in pairs (2 · orbital + spin).
public struct SpinOrbitSystem: Sendable {
    /// H̄, without spin-orbit interaction.
    public let withoutSpinOrbit: TightBinding
    /// V, in the same cells as H̄.
    public let spinOrbit: TightBinding
    /// In which order the spins stood in the files.
    public let spinOrder: SpinOrder
    /// Of the split by time reversal; nil where V came as a file of its own.
    public let splitQuality: SplitQuality?

    public var orbitals: Int { withoutSpinOrbit.functions / 2 }
    public var functions: Int { withoutSpinOrbit.functions }

    /// From H̄ and V, in one gauge and order. Positions are those of H̄.
    ///
    /// - Parameter spinOrder: nil to find out.
    /// - Throws: `HamiltonianError` if the two do not fit together or the order cannot be decided.
    public init(
        withoutSpinOrbit: TightBinding, spinOrbit: TightBinding, spinOrder: SpinOrder? = nil
    ) throws(HamiltonianError) {
        let n = withoutSpinOrbit.functions
        guard n == spinOrbit.functions else {
            throw .different(what: "the number of Wannier functions (\(n) and \(spinOrbit.functions))")
        }
        guard withoutSpinOrbit.hasSameLattice(as: spinOrbit) else { throw .different(what: "their lattice vectors") }
        guard n % 2 == 0 else { throw .oddNumberOfFunctions(n) }
        let order: SpinOrder
        if let spinOrder {
            order = spinOrder
        } else {
            order = try Self.decide(functions: n) { order in
                let permutation = order.permutation(functions: n)
                let (bare, coupling) = (withoutSpinOrbit.reordered(permutation), spinOrbit.reordered(permutation))
                return Self.mismatch(PairBlocks(bare), PairBlocks(coupling))
            }
        }
        let permutation = order.permutation(functions: n)
        let cells = Set(withoutSpinOrbit.cells + spinOrbit.cells).sorted { ($0.x, $0.y, $0.z) < ($1.x, $1.y, $1.z) }
        self.init(
            withoutSpinOrbit: withoutSpinOrbit.reordered(permutation).extended(to: cells),
            spinOrbit: spinOrbit.reordered(permutation).extended(to: cells), spinOrder: order, splitQuality: nil)
    }

    /// From one Hamiltonian with spin-orbit interaction, split by time reversal: with the blocks h₀ + h·σ of pairs of real
    /// orbitals, Re h₀ is kinetic, Re h the exchange, Im h the spin-orbit interaction, and Im h₀ ≈ 0 is dropped, as is what
    /// Re h has at right angles to its axis.
    ///
    /// - Parameter spinOrder: nil to find out.
    /// - Throws: `HamiltonianError` if the functions are not such pairs.
    public init(splitting model: TightBinding, spinOrder: SpinOrder? = nil) throws(HamiltonianError) {
        let n = model.functions
        guard n % 2 == 0 else { throw .oddNumberOfFunctions(n) }
        func quality(_ order: SpinOrder) -> SplitQuality {
            let ordered = model.reordered(order.permutation(functions: n))
            return SplitQuality(PairBlocks(ordered), centres: ordered.centres)
        }
        let order: SpinOrder
        if let spinOrder {
            order = spinOrder
        } else {
            order = try Self.decide(functions: n) { quality($0).worstShare }
        }
        let found = quality(order)
        for (what, value) in [
            ("the share of orbital currents", found.orbitalCurrents),
            ("the share of exchange across its axis", found.perpendicularExchange),
        ] where !(value <= SplitQuality.allowedShare) {
            throw .notSplittable(what: what, found: value, allowed: SplitQuality.allowedShare)
        }
        guard found.partnerDistance <= SplitQuality.allowedDistance else {
            throw .notSplittable(
                what: "the distance of two partners' centres in Å", found: found.partnerDistance,
                allowed: SplitQuality.allowedDistance)
        }
        let ordered = model.reordered(order.permutation(functions: n))
        var bare = PairBlocks(ordered)
        var coupling = bare
        let axis = bare.exchangeAxis()?.direction ?? SIMD3(0, 0, 1)
        for place in bare.parts[0].indices {
            let field = SIMD3(bare.parts[1][place].real, bare.parts[2][place].real, bare.parts[3][place].real)
            let along = (field * axis).sum()
            bare.parts[0][place] = Complex(bare.parts[0][place].real)
            coupling.parts[0][place] = .zero
            for component in 0..<3 {
                bare.parts[1 + component][place] = Complex(along * axis[component])
                coupling.parts[1 + component][place] = Complex(0, coupling.parts[1 + component][place].imaginary)
            }
        }
        self.init(
            withoutSpinOrbit: ordered.replacingHoppings(bare.hoppings()),
            spinOrbit: ordered.replacingHoppings(coupling.hoppings()), spinOrder: order, splitQuality: found)
    }

    private init(
        withoutSpinOrbit: TightBinding, spinOrbit: TightBinding, spinOrder: SpinOrder, splitQuality: SplitQuality?
    ) {
        (self.withoutSpinOrbit, self.spinOrbit) = (withoutSpinOrbit, spinOrbit)
        (self.spinOrder, self.splitQuality) = (spinOrder, splitQuality)
    }

    /// The same with the exchange field turned rigidly, from the axis it has to another direction.
    ///
    /// - Parameter direction: of any length but zero.
    /// - Throws: `HamiltonianError` if H̄ is not collinear. One without exchange stays as it is.
    public func exchange(along direction: SIMD3<Double>) throws(HamiltonianError) -> SpinOrbitSystem {
        let length = (direction * direction).sum().squareRoot()
        guard length > 0, length.isFinite else { throw .noDirection }
        let unit = direction / length
        var blocks = PairBlocks(withoutSpinOrbit)
        guard let axis = blocks.exchangeAxis() else { return self }
        guard axis.perpendicular <= SplitQuality.allowedShare else { throw .notCollinear(axis.perpendicular) }
        for place in blocks.parts[0].indices {
            var along = Complex<Double>.zero
            for component in 0..<3 { along += blocks.parts[1 + component][place] * Complex(axis.direction[component]) }
            for component in 0..<3 { blocks.parts[1 + component][place] = along * Complex(unit[component]) }
        }
        return SpinOrbitSystem(
            withoutSpinOrbit: withoutSpinOrbit.replacingHoppings(blocks.hoppings()), spinOrbit: spinOrbit, spinOrder: spinOrder,
            splitQuality: splitQuality)
    }

    /// The same with spin-orbit interaction between some orbitals only: P V P.
    ///
    /// - Parameter kept: these orbitals, counted from 0.
    /// - Throws: `HamiltonianError` for an orbital that does not exist.
    public func spinOrbit(onOrbitals kept: Set<Int>) throws(HamiltonianError) -> SpinOrbitSystem {
        for orbital in kept.sorted() where !(0..<orbitals).contains(orbital) {
            throw .unknownOrbital(found: orbital + 1, count: orbitals)
        }
        let n = functions
        var hoppings = spinOrbit.hoppings
        for place in hoppings.indices {
            let (row, column) = (place / n % n, place % n)
            if !kept.contains(row / 2) || !kept.contains(column / 2) { hoppings[place] = .zero }
        }
        return SpinOrbitSystem(
            withoutSpinOrbit: withoutSpinOrbit, spinOrbit: spinOrbit.replacingHoppings(hoppings), spinOrder: spinOrder,
            splitQuality: splitQuality)
    }

    /// H_ξ = H̄ + ξ V.
    public func hamiltonian(scale: Double) -> TightBinding {
        withoutSpinOrbit.replacingHoppings(
            zip(withoutSpinOrbit.hoppings, spinOrbit.hoppings).map { $0 + $1 * Complex(scale) })
    }

    private static func decide(functions n: Int, _ mismatch: (SpinOrder) -> Double) throws(HamiltonianError) -> SpinOrder {
        // A single orbital has only one order.
        guard n > 2 else { return .interlaced }
        let (interlaced, block) = (mismatch(.interlaced), mismatch(.block))
        guard min(interlaced, block) <= SplitQuality.allowedShare, interlaced != block else {
            throw .undecidedSpinOrder(interlaced: interlaced, block: block)
        }
        return interlaced < block ? .interlaced : .block
    }

    /// How far H̄ is from a collinear magnet without spin-orbit interaction, with V from odd under time reversal of the spin.
    private static func mismatch(_ bare: PairBlocks, _ coupling: PairBlocks) -> Double {
        let (bareNorms, couplingNorms) = (bare.norms(), coupling.norms())
        func square(_ values: ArraySlice<Double>) -> Double { values.reduce(0) { $0 + $1 * $1 } }
        let exchange = square(bareNorms.real[1...])
        let field = exchange + square(bareNorms.imaginary[1...])
        let across = exchange <= 1e-24 ? 0 : bare.exchangeAxis()?.perpendicular ?? 0
        let imaginary = field == 0 ? 0 : (square(bareNorms.imaginary[1...]) / field).squareRoot()
        let all = square(couplingNorms.real[0...]) + square(couplingNorms.imaginary[0...])
        let even = all == 0 ? 0 : ((square(couplingNorms.real[0...]) + square(couplingNorms.imaginary[...0])) / all).squareRoot()
        return max(across, imaginary, even)
    }
}

extension SpinOrbitSystem {
    /// The direction of the exchange field of H̄, of length 1: z where there is none; nil where it is not collinear to
    /// rounding.
    public var exchangeDirection: SIMD3<Double>? {
        let blocks = PairBlocks(withoutSpinOrbit)
        let field = blocks.fieldNorms(across: SIMD3(0, 0, 1))
        guard field.all > 0 else { return SIMD3(0, 0, 1) }
        guard let axis = blocks.exchangeAxis() else { return nil }
        return blocks.fieldNorms(across: axis.direction).across < 1e-13 * field.all ? axis.direction : nil
    }
}
