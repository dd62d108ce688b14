import Sweep

/// The description for people.
extension ModelDescription {
    var text: String {
        var sections = [
            "\(model): \(title)", "Parameters of the system; * can be an axis of the grid\n\n\(Self.table(parameters))",
        ]
        if !asked.isEmpty { sections.append("Beside system, what a job asks for\n\n\(Self.table(asked))") }
        sections.append("Solvers, besides auto, which chooses at each point\n\n" + solvers.map(\.text).joined(separator: "\n\n"))
        if let observables {
            sections.append(
                "Observables, over the axes of the grid and their own; <name>_error bounds their errors\n\n"
                    + Self.table(observables))
        } else {
            sections.append("Observables depend on input files: moriya describe JOB lists them.")
        }
        sections.append(
            "Conventions\n\n" + conventions.map { "  \($0.name)\n\(wrapped($0.text, indent: 4))" }.joined(separator: "\n"))
        sections.append("A job to begin with: moriya new \(model) -o my-job.yaml")
        return sections.joined(separator: "\n\n")
    }

    fileprivate static func table(_ keys: [Key]) -> String {
        var table = TextTable(
            headings: ["  key", "default", "unit", "meaning", "values"], numeric: [false, false, false, false, false])
        for key in keys {
            table.append([
                (key.canBeAxis ? "* " : "  ") + key.key, key.defaultText ?? "(\(key.presence))", key.unit == "1" ? "" : key.unit,
                key.meaning, key.allowed,
            ])
            for field in key.fields ?? [] {
                table.append([
                    "    \(field.key)", field.defaultText ?? "(\(field.presence))", field.unit == "1" ? "" : field.unit,
                    field.meaning, field.allowed,
                ])
            }
        }
        return table.text
    }

    private static func table(_ observables: [Observable]) -> String {
        var table = TextTable(headings: ["  name", "unit", "axes", "meaning"], numeric: [false, false, false, false])
        for one in observables {
            let axes = one.axes.map { "\($0.name) (\($0.isList ? "to " : "")\($0.count))" }.joined(separator: ", ")
            table.append(["  " + one.name, one.unit == "1" ? "" : one.unit, axes, one.meaning])
        }
        return table.text
    }
}

extension ModelDescription.Solver {
    fileprivate var text: String {
        let names = name + (aliases.isEmpty ? "" : " (also \(aliases.joined(separator: ", ")))")
        let head = "  \(names): \(summary)"
        return settings.isEmpty ? head : "\(head)\n\n\(ModelDescription.table(settings))"
    }
}

/// Lines of at most 100 characters, broken between words.
func wrapped(_ text: String, indent: Int, mark: String = "") -> String {
    let margin = String(repeating: " ", count: indent) + mark
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty && margin.count + line.count + 1 + word.count > 100 {
            lines.append(margin + line)
            line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [margin + line]).joined(separator: "\n")
}
