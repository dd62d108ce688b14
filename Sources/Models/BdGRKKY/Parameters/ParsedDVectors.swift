import BogoliubovDeGennes
import Synchronization

/// Remembers the last d-vector read: the points of a grid mostly share one, and reading it takes longer than all other
/// checks of a point together.
final class ParsedDVectors: Sendable {
    private let last = Mutex<(text: String, dVector: DVector)?>(nil)

    func parsed(_ text: String) throws(DVectorSyntaxError) -> DVector {
        if let known = last.withLock({ $0?.text == text ? $0?.dVector : nil }) { return known }
        let dVector = try DVector(parsing: text)
        last.withLock { $0 = (text, dVector) }
        return dVector
    }
}
