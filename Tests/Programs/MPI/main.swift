import MPI

// Started by the wrapper tests as `mpirun -n <ranks> mpi-selfcheck <check>`. A check that fails throws, which ends the
// job with exit code 70; success prints "passed" once.

let checks: [(name: String, run: (borrowing Communicator) throws -> Void)] = [
    ("collectives", checkCollectives),
    ("split", checkSplit),
    ("counters", checkCounters),
    ("counters-busy", checkThatNobodyWaitsForRankZero),
    ("counters-funneled", checkAnswersBetweenCalls),
    ("counters-dropped", checkDroppedCounters),
    ("eigenvalues", checkEigenvalues),
    ("singular-values", checkSingularValues),
    ("antisymmetric", checkAntisymmetricMagnitudes),
    ("not-finite", checkNotFinite),
    ("out-of-memory", checkOutOfMemory),
    ("elpa", checkELPA),
    ("elpa-memory", checkELPAMemory),
    ("grid", checkGrid),
    ("memory", checkMemory),
    // The rest must fail: the tests look at how.
    ("throw-on-last-rank", throwOnLastRank),
    ("throw-while-counting", throwWhileCounting),
    ("throw-while-serving", throwWhileServing),
    ("abort-on-last-rank", abortOnLastRank),
    ("broken-call", breakCall),
]

let name = CommandLine.arguments.dropFirst().first ?? ""
guard let check = checks.first(where: { $0.name == name }) else {
    fatalError("mpi-selfcheck takes one of \(checks.map(\.name)), not '\(name)'")
}
try MPIRuntime.withWorld(threads: name.hasSuffix("-funneled") ? .funneled : .multiple) { world in
    try check.run(world)
    try world.barrier()
    if world.rank == 0 { print("passed on \(world.size)") }
}
