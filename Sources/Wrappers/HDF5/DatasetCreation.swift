import CHDF5

/// How datasets are laid out: without time stamps, so that equal contents give equal bytes.
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

/// Asks for chunks, shuffled and deflated, where the array is large.
func compress(_ shape: [Int], elementSize: Int, _ creation: borrowing Handle, _ object: String) throws(HDF5Error) {
    guard let chunk = chunkShape(for: shape, elementSize: elementSize) else { return }
    try check(H5Pset_chunk(creation.id, Int32(chunk.count), chunk.map { hsize_t($0) }), "H5Pset_chunk", object)
    try check(H5Pset_shuffle(creation.id), "H5Pset_shuffle", object)
    // Higher levels take several times as long for a few per cent on floating-point numbers.
    try check(H5Pset_deflate(creation.id, 1), "H5Pset_deflate", object)
}
