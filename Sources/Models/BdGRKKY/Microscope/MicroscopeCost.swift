import BogoliubovDeGennes
import SparseSolver
import Sweep

extension Microscope {
    /// Stored with results that no solver of free energies had a part in.
    static let name = "sparse"

    /// Operations and memory, from those of a real sparse factorisation: a symmetric one of twice the order takes four times as many,
    /// and so does a complex one.
    ///
    /// - Parameter besides: what else a batch takes; nil for nothing.
    static func cost(of request: MicroscopeRequest, besides: BatchCost?, ranks: Int) -> BatchCost {
        let count = Double(request.superconductor.lattice.siteCount)
        let factorization = 1200 * count * count.squareRoot()
        // Of one right-hand side.
        let solve = 4 * 47 * count * .log2(max(2, count))
        let impurities = Double(request.impurities.count)
        var (operations, tasks) = (0.0, 1)
        if request.inGap != nil {
            // Counts, a shift, and a Krylov space of some hundred vectors with all orthogonalisations.
            let each = 4 * 10 * factorization + 300 * (4 * solve + 8 * 4 * count * 150)
            operations += Double(request.textures.count + 1) * each
            tasks = max(tasks, request.textures.count + 1)
        }
        if let density = request.density {
            let columns = 8 * impurities + (density.part == .full ? 2 * Double(density.sites.count) : 0)
            operations += Double(density.energies.count) * (4 * factorization + 4 * columns * solve)
            tasks = max(tasks, density.energies.count)
        }
        if request.wantsGroundState {
            let energies = SparseSolver().cost(
                of: request.superconductor, sites: request.impurities.count, temperature: request.temperature)
            operations += energies.operations + 40 * 2000 * 128 * impurities * impurities * impurities
            tasks = max(tasks, 40)
        }
        let bytes =
            SparseSolver().cost(of: request.superconductor, sites: request.impurities.count, temperature: request.temperature)
            .bytes * 4 + (request.inGap == nil ? 0 : 300 * 64 * count)
        if case .upTo(let others) = besides?.ranks { tasks = max(tasks, others) }
        let together: BatchCost.Ranks = ranks == 1 ? .one : .upTo(tasks)
        return BatchCost(
            operations: operations + (besides?.operations ?? 0), bytesPerRank: max(bytes, besides?.bytesPerRank ?? 0),
            solver: besides?.solver ?? name, ranks: together)
    }
}
