import CHDF5

extension HDF5Dataset {
    /// - Parameter values: as many as the shape says.
    public borrowing func write<Element: HDF5Element>(_ values: [Element]) throws(HDF5Error) {
        try requireCount(values.count)
        try write(values, in: nil)
    }

    /// Writes a box of the array.
    ///
    /// - Parameters:
    ///   - values: as many as the box has.
    ///   - start, count: corner and extent of the box along each axis.
    public borrowing func write<Element: HDF5Element>(
        _ values: [Element], at start: [Int], count: [Int]
    ) throws(HDF5Error) {
        precondition(values.count == count.reduce(1, *), "\(path): a box of \(count) does not take \(values.count) values")
        try write(values, in: (start, count))
    }

    /// - Parameter texts: as many as the shape says.
    /// - Throws: `HDF5Error`; also if the dataset has texts of a fixed length and one is longer.
    public borrowing func write(_ texts: [String]) throws(HDF5Error) {
        try requireCount(texts.count)
        try write(texts, in: nil)
    }

    /// Writes a box of texts.
    public borrowing func write(_ texts: [String], at start: [Int], count: [Int]) throws(HDF5Error) {
        precondition(texts.count == count.reduce(1, *), "\(path): a box of \(count) does not take \(texts.count) texts")
        try write(texts, in: (start, count))
    }

    private borrowing func write<Element: HDF5Element>(_ values: [Element], in box: (start: [Int], count: [Int])?)
        throws(HDF5Error)
    {
        let (id, path) = (handle.id, path)
        try withSpaces(box) { memory, file throws(HDF5Error) in
            _ = try check(
                H5Dwrite(id, Element.memoryType, memory, file, moriya_H5P_DEFAULT(), values), "H5Dwrite", path)
        }
    }

    private borrowing func write(_ texts: [String], in box: (start: [Int], count: [Int])?) throws(HDF5Error) {
        let (id, path) = (handle.id, path)
        let storage = try textStorage()
        let type = try storage.type(for: path)
        let typeID = type.id
        try withSpaces(box) { memory, file throws(HDF5Error) in
            let status: herr_t
            switch storage {
            case .variableLength:
                status = try withCTexts(texts) { pointers throws(HDF5Error) in
                    H5Dwrite(id, typeID, memory, file, moriya_H5P_DEFAULT(), pointers)
                }
            case .fixedLength(let length):
                let bytes = try packed(texts, length: length, for: path)
                status = H5Dwrite(id, typeID, memory, file, moriya_H5P_DEFAULT(), bytes)
            }
            try check(status, "H5Dwrite", path)
        }
    }

    /// HDF5 takes the length of a buffer on trust.
    private borrowing func requireCount(_ count: Int) throws(HDF5Error) {
        let expected = try shape().reduce(1, *)
        precondition(count == expected, "\(path) takes \(expected) values, not \(count)")
    }
}
