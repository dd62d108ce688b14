import MPI

// Started by PhysicsTests as `mpirun -n <ranks> physics-selfcheck <check>`. A check that fails throws, which ends the
// job with exit code 70; success prints "passed" once.

let checks: [(name: String, run: (borrowing Communicator) throws -> Void)] = [
    ("table", checkTable),
    ("reference-systems", checkReferenceSystems),
    ("groups", checkGroups),
    ("low-rank", checkAgainstLowRank),
    ("reductions", checkReductions),
    ("reductions-of-any-host", checkReductionsOfAnyHost),
    ("backends", checkBackends),
    ("tiny-matrices", checkTinyMatrices),
    ("known-hosts", checkKnownHosts),
    ("analytic", checkAnalytic),
    ("refusal", checkRefusal),
]

let name = CommandLine.arguments.dropFirst().first ?? ""
guard let check = checks.first(where: { $0.name == name }) else {
    fatalError("physics-selfcheck takes one of \(checks.map(\.name)), not '\(name)'")
}
try MPIRuntime.withWorld { world in
    try check.run(world)
    try world.barrier()
    if world.rank == 0 { print("passed on \(world.size)") }
}
