import FileNames
import Foundation

// Plain POSIX, because a result is safe only once the bytes and the name have reached the disk.

/// Writes a file so that it is seen complete or not at all, also after a crash: a hidden temporary name in the same
/// folder, fsync, rename, fsync of the folder. What stood there before is replaced.
func writeAtomically(_ bytes: [UInt8], to path: String) throws(StoreError) {
    try replaceAtomically(path) { temporary throws(StoreError) in try writeFile(bytes, temporary, for: path) }
}

/// Writes a file that no other process has written before: of several that try at once, one succeeds.
///
/// - Returns: false if there is such a file already, which stays as it is.
func writeIfAbsent(_ bytes: [UInt8], to path: String) throws(StoreError) -> Bool {
    let folder = split(path).folder
    let temporary = temporaryName(for: path)
    defer { unlink(temporary.cFileName) }
    try writeFile(bytes, temporary, for: path)
    try flush(temporary, for: path)
    // Unlike a rename, a link never replaces.
    if link(temporary.cFileName, path.cFileName) != 0 {
        let code = errno
        if code == EEXIST { return false }
        // Some file systems have no links: there two that begin within a moment are not told apart.
        guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(code) else { throw .io("write", path, systemMessage(code)) }
        guard access(path.cFileName, F_OK) != 0 else { return false }
        guard rename(temporary.cFileName, path.cFileName) == 0 else { throw .io("write", path, systemMessage()) }
    }
    try flush(folder, for: path)
    return true
}

private func writeFile(_ bytes: [UInt8], _ temporary: String, for path: String) throws(StoreError) {
    let descriptor = open(temporary.cFileName, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .io("write", path, systemMessage()) }
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes {
            write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
            let cause = count == 0 ? "the file system takes no more bytes" : systemMessage()
            close(descriptor)
            throw .io("write", path, cause)
        }
        written += count
    }
    // Network file systems may report a full disk only here.
    guard close(descriptor) == 0 else { throw .io("write", path, systemMessage()) }
}

/// Lets `build` make a file under a temporary name, then flushes it to the disk and gives it its own. If anything
/// fails, the temporary file is removed.
func replaceAtomically(_ path: String, _ build: (_ temporary: String) throws(StoreError) -> Void) throws(StoreError) {
    let folder = split(path).folder
    let temporary = temporaryName(for: path)
    do throws(StoreError) {
        try build(temporary)
        try flush(temporary, for: path)
        guard rename(temporary.cFileName, path.cFileName) == 0 else { throw StoreError.io("write", path, systemMessage()) }
        try flush(folder, for: path)
    } catch {
        unlink(temporary.cFileName)
        throw error
    }
}

/// All bytes of a file. A named pipe is refused, not waited for.
///
/// - Returns: nil if there is no such file (another process may have removed it).
func readFile(_ path: String, limit: Int = 1 << 32) throws(StoreError) -> [UInt8]? {
    let descriptor = open(path.cFileName, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
        if errno == ENOENT { return nil }
        throw .io("read", path, systemMessage())
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw .io("read", path, systemMessage()) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw .io("read", path, "it is not a file") }
    guard info.st_size <= limit else { throw .io("read", path, "it has \(info.st_size) bytes, more than any that we write") }
    var bytes = [UInt8](repeating: 0, count: Int(info.st_size))
    var count = 0
    while count < bytes.count {
        let size = bytes.count - count
        let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + count }, size) }
        if got < 0 && errno == EINTR { continue }
        guard got >= 0 else { throw .io("read", path, systemMessage()) }
        if got == 0 { break }
        count += got
    }
    bytes.removeSubrange(count...)
    return bytes
}

/// Creates a folder and those above it; one that exists is fine.
func createFolder(_ path: String) throws(StoreError) {
    if mkdir(path.cFileName, 0o777) == 0 { return }
    let code = errno
    if code == ENOENT {
        let parent = split(path).folder
        guard parent != path else { throw .io("create folder", path, systemMessage(code)) }
        try createFolder(parent)
        guard mkdir(path.cFileName, 0o777) == 0 || errno == EEXIST else { throw .io("create folder", path, systemMessage()) }
    } else if !isFolder(path) {
        throw .io("create folder", path, code == EEXIST ? "a file of this name is in the way" : systemMessage(code))
    }
}

func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path.cFileName, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
}

/// The names in a folder, sorted by their bytes.
func names(inFolder path: String) throws(StoreError) -> [String] {
    guard let stream = opendir(path.cFileName) else { throw .io("read folder", path, systemMessage()) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
        names.append(
            withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                    String(fileName: UnsafeBufferPointer(start: $0, count: strlen($0)).map(UInt8.init(bitPattern:)))
                }
            })
        errno = 0
    }
    guard errno == 0 else { throw .io("read folder", path, systemMessage()) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

func split(_ path: String) -> (folder: String, name: String) {
    var path = Substring(path)
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
}

/// Makes the system bring a file's bytes, or a folder's names, to the disk.
private func flush(_ path: String, for target: String) throws(StoreError) {
    let descriptor = open(path.cFileName, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .io("write", target, systemMessage()) }
    defer { close(descriptor) }
    // Some file systems cannot flush folders and say EINVAL; they have no more to give.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .io("write", target, systemMessage()) }
}
