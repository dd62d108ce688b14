import FileNames
import Foundation

/// An array of numbers on disk instead of in memory: a file without a name, in the folder where the result will be, which
/// vanishes with the process. NaN where nothing was written.
final class ScratchArray {
    private let descriptor: Int32
    private let path: String

    /// - Parameter path: of the file that is being made; the scratch file lies beside it for a moment.
    init(beside path: String) throws(StoreError) {
        var template = "\(path).XXXXXX".cFileName
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .io("write beside", path, systemMessage()) }
        unlink(template)
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Holes of a file read as zeros, which shall mean NaN.
    private func swappingZeroAndNaN(_ value: Double) -> Double {
        Double(bitPattern: value.bitPattern ^ Double.nan.bitPattern)
    }

    /// Writes numbers from a position on.
    func write(_ numbers: ArraySlice<Double>, at position: Int) throws(StoreError) {
        // A hole costs nothing: whole observables may be missing at a million points.
        guard !numbers.allSatisfy(\.isNaN) else { return }
        let values = numbers.map(swappingZeroAndNaN)
        var done = 0
        let bytes = values.count * 8
        while done < bytes {
            let count = values.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress.map { $0 + done }, bytes - done, off_t(position * 8 + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw .io("write", path, count == 0 ? "the file system takes no more bytes" : systemMessage())
            }
            done += count
        }
        // A write may be lost and nobody told; the result, which is read back later, would then be compared with the loss.
        let found = try read(position..<position + numbers.count)
        guard zip(found, numbers).allSatisfy({ $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }) else {
            throw .io("write", path, "what stands on the disk is not what was written (scratch file)")
        }
    }

    func read(_ range: Range<Int>) throws(StoreError) -> [Double] {
        var values = [Double](repeating: 0, count: range.count)
        var done = 0
        while done < range.count * 8 {
            let count = values.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(range.lowerBound * 8 + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .io("read", path, systemMessage()) }
            // Beyond the last number written there is only a hole.
            if count == 0 { break }
            done += count
        }
        return values.map(swappingZeroAndNaN)
    }
}
