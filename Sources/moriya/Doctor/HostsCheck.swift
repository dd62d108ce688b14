import Dispatch
import Foundation
import MPI
import Sweep

/// Whether the ranks of several hosts reach each other: each takes numbers from the counters of rank 0, and exchanges a
/// megabyte with it.
struct HostsCheck {
    /// Seconds after which a step has failed: a network that loses messages answers nothing at all.
    private static let patience = 30

    private static let networkAdvice =
        "name the network that joins the hosts (export OMPI_MCA_btl_tcp_if_include=eth0, by the names of `ip link`), or try "
        + "other transports (export OMPI_MCA_pml=ob1); look for a firewall between the hosts"

    /// Collective over the world; what is found on rank 0, nothing on the others, and nothing of one host.
    ///
    /// Ends the job, after saying why, where the hosts do not reach each other.
    static func findings(on world: borrowing Communicator) throws -> [Finding] {
        let hosts = try attempt("hosts", on: world) {
            Hosts(try world.allGather(Array(hostName().utf8)).map { String(decoding: $0, as: UTF8.self) })
        }
        guard hosts.names.count > 1 else { return [] }
        var findings = [Finding("hosts", hosts.text)]
        findings += try attempt("counters", on: world) { try counterFindings(hosts, on: world) }
        for host in hosts.names.indices.dropFirst() {
            findings += try attempt("network", on: world) { try transferFindings(hosts, to: host, on: world) }
        }
        return world.rank == 0 ? findings : []
    }

    /// How long the first rank of each host waits for a number of rank 0.
    private static func counterFindings(_ hosts: Hosts, on world: borrowing Communicator) throws -> [Finding] {
        let counters = try SharedCounters(1, on: world)
        try counters.synchronize()
        var seconds = 0.0
        if hosts.firstRanks.contains(world.rank) && world.rank != 0 {
            let count = 20
            let start = ContinuousClock.now
            for _ in 0..<count { _ = try counters.take(of: 0, below: .max, sharers: 1) }
            seconds = (ContinuousClock.now - start) / .seconds(1) / Double(count)
        }
        try counters.synchronize()
        let all = try world.allGather([seconds]).flatMap { $0 }
        let times = zip(hosts.names, hosts.firstRanks).dropFirst().map { name, rank in
            String(format: "%.2f ms from %@", all[rank] * 1e3, name)
        }
        let way = counters.service == .betweenCalls ? "rank 0 answers between its batches" : "a thread of rank 0 answers"
        return [
            Finding(
                "counters", "a number takes \(times.joined(separator: ", ")); \(way)",
                fix: counters.service == .betweenCalls
                    ? "this MPI allows one thread only, so that hosts wait for rank 0: load an MPI built with MPI_THREAD_MULTIPLE"
                    : nil)
        ]
    }

    /// A megabyte from rank 0 to the first rank of a host, and back.
    private static func transferFindings(_ hosts: Hosts, to host: Int, on world: borrowing Communicator) throws -> [Finding] {
        let partner = hosts.firstRanks[host]
        let pair = try world.split(color: world.rank == 0 || world.rank == partner ? 1 : 0)
        guard world.rank == 0 || world.rank == partner else { return [] }
        let count = 1 << 17
        var seconds = Double.infinity
        // The first time, the connection is made.
        for round in 0..<3 {
            let start = ContinuousClock.now
            for root in 0...1 {
                let sent = (0..<count).map { Double($0 + root + round) }
                var received = pair.rank == root ? sent : [Double](repeating: 0, count: count)
                try pair.broadcast(&received, root: root)
                guard received == sent else {
                    throw MPIError(call: "MPI_Bcast", object: hosts.names[host], message: "a megabyte arrived with other numbers")
                }
            }
            seconds = min(seconds, (ContinuousClock.now - start) / .seconds(1))
        }
        return [Finding("network", String(format: "1 MB to %@ and back in %.1f ms", hosts.names[host], seconds * 1e3))]
    }

    /// Runs a step of all ranks. What fails on one, or does not end, ends the job with a finding.
    private static func attempt<Result>(
        _ subject: String, on world: borrowing Communicator, _ step: () throws -> Result
    ) throws -> Result {
        let watch = DispatchSource.makeTimerSource(queue: .global())
        watch.schedule(deadline: .now() + .seconds(patience))
        let place = "rank \(world.rank) on \(hostName())"
        watch.setEventHandler {
            complainAndEnd(Finding(subject, "\(place): no answer within \(patience) s", fix: networkAdvice))
        }
        watch.resume()
        defer { watch.cancel() }
        do {
            return try step()
        } catch let error as MPIError {
            complainAndEnd(Finding(subject, "\(place): \(error)", fix: networkAdvice))
        }
    }

    /// The launcher ends the other ranks.
    private static func complainAndEnd(_ finding: Finding) -> Never {
        try? FileHandle.standardOutput.write(contentsOf: Data((finding.text + "\n").utf8))
        exit(ExitStatus.checkFailed)
    }
}

/// The hosts of a run, in the order of their first ranks.
private struct Hosts {
    private(set) var names: [String] = []
    private(set) var firstRanks: [Int] = []
    private var ranks: [Int] = []

    /// - Parameter names: of each rank's host.
    init(_ namesOfRanks: [String]) {
        for (rank, name) in namesOfRanks.enumerated() {
            if let index = names.firstIndex(of: name) {
                ranks[index] += 1
            } else {
                names.append(name)
                firstRanks.append(rank)
                ranks.append(1)
            }
        }
    }

    var text: String {
        "\(names.count): " + zip(names, ranks).map { $1 == 1 ? $0 : "\($0) (\($1) ranks)" }.joined(separator: ", ")
    }
}
