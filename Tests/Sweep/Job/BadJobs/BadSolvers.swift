extension BadJob {
    /// `solver:`.
    static let solvers = [
        BadJob(
            leastSystem + "solver:\n",
            "jobs/x.yaml:2: \"solver\" is nothing; allowed: auto, low-rank, scalapack, or { name: …, settings }"),
        BadJob(
            leastSystem + "solver: scalapak\n",
            "jobs/x.yaml:2: unknown solver \"scalapak\"; did you mean \"scalapack\"? Allowed: auto, low-rank, scalapack, or { name: …, settings }"
        ),
        BadJob(
            leastSystem + "solver: magic\n",
            "jobs/x.yaml:2: unknown solver \"magic\"; allowed: auto, low-rank, scalapack, or { name: …, settings }"),
        BadJob(
            leastSystem + "solver: [auto]\n",
            "jobs/x.yaml:2: \"solver\" is a list of 1 value; allowed: auto, low-rank, scalapack, or { name: …, settings }"),
        BadJob(leastSystem + "solver: {}\n", "jobs/x.yaml:2: solver has no name; allowed: auto, low-rank, scalapack"),
        BadJob(
            leastSystem + "solver: { block: 3 }\n",
            "jobs/x.yaml:2: solver has no name; allowed: auto, low-rank, scalapack"),
        BadJob(
            leastSystem + "solver: { name: magic }\n",
            "jobs/x.yaml:2: unknown solver \"magic\"; allowed: auto, low-rank, scalapack"),
        BadJob(
            leastSystem + "solver: { name: scalapack, blok: 3 }\n",
            "jobs/x.yaml:2: unknown key \"blok\" in solver scalapack; did you mean \"block\"? Allowed: block, grid, tolerance"),
        BadJob(
            leastSystem + "solver: { name: scalapack, block: x }\n",
            "jobs/x.yaml:2: \"block\" is \"x\"; allowed: an integer"),
        BadJob(
            leastSystem + "solver: { name: scalapack, grid: { cols: 2 } }\n",
            "jobs/x.yaml:2: unknown key \"cols\" in \"grid\"; did you mean \"rows\"? Allowed: rows"),
        BadJob(
            leastSystem + "solver: { name: low-rank, block: 3 }\n",
            "jobs/x.yaml:2: unknown key \"block\" in solver low-rank; allowed: no keys"),
        BadJob(
            leastSystem + "solver: { name: auto, block: 3 }\n",
            "jobs/x.yaml:2: unknown key \"block\" in solver auto; allowed: name"),
    ]
}
