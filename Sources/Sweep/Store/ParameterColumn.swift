import HDF5

/// The values of one parameter as an HDF5 dataset: Double, Int64 or texts.
enum ParameterColumn {
    case reals([Double])
    case integers([Int64])
    case texts([String])

    /// - Precondition: no value is a list. (An integer among reals becomes a real; the job reader sees to the rest.)
    init(_ values: [ParameterValue]) {
        if values.allSatisfy({ if case .integer = $0 { true } else { false } }) {
            self = .integers(values.map { if case .integer(let value) = $0 { Int64(value) } else { 0 } })
        } else if values.allSatisfy({ if case .text = $0 { true } else { false } }) {
            self = .texts(values.map(\.text))
        } else {
            self = .reals(
                values.map {
                    switch $0 {
                    case .real(let value): value
                    case .integer(let value): Double(value)
                    case let other: preconditionFailure("\(other) is not a number")
                    }
                })
        }
    }

    /// A column of the kind that the parameter declares: an integer in the job may stand for a real.
    init(_ values: [ParameterValue], of parameter: Parameter) {
        if parameter.kind == .real {
            self.init(values.map { if case .integer(let value) = $0 { .real(Double(value)) } else { $0 } })
        } else {
            self.init(values)
        }
    }

    /// Whether a dataset holds just these values.
    func stands(in dataset: borrowing HDF5Dataset) throws(HDF5Error) -> Bool {
        switch self {
        case .reals(let values): try dataset.read(Double.self) == values
        case .integers(let values): try dataset.read(Int64.self) == values
        case .texts(let values): try dataset.readTexts() == values
        }
    }

    /// Creates and fills a dataset of this name.
    func write(_ name: String, shape: [Int], in group: borrowing HDF5Group) throws(HDF5Error) -> HDF5Dataset {
        switch self {
        case .reals(let values):
            let dataset = try group.createDataset(name, of: Double.self, shape: shape, storage: .checked)
            try dataset.write(values)
            return dataset
        case .integers(let values):
            let dataset = try group.createDataset(name, of: Int64.self, shape: shape, storage: .checked)
            try dataset.write(values)
            return dataset
        case .texts(let values):
            let dataset = try group.createTextDataset(name, shape: shape, storage: .checked)
            try dataset.write(values)
            return dataset
        }
    }
}

extension HDF5Dataset {
    /// What every array of a result file carries.
    func describe(unit: String, _ longName: String) throws(HDF5Error) {
        try setAttribute("units", unit)
        try setAttribute("long_name", longName)
    }
}
