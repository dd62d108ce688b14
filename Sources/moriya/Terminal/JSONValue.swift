import Sweep

/// A parameter's value as JSON: a number, a text, or a list of such.
struct JSONValue: Encodable {
    let value: ParameterValue

    init(_ value: ParameterValue) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .real(let number): try container.encode(number)
        case .integer(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .integers(let numbers): try container.encode(numbers)
        case .texts(let texts): try container.encode(texts)
        case .reals(let numbers): try container.encode(numbers)
        case .vectors(let vectors): try container.encode(vectors)
        case .records(let records): try container.encode(records.map { $0.values.mapValues(JSONValue.init) })
        case .file(let file): try container.encode(["file": file.name, "sha256": file.sha256])
        }
    }
}
