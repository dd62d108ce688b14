import Sweep

/// The orbitals between which there is spin-orbit interaction: `soi_scope` of a job.
struct SpinOrbitScope {
    /// Counted from 0; nil means all.
    let orbitals: Set<Int>?

    /// - Parameter count: how many orbitals there are.
    init(_ values: ParameterSet, orbitals count: Int) throws(ParameterError) {
        typealias Keys = BerryDMIParameters
        var layers: [String: Set<Int>] = [:]
        for record in values.records(Keys.layers) {
            let name = record.text(Keys.layerName)
            guard layers[name] == nil, name != "all", Int(name) == nil else {
                throw ParameterError(
                    Keys.layers, problem: "a layer is called \"\(name)\"",
                    allowed: "a different name for each, neither \"all\" nor a number")
            }
            layers[name] = try Set(
                record.reals(Keys.layerOrbitals).map { value throws(ParameterError) in
                    try Self.orbital(Int(exactly: value), "\(value)", count, Keys.layers)
                })
        }
        let words = values.texts(Keys.soiScope)
        guard words != ["all"] else {
            orbitals = nil
            return
        }
        var found: Set<Int> = []
        for word in words {
            if let layer = layers[word] {
                found.formUnion(layer)
            } else if let number = Int(word) {
                found.insert(try Self.orbital(number, word, count, Keys.soiScope))
            } else {
                let names = ["all"] + layers.keys.sorted() + ["numbers of orbitals from 1 to \(count)"]
                throw ParameterError(
                    Keys.soiScope, problem: "there is no layer \"\(word)\"", allowed: names.joined(separator: ", "))
            }
        }
        orbitals = found
    }

    private static func orbital(
        _ number: Int?, _ text: String, _ count: Int, _ key: Parameter
    ) throws(ParameterError) -> Int {
        guard let number, (1...max(1, count)).contains(number) else {
            throw ParameterError(key, problem: "there is no orbital \(text)", allowed: "orbitals from 1 to \(count)")
        }
        return number - 1
    }
}
