extension BadJob {
    /// `system:`, in place.
    static let systems = [
        BadJob("system:\n", "jobs/x.yaml:1: \"system\" is nothing; allowed: a file with the system, or a mapping"),
        BadJob(
            "system: ''\n",
            "jobs/x.yaml:1: \"system\" is the text \"\"; allowed: a file with the system, or a mapping"),
        BadJob(
            "system: \"a\\0b\"\n",
            "jobs/x.yaml:1: \"system\" is the text \"a\\u0000b\"; allowed: a file with the system, or a mapping"),
        BadJob("system: [1]\n", "jobs/x.yaml:1: the system is a list of 1 value; allowed: a mapping of \(Phrase.allKeys)"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n",
            "jobs/x.yaml:1: parameter \"temperature\" (temperature) is missing; allowed: a finite number, in the system or as an axis of grid"
        ),
        BadJob("system: { lattice: 3 }\n", "jobs/x.yaml:1: \"lattice\" is \"3\"; allowed: a mapping of size, boundary"),
        BadJob(
            "system: { lattice: { sise: [9, 9] } }\n",
            "jobs/x.yaml:1: unknown key \"sise\" in \"lattice\"; did you mean \"size\"? Allowed: size, boundary"),
        BadJob(
            "system: { lattice.size: [9, 9] }\n",
            "jobs/x.yaml:1: parameter \"mu\" (chemical potential) is missing; allowed: a finite number, in the system or as an axis of grid"
        ),
        BadJob(
            "system:\n  mu: 1\n  nmu: 2\n",
            "jobs/x.yaml:3: unknown key \"nmu\" in the system; did you mean \"mu\" or \"nu\"? Allowed: \(Phrase.allKeys)"),
        BadJob("system: { xyu: 1 }\n", "jobs/x.yaml:1: unknown key \"xyu\" in the system; allowed: \(Phrase.allKeys)"),
        BadJob(
            "system:\n  mu: 1\n  mu: 2\n",
            "jobs/x.yaml:2: key \"mu\" stands here and again further down in the same mapping; allowed: each key once"),
        BadJob(
            "system:\n  1: 1\n  \"1\": 2\n",
            "jobs/x.yaml:3: key \"1\" stands twice in the system, first on line 2; allowed: each key once"),
        BadJob(
            "system: { \"1\": 1, 1: 2 }\n",
            "jobs/x.yaml:1: key \"1\" stands twice in the system, first on line 1; allowed: each key once"),
        BadJob("system: { mu: minus three }\n", "jobs/x.yaml:1: \"mu\" is \"minus three\"; allowed: a finite number"),
        BadJob("system: { mu: \"3\" }\n", "jobs/x.yaml:1: \"mu\" is the text \"3\"; allowed: a finite number"),
        BadJob("system: { mu: !!str 3 }\n", "jobs/x.yaml:1: \"mu\" is the text \"3\"; allowed: a finite number"),
        BadJob("system: { mu: !percent 3 }\n", "jobs/x.yaml:1: tag \"!percent\"; allowed: plain values"),
        BadJob("system: !include other.yaml\n", "jobs/x.yaml:1: tag \"!include\"; allowed: plain values"),
        BadJob("system: { mu: }\n", "jobs/x.yaml:1: \"mu\" is nothing; allowed: a finite number"),
        BadJob("system: { mu: ~ }\n", "jobs/x.yaml:1: \"mu\" is nothing; allowed: a finite number"),
        BadJob("system: { mu: [1] }\n", "jobs/x.yaml:1: \"mu\" is a list of 1 value; allowed: a finite number"),
        BadJob("system: { mu: { value: 1 } }\n", "jobs/x.yaml:1: \"mu\" is a mapping; allowed: a finite number"),
        BadJob("system: { mu: .inf }\n", "jobs/x.yaml:1: \"mu\" is \".inf\"; allowed: a finite number"),
        BadJob("system: { mu: -.INF }\n", "jobs/x.yaml:1: \"mu\" is \"-.INF\"; allowed: a finite number"),
        BadJob("system: { mu: .nan }\n", "jobs/x.yaml:1: \"mu\" is \".nan\"; allowed: a finite number"),
        BadJob("system: { mu: nan }\n", "jobs/x.yaml:1: \"mu\" is \"nan\"; allowed: a finite number"),
        BadJob("system: { mu: 1e999 }\n", "jobs/x.yaml:1: \"mu\" is \"1e999\"; allowed: a finite number"),
        BadJob("system: { mu: 1_000 }\n", "jobs/x.yaml:1: \"mu\" is \"1_000\"; allowed: a finite number"),
        BadJob("system: { mu: 0x10 }\n", "jobs/x.yaml:1: \"mu\" is \"0x10\"; allowed: a finite number"),
        BadJob("system: { mu: 010 }\n", "jobs/x.yaml:1: \"mu\" is \"010\"; allowed: a finite number"),
        BadJob("system: { mu: 1:30 }\n", "jobs/x.yaml:1: \"mu\" is \"1:30\"; allowed: a finite number"),
        BadJob("system: { mu: true }\n", "jobs/x.yaml:1: \"mu\" is \"true\"; allowed: a finite number"),
        BadJob("system: { nu: 1.5 }\n", "jobs/x.yaml:1: \"nu\" is \"1.5\"; allowed: an integer"),
        BadJob(
            "system: { nu: 9007199254740993 }\n",
            "jobs/x.yaml:1: \"nu\" is \"9007199254740993\"; allowed: an integer, of size below 2^53"),
        BadJob(
            "system: { nu: -99999999999999999999999 }\n",
            "jobs/x.yaml:1: \"nu\" is \"-99999999999999999999999\"; allowed: an integer, of size below 2^53"),
        BadJob("system: { d_vector: }\n", "jobs/x.yaml:1: \"d_vector\" is nothing; allowed: a text"),
        BadJob("system: { d_vector: [e_z] }\n", "jobs/x.yaml:1: \"d_vector\" is a list of 1 value; allowed: a text"),
        BadJob("system: { p_phase: j }\n", "jobs/x.yaml:1: \"p_phase\" is \"j\"; allowed: i, 1"),
        BadJob("system: { p_phase: 1.0 }\n", "jobs/x.yaml:1: \"p_phase\" is \"1.0\"; allowed: i, 1"),
        BadJob("system: { p_phase: \"a\\nb\" }\n", "jobs/x.yaml:1: \"p_phase\" is the text \"a\\nb\"; allowed: i, 1"),
        BadJob(
            "system: { lattice: { size: 101 } }\n",
            "jobs/x.yaml:1: \"lattice.size\" is \"101\"; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { size: [101] } }\n",
            "jobs/x.yaml:1: \"lattice.size\" is a list of 1 value; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { size: [101, 101, 3] } }\n",
            "jobs/x.yaml:1: \"lattice.size\" is a list of 3 values; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { size: [101, 10.5] } }\n",
            "jobs/x.yaml:1: item 2 of \"lattice.size\" is \"10.5\"; allowed: a list of 2 integers"),
        BadJob(
            "system: { lattice: { boundary: [open, opne] } }\n",
            "jobs/x.yaml:1: item 2 of \"lattice.boundary\" is \"opne\"; allowed: a list of 2 words, each one of open, periodic"),
        BadJob(
            "system: { lattice: { boundary: open } }\n",
            "jobs/x.yaml:1: \"lattice.boundary\" is \"open\"; allowed: a list of 2 words, each one of open, periodic"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n  temperature: 1\n  delta: 2\n  displacement: [1, 1]\n",
            "jobs/x.yaml:6: \"displacement\" and \"delta\" (jobs/x.yaml:5) are both given; allowed: one of the two"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n  temperature: 0\n",
            "jobs/x.yaml:4: \"temperature\": is not positive; allowed: a number above 0"),
        BadJob(
            "system:\n  lattice: { size: [1, 1] }\n  mu: 1\n  temperature: 1\n",
            "jobs/x.yaml: default of \"delta\": impurity 2 lies outside the lattice of 1 sites; allowed: a delta from -0 to 0"),
    ]
}
