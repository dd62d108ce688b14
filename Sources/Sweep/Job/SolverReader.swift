import Yams

/// Reads `solver:` of a job.
struct SolverReader {
    /// What a job says, and where it gives settings.
    struct Found {
        let choice: SolverChoice
        var origins: [String: Origin] = [:]
    }

    let document: YamlDocument
    let solvers: [SolverDescription]

    private var names: [String] { ["auto"] + solvers.map(\.name) }
    private var allowed: String { names.joined(separator: ", ") }

    func read(_ node: Node?) throws(JobError) -> Found {
        guard let node else { return Found(choice: .auto) }
        guard case .mapping = node else {
            return try choice(node, settings: [], allowed: allowed + ", or { name: …, settings }")
        }
        let entries = try document.entries(of: node, "solver", allowed: allowed)
        guard let name = entries.first(where: { $0.key == "name" }) else {
            throw document.origin(of: node).error("solver has no name", allowed: allowed)
        }
        return try choice(name.value, settings: entries.filter { $0.key != "name" }, allowed: allowed)
    }

    private func choice(
        _ node: Node, settings: [YamlDocument.Entry], allowed: String
    ) throws(JobError) -> Found {
        let place = document.origin(of: node)
        let name = try document.scalar(node, "\"solver\"", allowed: allowed).string
        if name == "auto" {
            if let setting = settings.first { throw unknownKey(setting, in: "solver auto", allowed: ["name"]) }
            return Found(choice: .auto)
        }
        guard let solver = solvers.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
            throw place.error("unknown solver \(quoted(name))\(suggestion(for: name, among: names))", allowed: allowed)
        }
        var given = GivenParameters()
        try given.read(settings, of: document, schema: solver.settings, "solver \(solver.name)")
        let complete = try given.completed(by: solver.settings, place: place, hint: ", in solver")
        return Found(choice: SolverChoice(name: solver.name, settings: complete), origins: given.origins)
    }
}
