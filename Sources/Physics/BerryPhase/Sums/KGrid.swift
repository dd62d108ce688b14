import Numerics

/// Equally spaced wave vectors k = Σ (i_a/N) b_a with 0 ≤ i_a < N, Γ among them, and their sub-grids: the points whose indices
/// leave given remainders when divided by 4.
///
/// Sums over them converge as e^{-cN}. The sub-grids are grids of N/4 points, and in groups of N/2, and tell how fast.
struct KGrid: Sendable {
    /// 2 or 3.
    let dimension: Int
    /// N, a multiple of 4.
    let size: Int
    private let cosines: [Double]
    private let sines: [Double]

    init(dimension: Int, size: Int) {
        precondition(size >= 4 && size % 4 == 0)
        (self.dimension, self.size) = (dimension, size)
        cosines = (0..<size).map { Self.cosine($0, of: size) }
        sines = (0..<size).map { Self.cosine($0 + 3 * size / 4, of: size) }
    }

    /// cos(2π i/N) to the last bit wherever symmetry tells: from the first eighth of a turn.
    private static func cosine(_ index: Int, of size: Int) -> Double {
        var turn = (index % size) * 8
        if turn > 4 * size { turn = 8 * size - turn }
        let isNegative = turn > 2 * size
        if isNegative { turn = 4 * size - turn }
        let angle = 2 * Double.pi / Double(8 * size)
        let value = turn <= size ? Double.cos(angle * Double(turn)) : Double.sin(angle * Double(2 * size - turn))
        return isNegative ? -value : value
    }

    /// e^{2πi turns/N}.
    func phase(_ turns: Int) -> Complex<Double> {
        let index = ((turns % size) + size) % size
        return Complex(cosines[index], sines[index])
    }

    var points: Double { (0..<dimension).reduce(1) { product, _ in product * Double(size) } }
    /// 4^d.
    var subgrids: Int { dimension == 2 ? 16 : 64 }
    /// How many rows a sub-grid has.
    var rows: Int { dimension == 2 ? size / 4 : (size / 4) * (size / 4) }

    /// The remainders of a sub-grid's indices.
    static func remainders(_ subgrid: Int, dimension: Int) -> [Int] {
        dimension == 2 ? [subgrid / 4, subgrid % 4] : [subgrid / 16, subgrid / 4 % 4, subgrid % 4]
    }

    /// The outer indices of a row, and the last index of its first point.
    func row(_ row: Int, subgrid: Int) -> (outer: [Int], offset: Int) {
        let remainders = Self.remainders(subgrid, dimension: dimension)
        let length = size / 4
        let outer =
            dimension == 2
            ? [4 * row + remainders[0]] : [4 * (row / length) + remainders[0], 4 * (row % length) + remainders[1]]
        return (outer, remainders[dimension - 1])
    }
}
