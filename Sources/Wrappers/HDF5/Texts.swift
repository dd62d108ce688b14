import CHDF5

/// How the texts of a dataset lie in the file; UTF-8 in any case.
public enum HDF5TextStorage: Sendable, Equatable {
    /// Each as long as it is, outside the array. Octave's `load -hdf5` stops at such a dataset.
    case variableLength
    /// Each in so many bytes, zeros behind the shorter ones. Such arrays can be chunked, compressed and checksummed. Some
    /// readers in Python give bytes instead of texts.
    case fixedLength(bytes: Int)

    /// The least fixed length that takes all of these texts.
    public static func fixedLength(for texts: [String]) -> HDF5TextStorage {
        .fixedLength(bytes: max(1, texts.lazy.map(\.utf8.count).max() ?? 1))
    }

    func type(for object: String) throws(HDF5Error) -> Handle {
        switch self {
        case .variableLength: return try textType(for: object)
        case .fixedLength(let bytes):
            let type = try Handle(H5Tcopy(moriya_H5T_C_S1()), .type, "H5Tcopy", object)
            try check(H5Tset_size(type.id, bytes), "H5Tset_size", object)
            try check(H5Tset_strpad(type.id, H5T_STR_NULLPAD), "H5Tset_strpad", object)
            try check(H5Tset_cset(type.id, H5T_CSET_UTF8), "H5Tset_cset", object)
            return type
        }
    }

    /// Reads it off a type found in a file.
    init(of type: borrowing Handle, _ object: String) throws(HDF5Error) {
        if try check(H5Tis_variable_str(type.id), "H5Tis_variable_str", object) > 0 {
            self = .variableLength
        } else {
            let size = H5Tget_size(type.id)
            guard size > 0 else { throw HDF5Error(call: "H5Tget_size", object: object, stack: ["found no size"]) }
            self = .fixedLength(bytes: size)
        }
    }
}

/// The variable-length UTF-8 string type.
func textType(for object: String) throws(HDF5Error) -> Handle {
    let type = try Handle(H5Tcopy(moriya_H5T_C_S1()), .type, "H5Tcopy", object)
    try check(H5Tset_size(type.id, moriya_H5T_VARIABLE()), "H5Tset_size", object)
    try check(H5Tset_cset(type.id, H5T_CSET_UTF8), "H5Tset_cset", object)
    return type
}

/// Lends texts to C as an array of pointers to NUL-terminated UTF-8. A NUL inside a text ends it there.
func withCTexts<Result>(_ texts: [String], _ body: (UnsafeRawPointer?) throws(HDF5Error) -> Result) throws(HDF5Error)
    -> Result
{
    // One buffer for all: an allocation for each of a million labels would take longer than writing them.
    var bytes: [CChar] = []
    var offsets: [Int] = []
    offsets.reserveCapacity(texts.count)
    for text in texts {
        offsets.append(bytes.count)
        for byte in text.utf8 { bytes.append(CChar(bitPattern: byte)) }
        bytes.append(0)
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(HDF5Error) in
        let pointers = offsets.map { offset in buffer.baseAddress.map { $0 + offset } }
        return try pointers.withUnsafeBufferPointer { pointers throws(HDF5Error) in try body(pointers.baseAddress) }
    }
}

/// Reads `count` texts through `read`, which fills an array of `char *`, and returns HDF5's memory to it.
func readCTexts(
    _ count: Int, _ type: borrowing Handle, _ object: String,
    _ read: (UnsafeMutableRawPointer?) throws(HDF5Error) -> Void
) throws(HDF5Error) -> [String] {
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    let space = try dataspace([count], for: object)
    try pointers.withUnsafeMutableBufferPointer { buffer throws(HDF5Error) in try read(buffer.baseAddress) }
    // A null pointer is a text never written.
    let texts = pointers.map { $0.map { String(cString: $0) } ?? "" }
    let status = H5Dvlen_reclaim(type.id, space.id, moriya_H5P_DEFAULT(), &pointers)
    try check(status, "H5Dvlen_reclaim", object)
    return texts
}

/// Texts side by side, `length` bytes each, zeros behind the shorter ones.
///
/// - Throws: `HDF5Error` if one is longer: cut short, it would be another text.
func packed(_ texts: [String], length: Int, for object: String) throws(HDF5Error) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: texts.count * length)
    for (index, text) in texts.enumerated() {
        let utf8 = Array(text.utf8)
        guard utf8.count <= length else {
            throw HDF5Error(
                call: "H5Dwrite", object: object, stack: ["\"\(text)\" takes \(utf8.count) bytes where \(length) are kept"])
        }
        bytes.replaceSubrange(index * length..<index * length + utf8.count, with: utf8)
    }
    return bytes
}

/// What `packed` packed.
func unpacked(_ bytes: [UInt8], length: Int) -> [String] {
    stride(from: 0, to: bytes.count, by: length).map { start in
        String(decoding: bytes[start..<start + length].prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// A text from a NUL-terminated buffer.
func swiftText(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
