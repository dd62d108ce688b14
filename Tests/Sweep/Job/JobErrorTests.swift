import Sweep
import XCTest

/// Every way to write a job wrongly.
final class JobErrorTests: XCTestCase {
    func testEachBadJobGetsItsSentence() {
        for job in BadJob.all {
            do {
                _ = try readJob(job.text)
                XCTFail("accepted:\n\(job.text)\ninstead of: \(job.sentence)")
            } catch {
                XCTAssertEqual("\(error)", job.sentence, "for:\n\(job.text)")
                XCTAssertTrue(error is JobError)
            }
        }
    }
}
