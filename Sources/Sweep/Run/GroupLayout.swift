/// How the ranks of a run are divided into groups that each work on one batch at a time.
public struct GroupLayout: Sendable, Equatable {
    public let ranks: Int
    public let ranksPerPoint: Int

    /// - Precondition: both are at least 1, and a group fits.
    public init(ranks: Int, ranksPerPoint: Int) {
        precondition(ranksPerPoint >= 1 && ranks >= ranksPerPoint)
        self.ranks = ranks
        self.ranksPerPoint = ranksPerPoint
    }

    public var groups: Int { ranks / ranksPerPoint }

    /// Ranks that belong to no group: the last ones, fewer than a group needs.
    public var idleRanks: Range<Int> { groups * ranksPerPoint..<ranks }

    /// The group of a rank; idle ranks are in group `groups`.
    public func group(of rank: Int) -> Int { rank / ranksPerPoint }
}
