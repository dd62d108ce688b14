import Foundation

/// Zeros in memory of this rank. Unlike an array, it reports that there is too little memory.
struct LocalBuffer: ~Copyable {
    /// Nil if there was too little memory.
    let pointer: UnsafeMutablePointer<Double>?

    /// Room for `count` doubles, and at least for one, since Fortran wants an address even for nothing.
    init(count: Int) {
        // The system hands out zeroed pages on first touch.
        pointer = calloc(max(1, count), MemoryLayout<Double>.stride)?.assumingMemoryBound(to: Double.self)
    }

    deinit { free(pointer) }
}
