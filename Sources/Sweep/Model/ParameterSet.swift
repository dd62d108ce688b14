/// The values of a model's parameters at one point of a grid (or of the settings of a solver).
///
/// The job reader has checked every value against its `Parameter` and has filled in defaults, so the typed accessors
/// treat a parameter that is absent or of another kind as an error of the program.
public struct ParameterSet: Hashable, Sendable {
    public private(set) var values: [String: ParameterValue]

    public init(_ values: [String: ParameterValue] = [:]) { self.values = values }

    public subscript(key: String) -> ParameterValue? {
        get { values[key] }
        set { values[key] = newValue }
    }

    public func has(_ parameter: Parameter) -> Bool { values[parameter.key] != nil }

    public func real(_ parameter: Parameter) -> Double {
        switch values[parameter.key] {
        case .real(let value): value
        case .integer(let value): Double(value)
        case let other: mismatch(parameter, other)
        }
    }

    public func integer(_ parameter: Parameter) -> Int {
        guard case .integer(let value) = values[parameter.key] else { mismatch(parameter, values[parameter.key]) }
        return value
    }

    public func text(_ parameter: Parameter) -> String {
        guard case .text(let value) = values[parameter.key] else { mismatch(parameter, values[parameter.key]) }
        return value
    }

    public func integers(_ parameter: Parameter) -> [Int] {
        guard case .integers(let value) = values[parameter.key] else { mismatch(parameter, values[parameter.key]) }
        return value
    }

    /// A single word of an axis is a list of one.
    public func texts(_ parameter: Parameter) -> [String] {
        switch values[parameter.key] {
        case .texts(let words): words
        case .text(let word) where parameter.kind == .names: [word]
        case let other: mismatch(parameter, other)
        }
    }

    public func reals(_ parameter: Parameter) -> [Double] {
        guard case .reals(let value) = values[parameter.key] else { mismatch(parameter, values[parameter.key]) }
        return value
    }

    public func vectors(_ parameter: Parameter) -> [[Double]] {
        guard case .vectors(let value) = values[parameter.key] else { mismatch(parameter, values[parameter.key]) }
        return value
    }

    public func records(_ parameter: Parameter) -> [ParameterSet] {
        guard case .records(let value) = values[parameter.key] else { mismatch(parameter, values[parameter.key]) }
        return value
    }

    /// What a record of a mapping by names, or of a selection, is called.
    public var name: String {
        guard case .text(let name) = values[Self.nameKey] else { preconditionFailure("a record without a name") }
        return name
    }

    static let nameKey = "name"

    public func file(_ parameter: Parameter) -> InputFile {
        guard case .file(let value) = values[parameter.key] else { mismatch(parameter, values[parameter.key]) }
        return value
    }

    private func mismatch(_ parameter: Parameter, _ found: ParameterValue?) -> Never {
        preconditionFailure("parameter \(parameter.key) is declared as \(parameter.kind), but is \(String(describing: found))")
    }
}
