/// A routine and its arguments in order, to name the one that `info` complains about.
struct Routine {
    let name: String
    let arguments: [String]

    func check(_ info: Int32) throws(LAPACKError) {
        if info < 0 {
            let index = Int(-info) - 1
            let argument = arguments.indices.contains(index) ? arguments[index] : "\(index + 1)"
            throw .illegalArgument(routine: name, info: Int(info), argument: argument)
        }
        if info > 0 { throw .notConverged(routine: name, info: Int(info)) }
    }

    func checkFinite(_ values: [Double]) throws(LAPACKError) {
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(routine: name) }
    }

    func int32(_ what: String, _ count: Int) throws(LAPACKError) -> Int32 {
        guard let count32 = Int32(exactly: count) else { throw .tooLarge(routine: name, what: what, count: count) }
        return count32
    }

    /// A workspace size as LAPACK returns it: in a floating-point number.
    func workspace(_ queried: Double) throws(LAPACKError) -> Int32 {
        guard queried.isFinite, queried < Double(Int32.max) else {
            throw .tooLarge(routine: name, what: "the workspace", count: Int(exactly: queried) ?? .max)
        }
        return max(1, Int32(queried.rounded(.up)))
    }
}
