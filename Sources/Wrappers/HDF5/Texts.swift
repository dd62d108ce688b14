import CHDF5

/// The variable-length UTF-8 string type.
func textType(for object: String) throws(HDF5Error) -> Handle {
    let type = try Handle(H5Tcopy(moriya_H5T_C_S1()), H5Tclose, "H5Tcopy", object)
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
    _ count: Int, type: borrowing Handle, space: borrowing Handle, _ object: String,
    _ read: (UnsafeMutableRawPointer?) throws(HDF5Error) -> Void
) throws(HDF5Error) -> [String] {
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    try pointers.withUnsafeMutableBufferPointer { buffer throws(HDF5Error) in try read(buffer.baseAddress) }
    // A null pointer is a text never written.
    let texts = pointers.map { $0.map { String(cString: $0) } ?? "" }
    let status = H5Dvlen_reclaim(type.id, space.id, moriya_H5P_DEFAULT(), &pointers)
    try check(status, "H5Dvlen_reclaim", object)
    return texts
}

/// A text from a NUL-terminated buffer.
func swiftText(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
