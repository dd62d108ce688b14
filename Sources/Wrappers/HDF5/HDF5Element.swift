import CHDF5

/// A number type that HDF5 stores; little-endian in the file.
public protocol HDF5Element: BitwiseCopyable, Sendable {
    /// The type in the file, an identifier owned by HDF5.
    static var fileType: Int64 { get }
    /// The type in memory, an identifier owned by HDF5.
    static var memoryType: Int64 { get }
    /// What a buffer to be read into starts with.
    static var zero: Self { get }
}

extension Double: HDF5Element {
    public static var fileType: Int64 { moriya_H5T_IEEE_F64LE() }
    public static var memoryType: Int64 { moriya_H5T_NATIVE_DOUBLE() }
}

extension Int64: HDF5Element {
    public static var fileType: Int64 { moriya_H5T_STD_I64LE() }
    public static var memoryType: Int64 { moriya_H5T_NATIVE_INT64() }
}

#if _pointerBitWidth(_64)
    extension Int: HDF5Element {
        public static var fileType: Int64 { Int64.fileType }
        public static var memoryType: Int64 { Int64.memoryType }
    }
#endif

extension Int32: HDF5Element {
    public static var fileType: Int64 { moriya_H5T_STD_I32LE() }
    public static var memoryType: Int64 { moriya_H5T_NATIVE_INT32() }
}

extension Int8: HDF5Element {
    public static var fileType: Int64 { moriya_H5T_STD_I8LE() }
    public static var memoryType: Int64 { moriya_H5T_NATIVE_INT8() }
}

/// What a dataset holds, as far as readers need to tell.
public enum HDF5Kind: Sendable, Equatable {
    case real, integer, text, other

    init(typeID: hid_t) {
        switch H5Tget_class(typeID) {
        case H5T_FLOAT: self = .real
        case H5T_INTEGER: self = .integer
        case H5T_STRING: self = .text
        default: self = .other
        }
    }
}
