import CHDF5

/// A dataset of an HDF5 file: an array of numbers or texts, written and read whole or by boxes.
///
/// A box is a corner and an extent along each axis, both empty for a single value. Arrays of values have the last axis
/// running fastest.
public struct HDF5Dataset: ~Copyable, HDF5Object {
    let handle: Handle
    /// The file and the path in it.
    public let path: String

    public var identifier: Int64 { handle.id }

    init(_ handle: consuming Handle, path: String) {
        self.handle = handle
        self.path = path
    }

    /// The extent along each axis; empty for a single value.
    public borrowing func shape() throws(HDF5Error) -> [Int] { try extent(of: space(), path) }

    /// What the dataset holds: reals, integers, texts or something else.
    public borrowing func kind() throws(HDF5Error) -> HDF5Kind {
        let type = try fileType()
        return HDF5Kind(typeID: type.id)
    }

    public consuming func close() throws(HDF5Error) { try handle.close() }

    borrowing func fileType() throws(HDF5Error) -> Handle {
        try Handle(H5Dget_type(handle.id), .type, "H5Dget_type", path)
    }

    borrowing func space() throws(HDF5Error) -> Handle {
        try Handle(H5Dget_space(handle.id), .space, "H5Dget_space", path)
    }

    /// The dataset's space with a box selected.
    borrowing func box(_ start: [Int], _ count: [Int]) throws(HDF5Error) -> Handle {
        let space = try space()
        // HDF5 reads as many numbers as the array has axes.
        let shape = try extent(of: space, path)
        precondition(
            start.count == shape.count && count.count == shape.count, "\(path): no box of \(count) in an array of \(shape)")
        try check(
            H5Sselect_hyperslab(
                space.id, H5S_SELECT_SET, start.map { hsize_t($0) }, nil, count.map { hsize_t($0) }, nil),
            "H5Sselect_hyperslab", path)
        return space
    }

    /// What a transfer of a box, or of the whole array, gives HDF5 as memory space and file space.
    ///
    /// - Parameter box: nil for the whole.
    borrowing func withSpaces<Result>(
        _ box: (start: [Int], count: [Int])?, _ body: (_ memory: hid_t, _ file: hid_t) throws(HDF5Error) -> Result
    ) throws(HDF5Error) -> Result {
        // A single value has no box to select.
        guard let box, !box.start.isEmpty else { return try body(moriya_H5S_ALL(), moriya_H5S_ALL()) }
        let file = try self.box(box.start, box.count)
        let memory = try dataspace(box.count, for: path)
        return try body(memory.id, file.id)
    }
}
