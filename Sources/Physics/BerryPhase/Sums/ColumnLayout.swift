/// How the coefficients of states lie side by side at each node of the energy grid, padded to whole vectors.
///
/// A column belongs to a component of a quantity and to one of the functions f, g, f', f'' of the energy, by which it is
/// multiplied in the end. Columns that are set together form a group.
struct ColumnLayout: Sendable {
    struct Column: Sendable {
        let quantity: Quantity
        /// spin · directions + direction.
        let component: Int
        /// 0 … 3: f, g, f', f''.
        let function: Int
    }

    /// Columns of one group that belong to one quantity and function: where they start within the group.
    typealias Place = Int

    let directions: Int
    /// How many components of the torque are not zero: 2 in the frame of a collinear magnet, whose exchange has none along
    /// itself, else 3.
    let torqueComponents: Int
    /// Nil for padding.
    private(set) var columns: [Column?] = []

    /// States of the full H.
    private(set) var full = 0..<0
    private(set) var spinCurrent = 0
    private(set) var dmi = 0
    private(set) var fullCoupling = 0
    private(set) var hall = 0
    private(set) var dmiPotential = 0
    private(set) var fullCouplingPotential = 0
    /// Pairs of states of the full H that are close: f'' of D, then of b.
    private(set) var fullNear = 0..<0
    private(set) var fullNearCount = 0
    /// States of H̄.
    private(set) var bare = 0..<0
    private(set) var aOne = 0
    private(set) var aTwo = 0
    private(set) var b = 0
    private(set) var c = 0
    private(set) var bPotential = 0
    private(set) var cPotential = 0
    private(set) var aOneSlope = 0
    /// Pairs of states of H̄ that are close: f'' of b, f' of a^I, f of c.
    private(set) var bareNear = 0..<0
    private(set) var nearAOne = 0
    private(set) var nearC = 0

    /// Hall conductivities: of the plane of a slab, or of three planes.
    var hallComponents: Int { directions == 2 ? 1 : 3 }
    var tensorSize: Int { 3 * directions }
    /// A multiple of four.
    var count: Int { columns.count }
    /// The function of each four columns.
    private(set) var vectorFunctions: [Int] = []
    /// Those that have columns.
    private(set) var quantities: [Quantity] = []
    private var quantityPlaces: [[(column: Int, component: Int)]] = []

    init(directions: Int, isCollinear: Bool, selection: Selection) {
        self.directions = directions
        torqueComponents = isCollinear ? 2 : 3
        let (tensor, torque) = (3 * directions, (isCollinear ? 2 : 3) * directions)
        let all = selection == .all
        var start = 0
        spinCurrent = append(.spinCurrent, 0, tensor, from: start)
        dmi = append(.dmi, 0, torque, from: start)
        if all {
            fullCoupling = append(.fullCoupling, 0, tensor, from: start)
            hall = append(.hall, 0, hallComponents, from: start)
        }
        dmiPotential = append(.dmi, 1, torque, from: start)
        if all { fullCouplingPotential = append(.fullCoupling, 1, tensor, from: start) }
        full = close(from: start)
        start = count
        _ = append(.dmi, 3, torque, from: start)
        if all { _ = append(.fullCoupling, 3, tensor, from: start) }
        fullNearCount = columns.count - start
        fullNear = close(from: start)
        guard all else {
            setVectorFunctions()
            return
        }
        start = count
        aOne = append(.aOne, 0, tensor, from: start)
        aTwo = append(.aTwo, 0, tensor, from: start)
        b = append(.b, 0, tensor, from: start)
        c = append(.c, 0, tensor, from: start)
        bPotential = append(.b, 1, tensor, from: start)
        cPotential = append(.c, 1, tensor, from: start)
        aOneSlope = append(.aOne, 2, tensor, from: start)
        bare = close(from: start)
        start = count
        _ = append(.b, 3, tensor, from: start)
        nearAOne = append(.aOne, 2, tensor, from: start)
        nearC = append(.c, 0, tensor, from: start)
        bareNear = close(from: start)
        setVectorFunctions()
    }

    private mutating func setVectorFunctions() {
        vectorFunctions = stride(from: 0, to: count, by: laneCount).map { columns[$0]?.function ?? 0 }
        quantityPlaces = [[(column: Int, component: Int)]](repeating: [], count: Quantity.allCases.count)
        for (index, column) in columns.enumerated() {
            if let column { quantityPlaces[column.quantity.rawValue].append((index, column.component)) }
        }
        // a^I and a^II cancel each other, to a thousandth at worst, within each sub-grid.
        quantityPlaces[Quantity.a.rawValue] = places(.aOne) + places(.aTwo)
        quantities = Quantity.allCases.filter { !quantityPlaces[$0.rawValue].isEmpty }
    }

    /// The columns of a quantity.
    func places(_ quantity: Quantity) -> [(column: Int, component: Int)] { quantityPlaces[quantity.rawValue] }

    private mutating func append(_ quantity: Quantity, _ function: Int, _ size: Int, from start: Int) -> Place {
        // Vectors of four columns have one function.
        if let last = columns.last, let last, last.function != function { _ = close(from: start) }
        let place = columns.count - start
        for component in 0..<size { columns.append(Column(quantity: quantity, component: component, function: function)) }
        return place
    }

    private mutating func close(from start: Int) -> Range<Int> {
        while columns.count % laneCount != 0 { columns.append(nil) }
        return start..<columns.count
    }
}
