/// Cuts an array into boxes that are contiguous in row-major order, so that it can be written piece by piece.
struct ArraySlabs {
    struct Slab: Equatable {
        /// The corner, and the extent along each axis.
        let start: [Int]
        let count: [Int]
        /// The same numbers counted through.
        let range: Range<Int>
    }

    let slabs: [Slab]

    /// - Parameters:
    ///   - shape: of the array; empty for a single value.
    ///   - limit: how many numbers a slab may have, at least one.
    ///   - multiples: along each axis, what the extent of a slab should be a multiple of, where it is not whole.
    init(shape: [Int], limit: Int, multiples: [Int]) {
        /// Numbers for one step along each axis.
        var strides = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
        // Axes before `cut` are walked one by one, those behind it are whole.
        guard let cut = shape.indices.first(where: { strides[$0] <= limit }) else {
            slabs = [Slab(start: [], count: [], range: 0..<1)]
            return
        }
        var step = max(1, limit / strides[cut])
        if step > multiples[cut] { step -= step % multiples[cut] }
        var slabs: [Slab] = []
        for outer in 0..<shape[..<cut].reduce(1, *) {
            var prefix: [Int] = []
            var rest = outer
            for axis in (0..<cut).reversed() {
                prefix.insert(rest % shape[axis], at: 0)
                rest /= shape[axis]
            }
            for first in stride(from: 0, to: shape[cut], by: step) {
                let length = min(step, shape[cut] - first)
                let start = outer * shape[cut] * strides[cut] + first * strides[cut]
                slabs.append(
                    Slab(
                        start: prefix + [first] + shape[(cut + 1)...].map { _ in 0 },
                        count: prefix.map { _ in 1 } + [length] + shape[(cut + 1)...],
                        range: start..<start + length * strides[cut]))
            }
        }
        self.slabs = slabs
    }
}
