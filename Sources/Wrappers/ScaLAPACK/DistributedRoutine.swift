/// A routine and its arguments in order, to name the one that `info` complains about.
struct DistributedRoutine {
    let name: String
    let arguments: [String]

    /// - Parameter info: −i for a scalar argument i, −(100·i + j) for entry j of an array argument i.
    func check(_ info: Int) throws(ScaLAPACKError) {
        if info < 0 {
            let (position, entry) = -info > 100 ? (-info / 100, " entry \(-info % 100)") : (-info, "")
            let argument = arguments.indices.contains(position - 1) ? arguments[position - 1] : "\(position)"
            throw .illegalArgument(routine: name, info: info, argument: argument + entry)
        }
        if info > 0 { throw .notConverged(routine: name, info: info) }
    }
}
