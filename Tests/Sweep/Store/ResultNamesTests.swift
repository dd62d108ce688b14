import Sweep
import XCTest

/// Names that would stand for two things in a result file.
final class ResultNamesTests: StoreTestCase {
    /// A model that calls its literature as every result file calls the program.
    private struct ClashingModel: PointwiseModel {
        static let name = "clashing"
        static let title = "clashing"
        static let parameters = [Parameter("mu", .real, .required, unit: "t", "chemical potential")]
        static let solvers: [SolverDescription] = []
        static let conventions = [(name: "source", text: "arXiv:0000.00000")]
        let observables = [Observable(.init("energy"), unit: "t", "energy")]
        let table: [TableColumn] = []

        init(_ job: JobHeader) {}
        func point(_ parameters: ParameterSet) -> ParameterSet { parameters }
        func evaluate(_ point: ParameterSet) -> PointResult { .failed("") }
    }

    private func job(_ model: any Model.Type, _ axes: [Axis], fixed: ParameterSet = ParameterSet([:])) throws -> Job {
        try Job(
            model: model, fixed: fixed, grid: Grid(axes: axes), solver: .auto,
            source: JobSource(jobPath: "job.yaml", jobText: "", systemPath: nil, systemText: nil))
    }

    func testAConventionNeverTakesAnothersName() throws {
        let directory = try directory()
        let job = try job(ClashingModel.self, [Axis(members: [.init(key: "mu", values: [.real(1)])])])
        XCTAssertEqual(
            sentence(.badData) { _ = try merge(directory, job: job, provenance: storeProvenance) },
            "model clashing calls a convention source, as every result file calls something else")
    }
}
