import FileNames
import Foundation
import HDF5

/// Merges the shards of a directory into one file of labelled arrays. Possible at any time, also while the job runs:
/// what is not there yet is NaN.
///
/// The arrays depend only on the records, not on how they were spread over shards.
///
/// - Parameters:
///   - job: the directory's job.
///   - progress: told how many shards have been read, and of how many.
///   - path: of the result file; `result.h5` in the directory unless given. Replaced only once the new one is complete.
/// - Throws: `StoreError` if shards of another job lie in the directory, if two results of a point contradict each
///   other, or if a file cannot be read or written.
public func merge(
    _ directory: ResultDirectory, job: Job, provenance: Provenance, to path: String? = nil,
    progress: (Int, Int) -> Void = { _, _ in }
) throws(StoreError) -> MergeReport {
    try job.requireDistinctResultNames()
    try requireReplaceable(path, in: directory)
    let path = path ?? directory.resultPath
    let (folder, name) = split(path)
    removeAbandonedFiles(in: folder, of: name)
    let observables = job.observables
    var points = try MergedPoints(pointCount: job.grid.count, observables: observables, beside: path)
    let shardCount = try directory.shardNames().count
    var shardsRead = 0
    let problems = try ShardCollection(directory).read(.results(observables)) { shard, path throws(StoreError) in
        progress(shardsRead, shardCount)
        shardsRead += 1
        guard shard.table.points.allSatisfy(points.statuses.indices.contains) else { return .outsideGrid }
        try points.add(shard.table, from: path, by: shard.origin)
        return nil
    }
    if let foreign = problems.first(where: \.isForeign) { throw .badData(foreign.description) }
    try replaceAtomically(path) { temporary throws(StoreError) in
        do {
            let file = try HDF5File.create(temporary)
            let root = try file.root()
            try ResultAttributes(job: job, directory: directory, provenance: provenance, points: points).write(root)
            try ResultLayout(job: job, points: points).write(root)
            try file.close()
            let written = try HDF5File.open(temporary)
            try ReadBack(job: job, directory: directory, points: points).check(written.root())
            // A result without a digest is fine, one with another's is not: the old one goes first.
            try ResultDigest.remove(of: path)
        } catch let difference as ReadBack.Difference {
            throw StoreError.io("write", path, "what stands on the disk is not what was written (\(difference.name))")
        } catch let error as HDF5Error {
            throw StoreError.io("write", path, error.cause)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError.io("write", path, "\(error)")
        }
    }
    try ResultDigest.write(of: path)
    return MergeReport(path: path, grid: job.grid, points: points, problems: problems)
}

/// A merge replaces nothing but results: no device, pipe or folder, and, where the user names the file, only an earlier
/// result or an empty file.
private func requireReplaceable(_ given: String?, in directory: ResultDirectory) throws(StoreError) {
    let path = given ?? directory.resultPath
    guard !path.isEmpty else { throw .badData("the name of the result file is empty; allowed: any other") }
    var info = stat()
    guard stat(path.cFileName, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFREG else { throw .badData("\(path) is in the way: it is no plain file") }
    guard given != nil, info.st_size > 0 else { return }
    do throws(StoreError) {
        _ = try ResultFile(path)
    } catch {
        throw .badData("\(path) is in the way: it is no result file of moriya; choose another name or remove it")
    }
}
