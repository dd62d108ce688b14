import CHDF5

/// How datasets are laid out: without time stamps, so that equal contents give equal bytes.
func datasetCreationList(for object: String) throws(HDF5Error) -> Handle {
    let list = try propertyList(moriya_H5P_DATASET_CREATE(), for: object)
    try check(H5Pset_obj_track_times(list.id, false), "H5Pset_obj_track_times", object)
    try check(
        H5Pset_attr_creation_order(list.id, moriya_tracked_and_indexed()), "H5Pset_attr_creation_order", object)
    return list
}

/// Asks for chunks of at most a megabyte, shuffled and deflated, where the whole takes more than that. Small datasets
/// stay contiguous: a chunk index and a filter would cost more than they save.
func compress(_ shape: [Int], elementSize: Int, _ creation: borrowing Handle, _ object: String) throws(HDF5Error) {
    let limit = 1 << 20
    func bytes(_ shape: [Int]) -> Int { shape.reduce(elementSize, *) }
    guard bytes(shape) > limit else { return }
    // Slow axes are cut first, so that a chunk is a contiguous run of points with all their numbers.
    var chunk = shape
    for axis in chunk.indices {
        while bytes(chunk) > limit && chunk[axis] > 1 { chunk[axis] = (chunk[axis] + 1) / 2 }
    }
    try check(H5Pset_chunk(creation.id, Int32(chunk.count), chunk.map { hsize_t($0) }), "H5Pset_chunk", object)
    try check(H5Pset_shuffle(creation.id), "H5Pset_shuffle", object)
    // Higher levels take several times as long for a few per cent on floating-point numbers.
    try check(H5Pset_deflate(creation.id, 1), "H5Pset_deflate", object)
}
