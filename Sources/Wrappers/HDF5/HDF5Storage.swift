import CHDF5

/// How a dataset lies in the file. What is not said is chosen: small arrays in one piece, larger ones in compressed chunks.
public struct HDF5Storage: Sendable, Equatable {
    /// The extent of a chunk along each axis. Nil where the array is to be cut as `chunkShape` says.
    public var chunk: [Int]?
    /// Whether chunks are shuffled and deflated.
    public var isCompressed: Bool
    /// Whether each chunk carries a Fletcher-32 checksum, so that reading damaged numbers fails. Arrays too small to be
    /// cut become one uncompressed chunk for it.
    public var hasChecksums: Bool

    public init(chunk: [Int]? = nil, isCompressed: Bool = true, hasChecksums: Bool = false) {
        self.chunk = chunk
        self.isCompressed = isCompressed
        self.hasChecksums = hasChecksums
    }

    /// Sets chunks and filters. Single values and arrays without elements have neither: HDF5 has no chunks for them.
    func apply(to creation: borrowing Handle, _ shape: [Int], elementSize: Int, _ object: String) throws(HDF5Error) {
        guard !shape.isEmpty, !shape.contains(0) else { return }
        let cut = chunk ?? chunkShape(for: shape, elementSize: elementSize)
        guard let extent = cut ?? (hasChecksums ? shape : nil) else { return }
        precondition(extent.count == shape.count, "\(object): chunks of \(extent) for an array of \(shape)")
        try check(H5Pset_chunk(creation.id, Int32(extent.count), extent.map { hsize_t($0) }), "H5Pset_chunk", object)
        if isCompressed, cut != nil {
            try check(H5Pset_shuffle(creation.id), "H5Pset_shuffle", object)
            // Higher levels take several times as long for a few per cent on floating-point numbers.
            try check(H5Pset_deflate(creation.id, 1), "H5Pset_deflate", object)
        }
        // Last, so that what is checked is what stands on disk.
        if hasChecksums { try check(H5Pset_fletcher32(creation.id), "H5Pset_fletcher32", object) }
    }
}

/// Refuses what `apply` never makes: other filters, which HDF5 would look for among plugins, and chunks larger than the array,
/// by which a few bytes may claim gigabytes.
func requireOwnPacking(_ creation: borrowing Handle, _ shape: [Int], _ object: String) throws(HDF5Error) {
    for index in 0..<(try check(H5Pget_nfilters(creation.id), "H5Pget_nfilters", object)) {
        var (flags, count, options): (UInt32, Int, UInt32) = (0, 0, 0)
        let filter = H5Pget_filter2(creation.id, UInt32(index), &flags, &count, nil, 0, nil, &options)
        guard [H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32].contains(filter) else {
            throw HDF5Error(call: "H5Dopen2", object: object, stack: ["is packed by a filter that is not ours (\(filter))"])
        }
    }
    guard H5Pget_layout(creation.id) == H5D_CHUNKED else { return }
    var chunk = [hsize_t](repeating: 0, count: shape.count)
    try check(H5Pget_chunk(creation.id, Int32(chunk.count), &chunk), "H5Pget_chunk", object)
    guard zip(chunk, shape).allSatisfy({ $0 <= $1 }) else {
        throw HDF5Error(call: "H5Dopen2", object: object, stack: ["has chunks of \(chunk), larger than itself"])
    }
}

/// How datasets are made: without time stamps, so that equal contents give equal bytes.
func datasetCreationList(for object: String) throws(HDF5Error) -> Handle {
    let list = try propertyList(moriya_H5P_DATASET_CREATE(), for: object)
    try check(H5Pset_obj_track_times(list.id, false), "H5Pset_obj_track_times", object)
    try check(
        H5Pset_attr_creation_order(list.id, moriya_tracked_and_indexed()), "H5Pset_attr_creation_order", object)
    return list
}

/// The chunks of an array: a contiguous run of at most a megabyte each, slow axes being cut first. Nil where the whole takes
/// no more than that: small datasets stay contiguous, a chunk index and a filter would cost more than they save.
public func chunkShape(for shape: [Int], elementSize: Int) -> [Int]? {
    let limit = 1 << 20
    func bytes(_ shape: [Int]) -> Int { shape.reduce(elementSize, *) }
    guard bytes(shape) > limit else { return nil }
    var chunk = shape
    for axis in chunk.indices {
        while bytes(chunk) > limit && chunk[axis] > 1 { chunk[axis] = (chunk[axis] + 1) / 2 }
    }
    return chunk
}
