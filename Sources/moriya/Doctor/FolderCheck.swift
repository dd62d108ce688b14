import FileNames
import Foundation
import HDF5
import Sweep

/// Whether a folder can take results: space, writing, renaming, locks.
struct FolderCheck {
    let path: String

    func findings() -> [Finding] {
        var info = statvfs()
        guard statvfs(path.cFileName, &info) == 0 else {
            return [Finding("folder", "\(path): \(reason())", fix: "name a folder that exists with -o")]
        }
        let free = Double(info.f_bavail) * Double(info.f_frsize)
        return [
            Finding(
                "disk", "\(Memory.text(free)) free at \(path)",
                fix: free < 1e8 ? "less than 100 MB are left: results that do not fit stop a run with exit code 74" : nil),
            writing(), locking(),
        ]
    }

    /// Results appear under their names only once they are complete: write, fsync, rename.
    private func writing() -> Finding {
        let name = "\(path)/.moriya-doctor-\(getpid())"
        let descriptor = open(name.cFileName, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            return Finding("writing", "\(path): \(reason())", fix: "choose a folder that you may write to")
        }
        defer { unlink(name.cFileName) }
        let synced = fsync(descriptor) == 0
        let cause = synced ? "" : reason()
        close(descriptor)
        guard synced else { return Finding("writing", "fsync at \(path): \(cause)", fix: "choose another file system") }
        guard rename(name.cFileName, (name + "-renamed").cFileName) == 0 else {
            return Finding("writing", "rename at \(path): \(reason())", fix: "choose another file system")
        }
        unlink((name + "-renamed").cFileName)
        return Finding("writing", "write, fsync and rename work at \(path)")
    }

    /// HDF5 locks the files it opens; moriya itself needs no locks while it computes.
    private func locking() -> Finding {
        let version = "HDF5 \(hdf5Version())"
        let descriptor = open(path.cFileName, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return Finding("HDF5", version) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == ENOSYS || errno == ENOLCK || errno == EOPNOTSUPP else {
            return Finding("HDF5", "\(version), file locks work at \(path)")
        }
        return Finding(
            "HDF5", "\(version), no file locks at \(path): \(reason())",
            fix: "set HDF5_USE_FILE_LOCKING=FALSE to read result.h5 there")
    }

    private func reason() -> String { String(cString: strerror(errno)) }
}
