import Foundation

// Plain POSIX, because a result is safe only once the bytes and the name have reached the disk. Who may read and write is
// for the umask to decide: colleagues share folders.

/// Writes a file so that it is seen complete or not at all, also after a crash: a hidden temporary name in the same
/// folder, fsync, rename, fsync of the folder. What stood there before is replaced.
func writeAtomically(_ bytes: [UInt8], to path: String) throws(StoreError) {
    try replaceAtomically(path) { temporary throws(StoreError) in
        let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
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
}

/// Writes a file unless one of its name exists, which is left alone: of several writers at once, the first one counts.
func writeUnlessPresent(_ bytes: [UInt8], to path: String) throws(StoreError) {
    let unique = String(UInt64.random(in: 0 ... .max), radix: 36)
    let (folder, name) = split(path)
    let draft = "\(folder)/.\(name).\(getpid())-\(unique).draft"
    try writeAtomically(bytes, to: draft)
    defer { unlink(draft) }
    guard link(draft, path) == 0 else {
        let code = errno
        switch code {
        case EEXIST: return
        // File systems without hard links: the last writer counts.
        case EPERM, EOPNOTSUPP, ENOSYS: return try writeAtomically(bytes, to: path)
        default: throw .io("write", path, systemMessage(code))
        }
    }
    try flush(folder, for: path)
}

/// Lets `build` make a file under a temporary name, then flushes it to the disk and gives it its own. If anything
/// fails, the temporary file is removed.
func replaceAtomically(_ path: String, _ build: (_ temporary: String) throws(StoreError) -> Void) throws(StoreError) {
    let (folder, name) = split(path)
    let unique = String(UInt64.random(in: 0 ... .max), radix: 36)
    let temporary = "\(folder)/.\(name).\(getpid())-\(unique).tmp"
    do throws(StoreError) {
        try build(temporary)
        try flush(temporary, for: path)
        guard rename(temporary, path) == 0 else { throw StoreError.io("write", path, systemMessage()) }
        try flush(folder, for: path)
    } catch {
        unlink(temporary)
        throw error
    }
}

/// All bytes of a file.
///
/// - Returns: nil if there is no such file (another process may have removed it).
func readFile(_ path: String) throws(StoreError) -> [UInt8]? {
    // A pipe of this name would otherwise be waited for without end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
        if errno == ENOENT { return nil }
        throw .io("read", path, systemMessage())
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw .io("read", path, systemMessage()) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw .io("read", path, "it is not a file") }
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
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    if code == ENOENT {
        let parent = split(path).folder
        guard parent != path else { throw .io("create folder", path, systemMessage(code)) }
        try createFolder(parent)
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .io("create folder", path, systemMessage()) }
    } else if !isFolder(path) {
        throw .io("create folder", path, code == EEXIST ? "a file of this name is in the way" : systemMessage(code))
    }
}

func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
}

/// The names in a folder, sorted by their bytes.
func names(inFolder path: String) throws(StoreError) -> [String] {
    guard let stream = opendir(path) else { throw .io("read folder", path, systemMessage()) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
        names.append(
            withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            })
        errno = 0
    }
    guard errno == 0 else { throw .io("read folder", path, systemMessage()) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

private func split(_ path: String) -> (folder: String, name: String) {
    var path = Substring(path)
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
}

/// Makes the system bring a file's bytes, or a folder's names, to the disk.
private func flush(_ path: String, for target: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .io("write", target, systemMessage()) }
    defer { close(descriptor) }
    // Some file systems cannot flush folders and say EINVAL; they have no more to give.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .io("write", target, systemMessage()) }
}
