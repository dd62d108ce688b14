import CHDF5

/// The function that gives an identifier of HDF5 back, with its name for errors.
struct Release: Sendable {
    let call: String
    let function: @Sendable @convention(c) (hid_t) -> herr_t

    static let file = Release(call: "H5Fclose", function: H5Fclose)
    static let group = Release(call: "H5Gclose", function: H5Gclose)
    static let dataset = Release(call: "H5Dclose", function: H5Dclose)
    static let attribute = Release(call: "H5Aclose", function: H5Aclose)
    static let space = Release(call: "H5Sclose", function: H5Sclose)
    static let type = Release(call: "H5Tclose", function: H5Tclose)
    static let propertyList = Release(call: "H5Pclose", function: H5Pclose)
}

/// Any identifier of HDF5 with the function that releases it.
struct Handle: ~Copyable {
    let id: hid_t
    private let release: Release
    private let object: String
    /// Where a failure is kept that nobody was there to hear of. Nil for what holds nothing to write: types, spaces,
    /// property lists.
    private let unheard: UnheardFailures?
    private var isOpen = true

    /// Takes over `id`, which a call named `call` returned.
    init(_ id: hid_t, _ release: Release, _ call: String, _ object: String, _ unheard: UnheardFailures? = nil)
        throws(HDF5Error)
    {
        self.id = try check(id, call, object)
        self.release = release
        self.object = object
        self.unheard = unheard
    }

    /// Releases the identifier. HDF5 writes what it still holds of the object here, so that a full disk shows here.
    consuming func close() throws(HDF5Error) {
        isOpen = false
        try check(release.function(id), release.call, object)
    }

    deinit {
        guard isOpen else { return }
        do throws(HDF5Error) {
            try check(release.function(id), release.call, object)
        } catch {
            unheard?.record(error)
        }
    }
}

/// A new property list of a class, such as `moriya_H5P_FILE_ACCESS()`.
func propertyList(_ propertyClass: hid_t, for object: String) throws(HDF5Error) -> Handle {
    try Handle(H5Pcreate(propertyClass), .propertyList, "H5Pcreate", object)
}

/// A dataspace: a scalar where `shape` is empty.
func dataspace(_ shape: [Int], for object: String) throws(HDF5Error) -> Handle {
    if shape.isEmpty { return try Handle(H5Screate(H5S_SCALAR), .space, "H5Screate", object) }
    let extent = shape.map { hsize_t($0) }
    return try Handle(H5Screate_simple(Int32(shape.count), extent, nil), .space, "H5Screate_simple", object)
}

/// The extent of a dataspace; empty for a scalar.
func extent(of space: borrowing Handle, _ object: String) throws(HDF5Error) -> [Int] {
    let rank = try check(H5Sget_simple_extent_ndims(space.id), "H5Sget_simple_extent_ndims", object)
    var extent = [hsize_t](repeating: 0, count: Int(rank))
    try check(H5Sget_simple_extent_dims(space.id, &extent, nil), "H5Sget_simple_extent_dims", object)
    // A damaged file may claim any extent; nothing that we could hold has more than 2^48 elements.
    var count: hsize_t = 1
    for length in extent {
        let (product, overflow) = count.multipliedReportingOverflow(by: max(1, length))
        guard !overflow, length < 1 << 48, product < 1 << 48 else {
            throw HDF5Error(call: "H5Sget_simple_extent_dims", object: object, stack: ["found an impossible extent \(extent)"])
        }
        count = product
    }
    return extent.map(Int.init)
}
