import CHDF5

extension HDF5Dataset {
    /// All numbers, converted to `Element` where the file has another number type.
    public borrowing func read<Element: HDF5Element>(_ type: Element.Type) throws(HDF5Error) -> [Element] {
        try read(type, try shape().reduce(1, *), in: nil)
    }

    /// The numbers in a box of the array, converted to `Element` where the file has another number type.
    ///
    /// - Parameters:
    ///   - start, count: corner and extent of the box along each axis.
    /// - Throws: `HDF5Error`; also if the box reaches beyond the array.
    public borrowing func read<Element: HDF5Element>(
        _ type: Element.Type, at start: [Int], count: [Int]
    ) throws(HDF5Error) -> [Element] {
        try read(type, count.reduce(1, *), in: (start, count))
    }

    /// All texts, of a fixed length or not.
    public borrowing func readTexts() throws(HDF5Error) -> [String] {
        try readTexts(try shape().reduce(1, *), in: nil)
    }

    /// The texts in a box of the array.
    public borrowing func readTexts(at start: [Int], count: [Int]) throws(HDF5Error) -> [String] {
        try readTexts(count.reduce(1, *), in: (start, count))
    }

    /// How the texts of the dataset lie in the file.
    ///
    /// - Throws: `HDF5Error`; also if the dataset holds something else.
    public borrowing func textStorage() throws(HDF5Error) -> HDF5TextStorage {
        try HDF5TextStorage(of: fileType(), path)
    }

    private borrowing func read<Element: HDF5Element>(
        _ type: Element.Type, _ count: Int, in box: (start: [Int], count: [Int])?
    ) throws(HDF5Error) -> [Element] {
        let (id, path) = (handle.id, path)
        return try withSpaces(box) { memory, file throws(HDF5Error) in
            var values = [Element](repeating: .zero, count: count)
            try check(
                H5Dread(id, Element.memoryType, memory, file, moriya_H5P_DEFAULT(), &values), "H5Dread", path)
            return values
        }
    }

    private borrowing func readTexts(_ count: Int, in box: (start: [Int], count: [Int])?) throws(HDF5Error) -> [String] {
        let (id, path) = (handle.id, path)
        let storage = try textStorage()
        let type = try storage.type(for: path)
        let typeID = type.id
        return try withSpaces(box) { memory, file throws(HDF5Error) in
            switch storage {
            case .variableLength:
                return try readCTexts(count, type, path) { buffer throws(HDF5Error) in
                    try check(H5Dread(id, typeID, memory, file, moriya_H5P_DEFAULT(), buffer), "H5Dread", path)
                }
            case .fixedLength(let length):
                let (size, overflow) = count.multipliedReportingOverflow(by: length)
                guard !overflow, size < 1 << 40 else {
                    throw HDF5Error(call: "H5Dread", object: path, stack: ["claims \(count) texts of \(length) bytes"])
                }
                var bytes = [UInt8](repeating: 0, count: size)
                try check(H5Dread(id, typeID, memory, file, moriya_H5P_DEFAULT(), &bytes), "H5Dread", path)
                return unpacked(bytes, length: length)
            }
        }
    }
}
