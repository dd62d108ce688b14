import ArgumentParser
import Sweep

/// What this program starts to read files that may be anything: not for users.
struct ReadShardsCommand: ParsableCommand {
    static let name = "read-shards"
    static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

    func run() throws { try ShardReading.answer(arguments) }
}
