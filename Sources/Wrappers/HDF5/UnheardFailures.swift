import Synchronization

/// The first failure of a close that nobody was there to hear of: a group or a dataset that died by scope.
///
/// HDF5 writes when an object is closed, and the file may well be closed without an error after a dataset was not. Each
/// file keeps one of these for all that is opened in it, and does not close in peace if there is anything in it.
final class UnheardFailures: Sendable {
    private let first = Mutex<HDF5Error?>(nil)

    func record(_ failure: HDF5Error) {
        first.withLock { if $0 == nil { $0 = failure } }
    }

    /// Throws what was recorded.
    func hear() throws(HDF5Error) {
        if let failure = first.withLock({ $0 }) { throw failure }
    }
}
