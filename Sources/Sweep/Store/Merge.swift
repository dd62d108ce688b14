import HDF5

/// Merges the shards of a directory into one file of labelled arrays. Possible at any time, also while the job runs:
/// what is not there yet is NaN.
///
/// The arrays depend only on the records, not on how they were spread over shards.
///
/// - Parameters:
///   - job: the directory's job.
///   - path: of the result file; `result.h5` in the directory unless given. Replaced only once the new one is complete.
/// - Throws: `StoreError` if shards of another job lie in the directory, if two results of a point contradict each
///   other, or if a file cannot be read or written.
public func merge(_ directory: ResultDirectory, job: Job, provenance: Provenance, to path: String? = nil)
    throws(StoreError) -> MergeReport
{
    try job.requireDistinctResultNames()
    let path = path ?? directory.resultPath
    if path != directory.resultPath { try requireResultFile(orNothingAt: path) }
    let observables = job.observables
    var points = try MergedPoints(pointCount: job.grid.count, observables: observables, beside: path)
    let problems = try ShardCollection(directory).read { shard, path throws(StoreError) in
        let table: PointTable
        let origin: ShardOrigin
        do throws(ShardDamage) {
            table = try shard.table(observables)
            origin = try shard.origin()
        } catch {
            return error
        }
        guard table.points.allSatisfy(points.statuses.indices.contains) else { return .outsideGrid }
        try points.add(table, from: path, by: origin)
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
            // Close errors are noticed above; what a disk has lost nevertheless is noticed here, before the old file is replaced.
            let written = try HDF5File.open(temporary)
            let rootWritten = try written.root()
            try ResultLayout(job: job, points: points).verify(rootWritten)
            try rootWritten.close()
            try written.close()
        } catch let error as HDF5Error {
            throw StoreError.io("write", path, error.cause)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError.io("write", path, "\(error)")
        }
    }
    try writeDigest(of: path)
    return MergeReport(path: path, grid: job.grid, points: points, problems: problems)
}

/// Refuses to replace anything but an earlier result file: a device, a folder, a plan, a shard.
private func requireResultFile(orNothingAt path: String) throws(StoreError) {
    guard try exists(path) else { return }
    guard isRegularFile(path) else { throw .badData("\(path) is no regular file: choose another name for the merged file") }
    do throws(StoreError) {
        _ = try ResultFile(path)
    } catch {
        throw .badData("\(path) is no merged file of moriya and is not replaced: choose another name, or remove it")
    }
}
