import Sweep

/// A job of a model to begin with: every key that there is, with its unit, its meaning and what it may be.
struct NewJob {
    private let model: any Model.Type

    init(of model: any Model.Type) { self.model = model }

    /// The job as YAML. It can be run as it is, or says in a comment what has to be added.
    var text: String {
        // The first axis with which the model takes the job.
        let candidates = model.parameters.filter { $0.kind.canBeAxis && !$0.shapesResults && !isExcluded($0) }
        let ordered =
            candidates.filter { $0.kind == .integer } + candidates.filter { $0.kind == .real && $0.presence == .required }
            + candidates.filter { $0.kind == .real && $0.presence != .required }
        // What a required number may be only the model knows.
        for example in [1, 0.5, 0.1, 0.01, 10] {
            for axis in ordered where axis.axisText(example) != nil {
                let text = text(over: axis, example)
                if complaint(about: text) == nil { return text }
            }
        }
        let text = text(over: ordered.first { $0.axisText(1) != nil }, 1)
        guard let complaint = complaint(about: text) else { return text }
        return wrapped("Not complete yet: \(complaint)", indent: 0, mark: "# ") + "\n#\n" + text
    }

    private func complaint(about text: String) -> String? {
        do throws(JobError) {
            _ = try Job(reading: text, path: "new", models: [model])
            return nil
        } catch {
            return error.problem + (error.allowed.map { "; allowed: \($0)" } ?? "")
        }
    }

    private func text(over axis: Parameter?, _ example: Double) -> String {
        var lines = [
            "# A job of the model \(model.name): \(model.title).",
            "#", "#   moriya plan FILE          checks it, and says what it takes",
            "#   moriya run  FILE          computes it into results/<name>, and prints the table",
            "#   moriya describe \(model.name)", "", "model: \(model.name)", "", "system:",
        ]
        let (asked, system) = (
            model.parameters.filter(\.standsInJob), model.parameters.filter { $0.key != axis?.key && !$0.standsInJob }
        )
        let inner = entries(system, example, below: "", indent: 2)
        // A mapping of comments alone would be nothing at all.
        if inner.allSatisfy({ $0.drop { $0 == " " }.hasPrefix("#") }) { lines[lines.count - 1] += " {}" }
        lines += inner
        if !asked.isEmpty { lines += ["", "# What is asked for."] + entries(asked, example, below: "", indent: 0) }
        lines += [
            "", "# Axes of the result; several combine as a product. A list, or { from, to, step }, or { from, to, count }, with",
            "# spacing: log if you like. Parameters that advance together stand below zip.", "grid:",
        ]
        if let axis, let values = axis.axisText(example) {
            lines += [comment(on: axis, indent: 2), "  \(axis.key): \(values)"]
        } else {
            lines[lines.count - 1] += " {}"
        }
        let others = model.parameters.filter { $0.kind.canBeAxis && !$0.shapesResults && $0.key != axis?.key }
        if !others.isEmpty {
            lines.append(wrapped("Others that can be axes: \(others.map(\.key).joined(separator: ", "))", indent: 2, mark: "# "))
        }
        lines += ["", "# auto chooses at each point; or { name: …, settings }:"]
        for solver in model.solvers {
            lines.append(wrapped("\(solver.name): \(solver.summary)", indent: 0, mark: "#   "))
            for setting in solver.settings {
                let value = if case .defaultsTo(let value) = setting.presence { value.jobText } else { "…" }
                lines.append(wrapped("\(setting.key): \(value)  (\(setting.longName))", indent: 0, mark: "#     "))
            }
        }
        return (lines + ["solver: auto", ""]).joined(separator: "\n")
    }

    /// The keys of a mapping; a dot descends into one within.
    private func entries(_ parameters: [Parameter], _ example: Double, below prefix: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var opened: Set<String> = []
        for parameter in parameters where parameter.key.hasPrefix(prefix) {
            let key = String(parameter.key.dropFirst(prefix.count))
            if let dot = key.firstIndex(of: ".") {
                let place = String(key[..<dot])
                guard opened.insert(place).inserted else { continue }
                let inner = entries(parameters, example, below: prefix + place + ".", indent: indent + 2)
                let isEmpty = inner.allSatisfy { $0.drop { $0 == " " }.hasPrefix("#") }
                lines += ["\(margin)\(isEmpty ? "# " : "")\(place):"] + inner
            } else {
                lines += [comment(on: parameter, indent: indent), entry(parameter, example, key, margin)]
            }
        }
        return lines
    }

    private func entry(_ parameter: Parameter, _ example: Double, _ key: String, _ margin: String) -> String {
        switch parameter.presence {
        case .defaultsTo(let value): "\(margin)\(isExcluded(parameter) ? "# " : "")\(key): \(value.jobText)"
        case .optional: "\(margin)# \(key): \(parameter.example?.jobText ?? "…")"
        case .required:
            switch parameter.kind {
            case .file: "\(margin)\(key): FILE"
            case .real: "\(margin)\(key): \(example)"
            default: "\(margin)\(key): \(parameter.example?.jobText ?? "[]")"
            }
        }
    }

    /// Whether another parameter that has a default, or has to be given, says the same in another way.
    private func isExcluded(_ parameter: Parameter) -> Bool {
        parameter.excludes.contains { rival in
            guard let index = model.parameters.firstIndex(where: { $0.key == rival }) else { return false }
            return model.parameters[index].presence != .optional
                && (parameter.presence == .optional
                    || model.parameters[..<index].allSatisfy { $0.key != parameter.key })
        }
    }

    private func comment(on parameter: Parameter, indent: Int) -> String {
        let unit = parameter.unit == "1" ? "" : " (\(parameter.unit))"
        let required = parameter.presence == .required ? "; required" : ""
        return wrapped("\(parameter.longName)\(unit): \(parameter.kind.jobText)\(required)", indent: indent, mark: "# ")
    }
}

extension Parameter {
    /// Five values from its default on, as an axis; nil for words.
    ///
    /// - Parameter example: where a number begins that has no default.
    fileprivate func axisText(_ example: Double) -> String? {
        let value: ParameterValue?
        if case .defaultsTo(let given) = presence { value = given } else { value = kind == .real ? .real(example) : self.example }
        switch value {
        case .integer(let first): return "{ from: \(first), to: \(first + 4) }"
        case .real(let first):
            let last = first == 0 ? 1 : 2 * first
            return "{ from: \(first), to: \(last), count: 5 }"
        default: return nil
        }
    }
}
