/// What has to be closed: a file, a group, a dataset.
///
/// HDF5 writes at the close, so its failure is a failure to write. Close what was written to with `closeAfter` or
/// `close`. What dies by scope, as it does when an error unwinds, is closed too, and if that fails, the file's `close`
/// and `image` throw the error.
public protocol HDF5Resource: ~Copyable {
    /// Writes what HDF5 still holds of it.
    ///
    /// - Throws: `HDF5Error` if HDF5 cannot; the resource is gone all the same.
    consuming func close() throws(HDF5Error)
}

extension HDF5Resource where Self: ~Copyable {
    /// Lends the resource to `body`, then closes it.
    ///
    ///     try root.createDataset("x", of: Double.self, shape: [3]).closeAfter { x throws(HDF5Error) in
    ///         try x.write(values)
    ///     }
    ///
    /// - Throws: what `body` throws, else what `close` throws.
    public consuming func closeAfter<Result>(_ body: (borrowing Self) throws(HDF5Error) -> Result) throws(HDF5Error)
        -> Result
    {
        let result = try body(self)
        try close()
        return result
    }

    /// As above, for a body with errors of other kinds.
    public consuming func closeAfter<Result>(_ body: (borrowing Self) throws -> Result) throws -> Result {
        let result = try body(self)
        try close()
        return result
    }
}
