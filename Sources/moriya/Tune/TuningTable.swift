import DistributedDiagonalization
import Foundation
import ScaLAPACK

/// One row of the table: what was solved, how, and how long it took.
struct TuningRow {
    let kind: TuningKind
    let blockSize: Int
    let form: ProcessGridForm
    /// BLAS threads of each rank.
    let threads: Int
    /// Of the fastest solve so far.
    var seconds = Double.infinity
}

/// What `moriya tune` has measured.
struct TuningTable {
    let order: Int
    let ranks: Int
    let rows: [TuningRow]

    var text: String {
        var table = TextTable(
            headings: ["kind", "block size", "process grid", "threads", "seconds", "GFLOP/s", "relative"],
            numeric: [false, true, false, true, true, true, true])
        for row in rows {
            let best = rows.filter { $0.kind == row.kind }.map(\.seconds).min() ?? row.seconds
            table.append([
                row.kind.label, "\(row.blockSize)", gridText(row.form), "\(row.threads)",
                String(format: "%.3f", row.seconds),
                String(format: "%.2f", row.kind.operations(order: order) / row.seconds / 1e9),
                String(format: "%.2f", row.seconds / best),
            ])
        }
        return table.text
    }

    /// The best settings for either kind of matrix, as a job and its environment have them.
    var advice: String {
        let matrices: [(kinds: [TuningKind], name: String)] = [
            ([.realByBand], "real matrices (what a chiral symmetry leaves)"),
            (
                [.antisymmetricByBand, .antisymmetricByELPA],
                "real antisymmetric matrices (what particle-hole symmetry leaves)"
            ),
            ([.complexByReduction, .complexByELPA], "complex matrices (the rest, or reductions: none)"),
        ]
        return matrices.compactMap { kinds, name in
            let candidates = rows.filter { kinds.contains($0.kind) }
            guard let best = candidates.min(by: { $0.seconds < $1.seconds }),
                let settings = best.kind.jobSettings
            else { return nil }
            return "Best here for \(name): solver: { \(settings), block_size: \(best.blockSize), "
                + "process_grid: \(best.form.rawValue), threads: \(best.threads) }"
                + (ranks > 1 ? " and --ranks-per-point \(ranks)." : ".")
        }.joined(separator: "\n")
    }

    private func gridText(_ form: ProcessGridForm) -> String {
        let shape = form.shape(ranks: ranks)
        return "\(form.rawValue) \(shape.rows) × \(shape.columns)"
    }
}

extension TuningTable: Encodable {
    private enum CodingKeys: CodingKey { case order, ranks, rows, advice }

    private struct Row: Encodable {
        let kind: String
        let blockSize: Int
        let processGrid: String
        let threads: Int
        let seconds: Double
        let operationsPerSecond: Double
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(order, forKey: .order)
        try container.encode(ranks, forKey: .ranks)
        try container.encode(
            rows.map {
                Row(
                    kind: $0.kind.label, blockSize: $0.blockSize, processGrid: gridText($0.form), threads: $0.threads,
                    seconds: $0.seconds, operationsPerSecond: $0.kind.operations(order: order) / $0.seconds)
            }, forKey: .rows)
        try container.encode(advice.split(separator: "\n").map(String.init), forKey: .advice)
    }
}
