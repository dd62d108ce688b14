import CHDF5
import FileNames

/// An HDF5 file, on disk or in memory.
///
/// HDF5 is not thread-safe as Debian builds it: use this module from one thread of the process only. Closing a file
/// closes whatever is still open in it, and groups and datasets do not keep it open: give the file a name that lives
/// longer than theirs. What was written is safe once the file's `close` has returned.
///
/// No file is locked: a file is written under a name nobody else knows and read once it is complete, and some cluster
/// file systems have no locks. `HDF5_USE_FILE_LOCKING` in the environment overrides this.
public struct HDF5File: ~Copyable, HDF5Resource {
    private let handle: Handle
    /// As given, or a word for an image in memory.
    public let path: String
    /// Bytes at the front that are not HDF5's.
    private let userBlock: Int
    private let unheard = UnheardFailures()

    private init(_ handle: consuming Handle, path: String, userBlock: Int = 0) {
        self.handle = handle
        self.path = path
        self.userBlock = userBlock
    }

    /// Creates a file, replacing what is there.
    public static func create(_ path: String) throws(HDF5Error) -> HDF5File {
        let access = try accessList(for: path)
        let creation = try creationList(for: path)
        return HDF5File(
            try Handle(
                H5Fcreate(path.cFileName, moriya_H5F_ACC_TRUNC(), creation.id, access.id), .file, "H5Fcreate", path),
            path: path)
    }

    /// Creates a file in memory; `image()` gives its bytes.
    ///
    /// - Parameter userBlock: so many bytes at the front that HDF5 leaves alone (0, or a power of two from 512).
    public static func createImage(userBlock: Int) throws(HDF5Error) -> HDF5File {
        let name = "image in memory"
        let access = try accessList(for: name)
        try check(H5Pset_fapl_core(access.id, 1 << 16, false), "H5Pset_fapl_core", name)
        let creation = try creationList(for: name)
        try check(H5Pset_userblock(creation.id, hsize_t(userBlock)), "H5Pset_userblock", name)
        return HDF5File(
            try Handle(
                H5Fcreate(nameOfNoFile(), moriya_H5F_ACC_TRUNC(), creation.id, access.id), .file, "H5Fcreate", name),
            path: name, userBlock: userBlock)
    }

    /// Opens a file for reading.
    public static func open(_ path: String) throws(HDF5Error) -> HDF5File {
        let access = try accessList(for: path)
        return HDF5File(
            try Handle(H5Fopen(path.cFileName, moriya_H5F_ACC_RDONLY(), access.id), .file, "H5Fopen", path), path: path)
    }

    /// Opens the bytes of a file for reading; HDF5 takes a copy.
    ///
    /// - Parameter name: what errors call it.
    public static func open(image: [UInt8], name: String) throws(HDF5Error) -> HDF5File {
        let access = try accessList(for: name)
        try check(H5Pset_fapl_core(access.id, 1 << 16, false), "H5Pset_fapl_core", name)
        let status = image.withUnsafeBytes {
            H5Pset_file_image(access.id, UnsafeMutableRawPointer(mutating: $0.baseAddress), $0.count)
        }
        try check(status, "H5Pset_file_image", name)
        return HDF5File(
            try Handle(H5Fopen(nameOfNoFile(), moriya_H5F_ACC_RDONLY(), access.id), .file, "H5Fopen", name),
            path: name)
    }

    public borrowing func root() throws(HDF5Error) -> HDF5Group {
        try HDF5Group(H5Gopen2(handle.id, "/", moriya_H5P_DEFAULT()), "H5Gopen2", path: path + ":", unheard)
    }

    /// The file's bytes as they would stand on disk, after a user block of zeros for the caller to fill in.
    ///
    /// - Throws: `HDF5Error`; also if something in the file was closed before without success and without anyone looking.
    public borrowing func image() throws(HDF5Error) -> [UInt8] {
        try unheard.hear()
        try check(H5Fflush(handle.id, H5F_SCOPE_GLOBAL), "H5Fflush", path)
        let size = Int(try check(H5Fget_file_image(handle.id, nil, 0), "H5Fget_file_image", path))
        // HDF5 leaves the user block out, though all its offsets count from the end of it.
        var bytes = [UInt8](repeating: 0, count: userBlock + size)
        let got = bytes.withUnsafeMutableBytes {
            H5Fget_file_image(handle.id, $0.baseAddress.map { $0 + userBlock }, size)
        }
        try check(got, "H5Fget_file_image", path)
        return bytes
    }

    /// Writes what HDF5 still holds and closes the file.
    ///
    /// - Throws: `HDF5Error`; also if something in the file was closed before without success and without anyone looking.
    public consuming func close() throws(HDF5Error) {
        let unheard = unheard
        try handle.close()
        try unheard.hear()
    }

    /// A name for an image. No file on disk may have it, since HDF5 looks for one; nor any other image, since HDF5
    /// would quietly give the contents of that one if it is still open.
    private static func nameOfNoFile() -> String { "/dev/null/image-\(UInt64.random(in: 0 ... .max))" }

    private static func accessList(for path: String) throws(HDF5Error) -> Handle {
        _ = libraryIsReady
        let list = try propertyList(moriya_H5P_FILE_ACCESS(), for: path)
        try check(
            H5Pset_libver_bounds(list.id, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110), "H5Pset_libver_bounds", path)
        try check(H5Pset_fclose_degree(list.id, H5F_CLOSE_STRONG), "H5Pset_fclose_degree", path)
        try check(H5Pset_file_locking(list.id, false, true), "H5Pset_file_locking", path)
        return list
    }

    private static func creationList(for path: String) throws(HDF5Error) -> Handle {
        let list = try propertyList(moriya_H5P_FILE_CREATE(), for: path)
        try trackCreationOrder(list, path)
        return list
    }
}

/// Makes a file or a group remember in which order its members and attributes came: readers then list them so.
func trackCreationOrder(_ list: borrowing Handle, _ object: String) throws(HDF5Error) {
    let order = moriya_tracked_and_indexed()
    try check(H5Pset_link_creation_order(list.id, order), "H5Pset_link_creation_order", object)
    try check(H5Pset_attr_creation_order(list.id, order), "H5Pset_attr_creation_order", object)
}

/// The version of the HDF5 library in use, such as `1.10.8`.
public func hdf5Version() -> String {
    _ = libraryIsReady
    var (major, minor, release): (UInt32, UInt32, UInt32) = (0, 0, 0)
    guard H5get_libversion(&major, &minor, &release) >= 0 else { return "unknown" }
    return "\(major).\(minor).\(release)"
}
