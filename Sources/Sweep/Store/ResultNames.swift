/// The name of the bound on an observable's error, in shards and result files.
func errorName(of observable: String) -> String { observable + "_error" }

/// The name of the lengths of an observable's lists in a result file.
func countName(of observable: String) -> String { observable + "_count" }

/// A parameter's name in a result file: readers such as xarray take a dot for an attribute.
func variableName(_ key: String) -> String { key.split(separator: ".").joined(separator: "_") }

extension Axis {
    /// The name of its dimension in a result file.
    var dimensionName: String { variableName(name) }
}

extension Job {
    /// Checks that no two arrays of the result file would have the same name, which only an unlucky choice of zipped
    /// axes or of names in the model can bring about.
    func requireDistinctResultNames() throws(StoreError) {
        var labels: [String: Observable.Dimension] = [:]
        for observable in observables {
            guard Set(observable.dimensions.map(\.name)).count == observable.dimensions.count else {
                throw .badData("model \(modelType.name) gives observable \(observable.name) one dimension twice")
            }
            for dimension in observable.dimensions {
                guard labels.updateValue(dimension, forKey: dimension.name).map({ $0 == dimension }) ?? true else {
                    throw .badData("model \(modelType.name) has two dimensions named \(dimension.name)")
                }
            }
        }
        for (name, _) in modelType.conventions where ResultAttributes.names.contains(name) {
            throw .badData("model \(modelType.name) calls a convention \(name), as every result file calls something else")
        }
        var names: Set = ["status", "seconds", "solver", "message", "parameters"]
        let axes = grid.axes.flatMap { axis in
            (axis.isZipped ? [axis.dimensionName] : []) + axis.members.map { variableName($0.name) }
        }
        let own = observables.flatMap {
            [$0.name, errorName(of: $0.name)] + ($0.dimensions.last?.isList == true ? [countName(of: $0.name)] : [])
        }
        for name in own + labels.keys.sorted() + axes {
            guard names.insert(name).inserted else {
                throw .badData("the name \(name) would stand for two different things in the result file")
            }
        }
    }

    /// - Precondition: the model has a parameter of this key.
    func parameter(_ key: String) -> Parameter {
        guard let parameter = modelType.parameters.first(where: { $0.key == key }) else {
            preconditionFailure("model \(modelType.name) has no parameter \(key)")
        }
        return parameter
    }
}

extension ParameterValue {
    /// As a reader would write it.
    var text: String {
        switch self {
        case .real(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .text(let value): value
        case .integers(let values): "[\(values.map(String.init).joined(separator: ", "))]"
        case .texts(let values): "[\(values.joined(separator: ", "))]"
        case .reals(let values): "[\(values.map(\.description).joined(separator: ", "))]"
        case .vectors(let vectors): "[\(vectors.map { ParameterValue.reals($0).text }.joined(separator: ", "))]"
        case .records(let records): "[\(records.map(\.text).joined(separator: ", "))]"
        case .file(let file): "\(file.name) (SHA-256 \(file.sha256))"
        }
    }
}

extension ParameterSet {
    /// On one line, in the order of the keys: `{ at: [1, 0], exchange: 3.0 }`.
    fileprivate var text: String {
        "{ \(values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")) }"
    }
}
