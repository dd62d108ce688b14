import Yams

/// The system of a job: in a file of its own, or in place.
struct SystemFile {
    let document: YamlDocument
    let node: Node
    /// Nil where the system stands in the job itself.
    let path: String?
    let text: String?

    init(named entry: YamlDocument.Entry, in job: YamlDocument) throws(JobError) {
        guard case .scalar = entry.value else {
            document = job
            node = entry.value
            path = nil
            text = nil
            return
        }
        let allowed = "a file with the system, or a mapping"
        let name = try job.scalar(entry.value, "\"system\"", allowed: allowed).string
        // The operating system would read a name only up to the first zero byte.
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw entry.origin.error("\"system\" is \(job.describe(entry.value))", allowed: allowed)
        }
        // Relative to the job file, so that a folder of jobs and systems can be moved.
        let path = job.path(relative: name)
        let text = try readText(of: path, mention: ", named as system at \(entry.origin.description)")
        document = try YamlDocument(parsing: text, file: path, resolver: job.resolver)
        node = document.root
        self.path = path
        self.text = text
    }
}
