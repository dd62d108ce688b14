import RandomNumbers

extension Superconductor {
    /// u_i = W (ξ_n - ½) with n = x·L_y + y: random energies of the sites, evenly distributed.
    ///
    /// ξ_n is the (n+1)-th output of the generator SplitMix64 that starts from the seed, taken as (z >> 11)·2⁻⁵³, so that
    /// anyone can make the same sample again.
    public func disorder(at site: Lattice.Site) -> Double {
        guard self[.disorder] != 0 else { return 0 }
        let index = UInt64(site.x * lattice.height + site.y)
        return self[.disorder] * (SplitMix64(seed: disorderSeed).unitReal(index) - 0.5)
    }
}
