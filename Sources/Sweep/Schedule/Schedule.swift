/// The order in which batches are started when groups of ranks ask for the next one.
public struct Schedule: Sendable, Equatable {
    /// Indices of batches, the most expensive first, equal ones by index: a slow batch started last would keep all
    /// other groups waiting.
    public let order: [Int]

    /// - Parameters:
    ///   - batches: indices of the batches to run, in any order.
    ///   - operations: what each costs; asked once for each.
    public init(of batches: some Sequence<Int>, operations: (Int) -> Double) {
        let costs = batches.map { index in
            let cost = operations(index)
            // An estimate that failed may hide anything: start it early. It would also break the ordering below.
            return (index: index, cost: cost.isNaN ? .infinity : cost)
        }
        order = costs.sorted { ($1.cost, $0.index) < ($0.cost, $1.index) }.map(\.index)
    }
}
