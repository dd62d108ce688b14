import CHDF5

/// A dataset of an HDF5 file: an array of numbers or texts, written whole or by boxes, read whole.
public struct HDF5Dataset: ~Copyable, HDF5Object {
    private let handle: Handle
    /// The file and the path in it.
    public let path: String

    public var identifier: Int64 { handle.id }

    init(_ handle: consuming Handle, path: String) {
        self.handle = handle
        self.path = path
    }

    /// The extent along each axis; empty for a single value.
    public borrowing func shape() throws(HDF5Error) -> [Int] { try extent(of: space(), path) }

    public borrowing func kind() throws(HDF5Error) -> HDF5Kind {
        let type = try Handle(H5Dget_type(handle.id), H5Tclose, "H5Dget_type", path)
        return HDF5Kind(typeID: type.id)
    }

    /// - Parameter values: as many as the shape says, the last axis running fastest.
    public borrowing func write<Element: HDF5Element>(_ values: [Element]) throws(HDF5Error) {
        try requireCount(values.count)
        let all = moriya_H5S_ALL()
        try check(
            H5Dwrite(handle.id, Element.memoryType, all, all, moriya_H5P_DEFAULT(), values), "H5Dwrite", path)
    }

    /// Writes a box of the array.
    ///
    /// - Parameters:
    ///   - values: as many as the box has, the last axis running fastest.
    ///   - start, count: corner and extent of the box along each axis; both empty for a single value.
    public borrowing func write<Element: HDF5Element>(
        _ values: [Element], at start: [Int], count: [Int]
    ) throws(HDF5Error) {
        precondition(values.count == count.reduce(1, *), "\(path): a box of \(count) does not take \(values.count) values")
        guard !start.isEmpty else { return try write(values) }
        let space = try box(start, count)
        let memory = try dataspace(count, for: path)
        try check(
            H5Dwrite(handle.id, Element.memoryType, memory.id, space.id, moriya_H5P_DEFAULT(), values), "H5Dwrite", path)
    }

    /// Writes a box of texts.
    public borrowing func write(_ texts: [String], at start: [Int], count: [Int]) throws(HDF5Error) {
        precondition(texts.count == count.reduce(1, *), "\(path): a box of \(count) does not take \(texts.count) texts")
        guard !start.isEmpty else { return try write(texts) }
        let type = try textType(for: path)
        let space = try box(start, count)
        let memory = try dataspace(count, for: path)
        let (id, typeID, spaceID, memoryID) = (handle.id, type.id, space.id, memory.id)
        let status = try withCTexts(texts) { pointers throws(HDF5Error) in
            H5Dwrite(id, typeID, memoryID, spaceID, moriya_H5P_DEFAULT(), pointers)
        }
        try check(status, "H5Dwrite", path)
    }

    /// The dataset's space with a box selected.
    private borrowing func box(_ start: [Int], _ count: [Int]) throws(HDF5Error) -> Handle {
        let space = try space()
        try check(
            H5Sselect_hyperslab(
                space.id, H5S_SELECT_SET, start.map { hsize_t($0) }, nil, count.map { hsize_t($0) }, nil),
            "H5Sselect_hyperslab", path)
        return space
    }

    /// - Parameter texts: as many as the shape says, the last axis running fastest.
    public borrowing func write(_ texts: [String]) throws(HDF5Error) {
        try requireCount(texts.count)
        let type = try textType(for: path)
        let all = moriya_H5S_ALL()
        let status = try withCTexts(texts) { pointers throws(HDF5Error) in
            H5Dwrite(handle.id, type.id, all, all, moriya_H5P_DEFAULT(), pointers)
        }
        try check(status, "H5Dwrite", path)
    }

    /// All numbers, converted to `Element` where the file has another number type.
    public borrowing func read<Element: HDF5Element>(_ type: Element.Type) throws(HDF5Error) -> [Element] {
        var values = [Element](repeating: .zero, count: try shape().reduce(1, *))
        let all = moriya_H5S_ALL()
        try check(H5Dread(handle.id, Element.memoryType, all, all, moriya_H5P_DEFAULT(), &values), "H5Dread", path)
        return values
    }

    /// The numbers of a box of the array.
    ///
    /// - Parameters:
    ///   - start, count: corner and extent of the box along each axis; both empty for a single value.
    public borrowing func read<Element: HDF5Element>(
        _ type: Element.Type, at start: [Int], count: [Int]
    ) throws(HDF5Error) -> [Element] {
        guard !start.isEmpty else { return try read(type) }
        var values = [Element](repeating: .zero, count: count.reduce(1, *))
        let space = try box(start, count)
        let memory = try dataspace(count, for: path)
        try check(
            H5Dread(handle.id, Element.memoryType, memory.id, space.id, moriya_H5P_DEFAULT(), &values), "H5Dread", path)
        return values
    }

    public borrowing func readTexts() throws(HDF5Error) -> [String] {
        let type = try textType(for: path)
        let space = try space()
        let (id, typeID, path, all) = (handle.id, type.id, path, moriya_H5S_ALL())
        let count = try extent(of: space, path).reduce(1, *)
        return try readCTexts(count, type: type, space: space, path) { buffer throws(HDF5Error) in
            try check(H5Dread(id, typeID, all, all, moriya_H5P_DEFAULT(), buffer), "H5Dread", path)
        }
    }

    public consuming func close() throws(HDF5Error) {
        let path = path
        try handle.close("H5Dclose", path)
    }

    private borrowing func space() throws(HDF5Error) -> Handle {
        try Handle(H5Dget_space(handle.id), H5Sclose, "H5Dget_space", path)
    }

    /// HDF5 takes the length of a buffer on trust.
    private borrowing func requireCount(_ count: Int) throws(HDF5Error) {
        let expected = try shape().reduce(1, *)
        precondition(count == expected, "\(path) takes \(expected) values, not \(count)")
    }
}
