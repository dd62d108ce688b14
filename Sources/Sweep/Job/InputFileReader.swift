import Digest
import Foundation
import Yams

/// Gives the content of an input file that a plan knows by its digest: from a result folder, or from another rank.
public typealias InputResolver = (_ sha256: String) throws(JobError) -> [UInt8]

extension YamlDocument {
    /// The file that a node names: a path, or in a plan `{ file: name, sha256: digest }`. The digest is checked wherever it
    /// is given.
    func inputFile(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> InputFile {
        let place = origin(of: node)
        guard case .mapping = node else {
            guard resolver == nil else {
                throw place.error("\(subject) has no sha256", allowed: "{ file: …, sha256: … } in a plan")
            }
            return try readInputFile(node, subject, allowed: allowed)
        }
        var fields: [String: Node] = [:]
        for entry in try entries(of: node, subject, allowed: allowed) {
            guard ["file", "sha256"].contains(entry.key) else {
                throw unknownKey(entry, in: subject, allowed: ["file", "sha256"])
            }
            fields[entry.key] = entry.value
        }
        guard let fileNode = fields["file"], let digestNode = fields["sha256"] else {
            throw place.error("\(subject) has no \(fields["file"] == nil ? "file" : "sha256")", allowed: allowed)
        }
        let digest = try scalar(digestNode, "\"sha256\" of \(subject)", allowed: "64 hexadecimal digits").string
        guard digest.utf8.count == 64, digest.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            throw origin(of: digestNode).error(
                "\"sha256\" of \(subject) is \(quoted(digest))", allowed: "64 hexadecimal digits in lower case")
        }
        let file: InputFile
        if let resolver {
            let name = try scalar(fileNode, "\"file\" of \(subject)", allowed: "a name").string
            let bytes = try resolver(digest)
            file = InputFile(name: name.lastPathComponent, bytes: bytes, sha256: sha256(bytes))
        } else {
            file = try readInputFile(fileNode, subject, allowed: allowed)
        }
        guard file.sha256 == digest else {
            throw place.error(
                "\(subject) is another file than the job was written for: its SHA-256 is \(file.sha256)",
                allowed: "content with SHA-256 \(digest)")
        }
        return file
    }

    private func readInputFile(_ node: Node, _ subject: String, allowed: String) throws(JobError) -> InputFile {
        let name = try scalar(node, subject, allowed: allowed).string
        // The operating system would read a name only up to the first zero byte.
        guard !name.lastPathComponent.isEmpty, !name.utf8.contains(0) else {
            throw origin(of: node).error("\(subject) is \(describe(node))", allowed: allowed)
        }
        let bytes = try readInput(path(relative: name), mention: ", named as \(subject) at \(origin(of: node).description)")
        return InputFile(name: name.lastPathComponent, bytes: bytes, sha256: sha256(bytes))
    }

    /// Relative to the file that names it, so that a folder of jobs and their files can be moved.
    func path(relative name: String) -> String {
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        return name.hasPrefix("/") ? name : folder + name
    }
}

extension String {
    fileprivate var lastPathComponent: String { split(separator: "/").last.map(String.init) ?? "" }
}

extension Job {
    /// The input files that its parameters and solver settings name, each content once, in the order of their digests.
    public var inputs: [InputFile] {
        var files: [String: InputFile] = [:]
        func collect(_ set: ParameterSet) {
            for value in set.values.values {
                switch value {
                case .file(let file): files[file.sha256] = file
                case .records(let records): records.forEach(collect)
                case .real, .integer, .text, .integers, .texts, .reals, .vectors: break
                }
            }
        }
        collect(fixed)
        collect(solver.settings)
        return files.values.sorted { $0.sha256 < $1.sha256 }
    }
}
