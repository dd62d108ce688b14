import CHDF5

/// A group of an HDF5 file.
public struct HDF5Group: ~Copyable, HDF5Object {
    private let handle: Handle
    /// The file and the path in it, without the slash at the end.
    public let path: String
    private let unheard: UnheardFailures

    public var identifier: Int64 { handle.id }

    init(_ id: hid_t, _ call: String, path: String, _ unheard: UnheardFailures) throws(HDF5Error) {
        handle = try Handle(id, .group, call, path, unheard)
        self.path = path
        self.unheard = unheard
    }

    public borrowing func createGroup(_ name: String) throws(HDF5Error) -> HDF5Group {
        let path = child(name)
        let creation = try propertyList(moriya_H5P_GROUP_CREATE(), for: path)
        try trackCreationOrder(creation, path)
        let defaults = moriya_H5P_DEFAULT()
        return try HDF5Group(
            H5Gcreate2(handle.id, name, defaults, creation.id, defaults), "H5Gcreate2", path: path, unheard)
    }

    public borrowing func openGroup(_ name: String) throws(HDF5Error) -> HDF5Group {
        try HDF5Group(H5Gopen2(handle.id, name, moriya_H5P_DEFAULT()), "H5Gopen2", path: child(name), unheard)
    }

    /// Creates a dataset of numbers.
    ///
    /// - Parameters:
    ///   - shape: the extent along each axis, the last running fastest; empty for a single value.
    ///   - fill: what elements never written read as.
    ///   - storage: how the dataset lies in the file; left out, one above a megabyte is cut into chunks and compressed.
    public borrowing func createDataset<Element: HDF5Element>(
        _ name: String, of type: Element.Type, shape: [Int], fill: Element? = nil, storage: HDF5Storage = HDF5Storage()
    ) throws(HDF5Error) -> HDF5Dataset {
        let path = child(name)
        let creation = try datasetCreationList(for: path)
        if var fill {
            try check(H5Pset_fill_value(creation.id, Element.memoryType, &fill), "H5Pset_fill_value", path)
        }
        try storage.apply(to: creation, shape, elementSize: MemoryLayout<Element>.size, path)
        return try createDataset(name, typeID: Element.fileType, shape, creation)
    }

    /// Creates a dataset of texts.
    ///
    /// - Parameters:
    ///   - shape: the extent along each axis, the last running fastest; empty for a single text.
    ///   - texts: whether all take the same room.
    ///   - storage: how the dataset lies in the file. Without effect on texts of variable length: HDF5 keeps the characters
    ///     elsewhere.
    public borrowing func createTextDataset(
        _ name: String, shape: [Int], texts: HDF5TextStorage = .variableLength, storage: HDF5Storage = HDF5Storage()
    ) throws(HDF5Error) -> HDF5Dataset {
        let path = child(name)
        let type = try texts.type(for: path)
        let creation = try datasetCreationList(for: path)
        if case .fixedLength(let bytes) = texts {
            try storage.apply(to: creation, shape, elementSize: bytes, path)
        }
        return try createDataset(name, typeID: type.id, shape, creation)
    }

    /// - Throws: `HDF5Error`; also if the name is a link to elsewhere, if the numbers lie in another file, or if they are packed
    ///   as this module packs none.
    public borrowing func openDataset(_ name: String) throws(HDF5Error) -> HDF5Dataset {
        let path = child(name)
        guard try check(moriya_link_is_hard(handle.id, name), "H5Lget_info", path) > 0 else {
            throw HDF5Error(call: "H5Dopen2", object: path, stack: ["is a link to elsewhere"])
        }
        let dataset = try HDF5Dataset(
            Handle(H5Dopen2(handle.id, name, moriya_H5P_DEFAULT()), .dataset, "H5Dopen2", path, unheard), path: path)
        let creation = try Handle(H5Dget_create_plist(dataset.identifier), .propertyList, "H5Dget_create_plist", path)
        let external = try check(H5Pget_external_count(creation.id), "H5Pget_external_count", path)
        guard external == 0, H5Pget_layout(creation.id) != H5D_VIRTUAL else {
            throw HDF5Error(call: "H5Dopen2", object: path, stack: ["keeps its numbers in another file"])
        }
        try requireOwnPacking(creation, dataset.shape(), path)
        return dataset
    }

    /// Whether the group has a member (a dataset or a group) of this name.
    public borrowing func contains(_ name: String) throws(HDF5Error) -> Bool {
        try check(H5Lexists(handle.id, name, moriya_H5P_DEFAULT()), "H5Lexists", child(name)) > 0
    }

    /// The names of the group's members, in the order of their creation.
    public borrowing func names() throws(HDF5Error) -> [String] {
        var info = H5G_info_t()
        try check(H5Gget_info(handle.id, &info), "H5Gget_info", path)
        var names: [String] = []
        for index in 0..<info.nlinks {
            func name(_ buffer: UnsafeMutablePointer<CChar>?, _ size: Int) -> Int {
                H5Lget_name_by_idx(
                    handle.id, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, index, buffer, size, moriya_H5P_DEFAULT())
            }
            let length = try check(name(nil, 0), "H5Lget_name_by_idx", path)
            var buffer = [CChar](repeating: 0, count: length + 1)
            try check(name(&buffer, buffer.count), "H5Lget_name_by_idx", path)
            names.append(swiftText(buffer))
        }
        return names
    }

    public consuming func close() throws(HDF5Error) { try handle.close() }

    private func child(_ name: String) -> String { "\(path)/\(name)" }

    private borrowing func createDataset(
        _ name: String, typeID: hid_t, _ shape: [Int], _ creation: borrowing Handle
    ) throws(HDF5Error) -> HDF5Dataset {
        let path = child(name)
        let space = try dataspace(shape, for: path)
        let defaults = moriya_H5P_DEFAULT()
        return try HDF5Dataset(
            Handle(
                H5Dcreate2(handle.id, name, typeID, space.id, defaults, creation.id, defaults), .dataset,
                "H5Dcreate2", path, unheard), path: path)
    }
}
