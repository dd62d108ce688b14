/// Why a Hamiltonian that could be read cannot be used as asked, in one sentence.
public enum HamiltonianError: Error, Equatable, CustomStringConvertible {
    /// With spin, functions come in pairs.
    case oddNumberOfFunctions(Int)
    /// H̄ and V do not have the same size, lattice or centres.
    case different(what: String)
    /// Neither order of spins gives partners, or both do equally well.
    case undecidedSpinOrder(interlaced: Double, block: Double)
    /// The functions are not pairs of one orbital with spin up and down, so the spin-orbit part cannot be told apart.
    case notSplittable(what: String, found: Double, allowed: Double)
    /// The exchange cannot be turned to a direction, since it has not got one.
    case notCollinear(Double)
    /// An exchange direction of length zero.
    case noDirection
    /// The file does not say the lattice or the centres, and they were not given.
    case missing(what: String)
    /// An orbital or layer that does not exist.
    case unknownOrbital(found: Int, count: Int)
    /// Periodic axes that a sum over k cannot use.
    case badAxes(String)

    public var description: String {
        switch self {
        case .oddNumberOfFunctions(let count):
            "\(count) Wannier functions cannot be pairs of spin up and down; an even number is needed."
        case .different(let what): "the Hamiltonian without spin-orbit interaction and the spin-orbit part differ in \(what)."
        case .undecidedSpinOrder(let interlaced, let block):
            "the order of spins cannot be decided: the mismatch of spin partners is \(percent(interlaced)) if interlaced and "
                + "\(percent(block)) if in blocks; at most 5 % for one of them is needed, or give the order."
        case .notSplittable(let what, let found, let allowed):
            "the functions are not pairs of one orbital with two spins: \(what) is \(found), at most \(allowed) is allowed; "
                + "use functions by projection only, or give the spin-orbit part as a file of its own."
        case .notCollinear(let ratio):
            "the exchange field cannot be turned: \(percent(ratio)) of it is not along one direction, at most 5 % is allowed."
        case .noDirection: "the exchange direction must not be zero."
        case .missing(let what): "\(what) must be given, since the file does not hold it."
        case .unknownOrbital(let found, let count): "there is no orbital \(found); orbitals are numbered from 1 to \(count)."
        case .badAxes(let sentence): sentence
        }
    }

    /// What would be accepted, for the end of a sentence.
    public var allowed: String {
        switch self {
        case .oddNumberOfFunctions: "an even number of functions"
        case .different: "two Hamiltonians of one crystal, in the same functions"
        case .undecidedSpinOrder: "spin_order: interlaced or block, or functions by projection only"
        case .notSplittable(_, _, let allowed): "at most \(allowed), or hbar and soi as two files"
        case .notCollinear: "a collinear magnet, or no exchange_direction"
        case .noDirection: "a vector that is not zero"
        case .missing: "a file that says it"
        case .unknownOrbital(_, let count): "orbitals from 1 to \(count)"
        case .badAxes: "a slab in the plane of x and y, or a bulk crystal"
        }
    }

    private func percent(_ ratio: Double) -> String { "\((ratio * 1000).rounded() / 10) %" }
}
