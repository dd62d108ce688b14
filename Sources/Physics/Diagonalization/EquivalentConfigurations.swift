import BogoliubovDeGennes
import Numerics

/// Which of the 36 configurations are images of each other under symmetries of the lattice without impurities that keep
/// the pair of sites: rotations of the spins, mirrors and time reversal.
public struct EquivalentConfigurations: Sendable, Equatable {
    /// For each of `spinConfigurations`, the index of the first one that is equivalent to it.
    public let representatives: [Int]

    public var distinct: [Int] { representatives.indices.filter { representatives[$0] == $0 } }

    /// Every configuration by itself.
    static let none = EquivalentConfigurations(representatives: Array(spinConfigurations.indices))

    private init(representatives: [Int]) { self.representatives = representatives }

    /// - Parameter mirrored: whether mirrors are tried.
    public init(_ superconductor: Superconductor, _ pair: ImpurityPair, mirrored: Bool = true) {
        let blocks = HamiltonianBlocks(BogoliubovHamiltonian(host: superconductor))
        let (mirrorX, mirrorY) = (pair.first.x + pair.second.x, pair.first.y + pair.second.y)
        var representatives = Array(spinConfigurations.indices)
        for x in mirrored ? [nil, mirrorX] : [nil] {
            for y in mirrored ? [nil, mirrorY] : [nil] {
                for rotation in SpinRotation.ofTheCube {
                    for reversesTime in [false, true] {
                        let symmetry = Symmetry(mirrorX: x, mirrorY: y, rotation: rotation, reversesTime: reversesTime)
                        guard let images = symmetry.images(of: pair, in: blocks) else { continue }
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
        }
        self.representatives = representatives
    }
}

extension Symmetry {
    /// What becomes of each spin configuration; nil where this is no symmetry of the lattice with this pair of sites.
    fileprivate func images(of pair: ImpurityPair, in blocks: HamiltonianBlocks) -> [Int]? {
        let sites = (image(of: pair.first, in: blocks.lattice), image(of: pair.second, in: blocks.lattice))
        let exchangesSites = sites == (pair.second, pair.first)
        guard exchangesSites || sites == (pair.first, pair.second), let matrix = mapping(blocks, to: blocks) else {
            return nil
        }
        // The image of a potential must be the potential of the image, element by element.
        var imageOf: [SpinDirection: SpinDirection] = [:]
        for spin in SpinDirection.allCases {
            let potential = matrix(pair.potential(of: spin.vector).elements)
            guard
                let image = SpinDirection.allCases.first(where: { candidate in
                    zip(pair.potential(of: candidate.vector).elements, potential)
                        .allSatisfy { ($0 - $1).length <= blocks.tolerance }
                })
            else { return nil }
            imageOf[spin] = image
        }
        return spinConfigurations.map { first, second in
            let images = (imageOf[first] ?? first, imageOf[second] ?? second)
            let (one, two) = exchangesSites ? (images.1, images.0) : images
            return one.rawValue * SpinDirection.allCases.count + two.rawValue
        }
    }
}
