import BogoliubovDeGennes
import Numerics

/// Which of the 36 configurations are images of each other under symmetries of the lattice without impurities that keep
/// the pair of sites: rotations of the spins, mirrors and time reversal.
public struct EquivalentConfigurations: Sendable, Equatable {
    /// For each of `spinConfigurations`, the index of the first one that is equivalent to it.
    public let representatives: [Int]
    /// The largest element of Ĥ0 - G Ĥ0 G† over the symmetries G used, in the unit of energy.
    public let defect: Double

    public var distinct: [Int] { representatives.indices.filter { representatives[$0] == $0 } }

    /// Every configuration by itself.
    static let none = EquivalentConfigurations()

    private init() { (representatives, defect) = (Array(spinConfigurations.indices), 0) }

    /// Tries what exchanges the impurities or keeps them.
    public init(_ superconductor: Superconductor, _ pair: ImpurityPair) {
        self.init(superconductor, pair, moves: superconductor.lattice.involutions(about: pair.middle))
    }

    /// - Parameter moves: what symmetries may do to the sites, besides nothing.
    init(_ superconductor: Superconductor, _ pair: ImpurityPair, moves: [SitePermutation]) {
        let blocks = HamiltonianBlocks(BogoliubovHamiltonian(host: superconductor))
        var representatives = Array(spinConfigurations.indices)
        var defect = 0.0
        for sites in [nil] + moves {
            for rotation in SpinRotation.ofTheCube {
                for reversesTime in [false, true] {
                    let symmetry = Symmetry(sites: sites, rotation: rotation, reversesTime: reversesTime)
                    guard let (images, found) = symmetry.images(of: pair, in: blocks) else { continue }
                    defect = max(defect, found)
                    for (configuration, image) in images.enumerated() {
                        let (a, b) = (representatives[configuration], representatives[image])
                        guard a != b else { continue }
                        for index in representatives.indices where representatives[index] == max(a, b) {
                            representatives[index] = min(a, b)
                        }
                    }
                }
            }
        }
        self.representatives = representatives
        self.defect = defect
    }
}

extension Symmetry {
    /// What becomes of each spin configuration, and how well the symmetry holds; nil where this is no symmetry of the
    /// lattice with this pair of sites.
    fileprivate func images(of pair: ImpurityPair, in blocks: HamiltonianBlocks) -> (images: [Int], defect: Double)? {
        let (first, second) = (pair.first, pair.second)
        let (one, two) = (blocks.lattice.index(of: first.site), blocks.lattice.index(of: second.site))
        let sites = (image(of: one), image(of: two))
        let exchangesSites = first.isLike(second) && sites == (two, one)
        guard exchangesSites || sites == (one, two), let verified = verified(on: blocks) else { return nil }
        // The image of a potential must be the potential of the image, element by element.
        var imageOf: [SpinDirection: SpinDirection] = [:]
        for spin in SpinDirection.allCases {
            func image(on impurity: Impurity, among candidates: [SpinDirection]) -> SpinDirection? {
                let potential = verified.matrix(impurity.potential(of: spin.vector).elements)
                return candidates.first { candidate in
                    zip(impurity.potential(of: candidate.vector).elements, potential)
                        .allSatisfy { ($0 - $1).length <= blocks.tolerance }
                }
            }
            // Where one impurity is a weak magnet or none, the other tells.
            let stronger = abs(first.exchange) >= abs(second.exchange) ? first : second
            guard let found = image(on: stronger, among: SpinDirection.allCases), image(on: first, among: [found]) != nil,
                image(on: second, among: [found]) != nil
            else { return nil }
            imageOf[spin] = found
        }
        let images = spinConfigurations.map { first, second in
            let images = (imageOf[first] ?? first, imageOf[second] ?? second)
            let (one, two) = exchangesSites ? (images.1, images.0) : images
            return one.rawValue * SpinDirection.allCases.count + two.rawValue
        }
        return (images, verified.defect)
    }
}
