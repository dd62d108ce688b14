import CHDF5

// Dimension scales name the axes of arrays; netCDF-4 readers such as xarray take them for dimensions and coordinates.
extension HDF5Dataset {
    /// Makes this dataset a dimension scale of its own name, as netCDF-4 wants it.
    public borrowing func makeScale() throws(HDF5Error) {
        try check(H5DSset_scale(identifier, name), "H5DSset_scale", path)
    }

    /// Whether this dataset is a dimension scale.
    public borrowing func isScale() throws(HDF5Error) -> Bool {
        try check(H5DSis_scale(identifier), "H5DSis_scale", path) > 0
    }

    /// Attaches a scale of the same length to an axis of this dataset.
    public borrowing func attach(_ scale: borrowing HDF5Dataset, axis: Int) throws(HDF5Error) {
        try check(
            H5DSattach_scale(identifier, scale.identifier, UInt32(axis)), "H5DSattach_scale", "\(path) axis \(axis)")
    }

    /// The name of the scale attached to each axis; empty where there is none.
    public borrowing func scaleNames() throws(HDF5Error) -> [String] {
        var names: [String] = []
        for axis in try shape().indices {
            var name = ""
            let status = withUnsafeMutablePointer(to: &name) { name in
                H5DSiterate_scales(
                    identifier, UInt32(axis), nil,
                    { _, _, scale, context in
                        var buffer = [CChar](repeating: 0, count: 256)
                        guard H5DSget_scale_name(scale, &buffer, buffer.count) >= 0 else { return -1 }
                        context?.assumingMemoryBound(to: String.self).pointee = swiftText(buffer)
                        return 1
                    }, name)
            }
            try check(status, "H5DSiterate_scales", path)
            names.append(name)
        }
        return names
    }

    /// The last part of the path.
    private var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
