import CHDF5

/// Any identifier of HDF5 with the function that releases it.
struct Handle: ~Copyable {
    let id: hid_t
    private let release: @Sendable @convention(c) (hid_t) -> herr_t

    /// Takes over `id`, which a call named `call` returned.
    init(
        _ id: hid_t, _ release: @escaping @Sendable @convention(c) (hid_t) -> herr_t, _ call: String,
        _ object: @autoclosure () -> String
    ) throws(HDF5Error) {
        self.id = try check(id, call, object())
        self.release = release
    }

    /// Releases the identifier. Where a disk is full, this is where it may show.
    consuming func close(_ call: String, _ object: String) throws(HDF5Error) {
        let status = release(id)
        discard self
        try check(status, call, object)
    }

    deinit { _ = release(id) }
}

/// A new property list of a class, such as `moriya_H5P_FILE_ACCESS()`.
func propertyList(_ propertyClass: hid_t, for object: String) throws(HDF5Error) -> Handle {
    try Handle(H5Pcreate(propertyClass), H5Pclose, "H5Pcreate", object)
}

/// A dataspace: a scalar where `shape` is empty.
func dataspace(_ shape: [Int], for object: String) throws(HDF5Error) -> Handle {
    if shape.isEmpty { return try Handle(H5Screate(H5S_SCALAR), H5Sclose, "H5Screate", object) }
    let extent = shape.map { hsize_t($0) }
    return try Handle(H5Screate_simple(Int32(shape.count), extent, nil), H5Sclose, "H5Screate_simple", object)
}

/// The extent of a dataspace; empty for a scalar.
func extent(of space: borrowing Handle, _ object: String) throws(HDF5Error) -> [Int] {
    let rank = try check(H5Sget_simple_extent_ndims(space.id), "H5Sget_simple_extent_ndims", object)
    var extent = [hsize_t](repeating: 0, count: Int(rank))
    try check(H5Sget_simple_extent_dims(space.id, &extent, nil), "H5Sget_simple_extent_dims", object)
    return extent.map(Int.init)
}
