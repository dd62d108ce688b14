import ArgumentParser
import Models
import Sweep

struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "What a model takes and gives: every key with unit, default and meaning, every observable, every sign.",
        discussion: "Without a name: the models that there are, and the exit codes of all commands.")

    @Argument(help: "A model, or a job file, whose own observables are then described.") var model: String?
    @Flag(help: "One JSON object.") var json = false

    private struct Overview: Encodable {
        struct Entry: Encodable {
            let model: String
            let title: String
        }

        let models: [Entry]
        let exitCodes: [ExitStatus.Meaning]
    }

    func run() throws {
        try reportingErrors {
            guard let model else { return try describeAll() }
            let description = try description(of: model)
            print(json ? try description.json : description.text)
            try finishOutput()
        }
    }

    private func description(of name: String) throws(JobError) -> ModelDescription {
        // The name of a file has a dot or a slash, the name of a model neither.
        guard name.contains(where: { "./".contains($0) }) else { return ModelDescription(of: try findModel(name)) }
        let job = try Job(readingFrom: name, models: allModels)
        return ModelDescription(of: job.modelType, job: job)
    }

    private func describeAll() throws {
        let overview = Overview(
            models: allModels.map { Overview.Entry(model: $0.name, title: $0.title) }, exitCodes: ExitStatus.meanings)
        if json {
            print(try overview.json)
        } else {
            var models = TextTable(headings: ["model", "what it computes"], numeric: [false, false])
            for entry in overview.models { models.append([entry.model, entry.title]) }
            var codes = TextTable(headings: ["exit code", "meaning"], numeric: [true, false])
            for one in overview.exitCodes { codes.append(["\(one.code)", one.meaning]) }
            print("\(models.text)\n\nmoriya describe MODEL says more, moriya new MODEL writes a job.\n\n\(codes.text)")
        }
        try finishOutput()
    }
}

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a job of a model to begin with: every key, with a comment on what it is.",
        discussion: "It can be run as it is, but for files that a model asks for.")

    @Argument(help: "The model, as `moriya describe` lists them.") var model: String
    @Option(name: [.short, .customLong("output")], help: "The file to write, which must not exist. (default: standard output)")
    var output: String?

    func run() throws {
        try reportingErrors {
            let text = NewJob(of: try findModel(model)).text
            if let output {
                guard try writeNewFile(text, to: output) else {
                    throw RunError(.badData, "\(output) is in the way: choose another name, or remove it")
                }
                print("\(output): moriya plan \(output) checks it, moriya run \(output) computes it")
            } else {
                print(text, terminator: "")
            }
            try finishOutput()
        }
    }
}

/// The model of a name.
private func findModel(_ name: String) throws(JobError) -> any Model.Type {
    let names = allModels.map { $0.name }
    guard let model = allModels.first(where: { $0.name == name }) else {
        throw JobError(
            file: "model", line: nil, problem: "there is none named \"\(name)\"", allowed: names.joined(separator: ", "))
    }
    return model
}
