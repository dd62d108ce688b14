import Diagonalization
import DistributedDiagonalization
import Sweep

/// How a job wants matrices diagonalised.
struct DiagonalizationSettings: Sendable {
    static let blockSize = Parameter(
        "block_size", .integer, .defaultsTo(.integer(DiagonalizationSolver.defaultBlockSize)), unit: "1",
        "rows and columns of a block")
    static let processGrid = Parameter(
        "process_grid", .choice(ProcessGridForm.allCases.map(\.rawValue)), .defaultsTo(.text(ProcessGridForm.square.rawValue)),
        unit: "1", "how the p ranks of a group stand: nearly square, row (1 x p) or column (p x 1)")
    static let reductions = Parameter(
        "reductions", .words(["auto", "none"] + ExactReduction.allCases.map(\.rawValue)), .defaultsTo(.texts(["auto"])),
        unit: "1", "exact symmetries used where they are found to hold")
    static let backend = Parameter(
        "backend", .choice(DiagonalizationBackend.allCases.map(\.rawValue)),
        .defaultsTo(.text(DiagonalizationBackend.scalapack.rawValue)), unit: "1",
        "library for eigenvalues; elpa where the program was built with it")
    static let threads = Parameter(
        "threads", .integer, .defaultsTo(.integer(1)), unit: "1",
        "BLAS threads of each rank; another number rounds differently")

    static let parameters = [blockSize, processGrid, reductions, backend, threads]

    let blockSize: Int
    let processGrid: ProcessGridForm
    let reductions: Set<ExactReduction>
    let backend: DiagonalizationBackend
    let threads: Int

    init(_ settings: ParameterSet) throws(ParameterError) {
        blockSize = settings.integer(Self.blockSize)
        guard (1...4096).contains(blockSize) else {
            throw ParameterError(setting: Self.blockSize, problem: "block_size is \(blockSize)", allowed: "1 to 4096")
        }
        let words = settings.texts(Self.reductions)
        guard words.count == 1 || Set(words).isDisjoint(with: ["auto", "none"]) else {
            throw ParameterError(
                setting: Self.reductions, problem: "reductions are \(words.joined(separator: ", "))",
                allowed: "auto, none, or a list without these two")
        }
        reductions = words == ["auto"] ? Set(ExactReduction.allCases) : Set(words.compactMap(ExactReduction.init(rawValue:)))
        processGrid = ProcessGridForm(rawValue: settings.text(Self.processGrid)) ?? .square
        backend = DiagonalizationBackend(rawValue: settings.text(Self.backend)) ?? .scalapack
        guard backend.isAvailable else {
            throw ParameterError(
                setting: Self.backend, problem: "backend is \(backend.rawValue), but this program was built without ELPA",
                allowed: "scalapack, or elpa after installing libelpa-dev and building anew")
        }
        threads = settings.integer(Self.threads)
        guard (1...1024).contains(threads) else {
            throw ParameterError(setting: Self.threads, problem: "threads is \(threads)", allowed: "1 to 1024")
        }
    }
}
