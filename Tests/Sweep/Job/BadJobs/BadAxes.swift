extension BadJob {
    /// `grid:` and its axes, as lists.
    static let axes = [
        BadJob(leastSystem + "grid:\n", "jobs/x.yaml:2: grid is nothing; allowed: a mapping of axes"),
        BadJob(leastSystem + "grid: [1]\n", "jobs/x.yaml:2: grid is a list of 1 value; allowed: a mapping of axes"),
        BadJob(
            leastSystem + "grid:\n  gap_q: [1]\n",
            "jobs/x.yaml:3: unknown key \"gap_q\" in grid; did you mean \"gap_s\" or \"gap_p\"? Allowed: \(Phrase.axisKeys), zip"),
        BadJob(
            leastSystem + "grid:\n  lattice.size: [1]\n",
            "jobs/x.yaml:3: no axis can run over \"lattice.size\", which shapes the axes of the results; allowed: \(Phrase.axisKeys)"
        ),
        BadJob(
            leastSystem + "grid:\n  lattice: { size: [1] }\n",
            "jobs/x.yaml:3: unknown key \"lattice\" in grid; allowed: \(Phrase.axisKeys), zip"),
        BadJob(
            leastSystem + "grid:\n  mu: [1]\n  nu: [1]\n  mu: [2]\n",
            "jobs/x.yaml:3: key \"mu\" stands here and again further down in the same mapping; allowed: each key once"),
        BadJob(
            leastSystem + "grid:\n  mu: [1]\n  zip: { nu: [1], mu: [2] }\n",
            "jobs/x.yaml:4: a second axis \"mu\", the first is at jobs/x.yaml:3; allowed: one axis for each parameter"),
        BadJob(
            leastSystem + "grid:\n  zip:\n    - { nu: [1] }\n    - { nu: [2] }\n",
            "jobs/x.yaml:5: a second axis \"nu\", the first is at jobs/x.yaml:4; allowed: one axis for each parameter"),
        BadJob(leastSystem + "grid:\n  mu: []\n", "jobs/x.yaml:3: axis \"mu\" has no values; allowed: \(Phrase.axisForms)"),
        BadJob(leastSystem + "grid:\n  mu: {}\n", "jobs/x.yaml:3: axis \"mu\" has no from; allowed: \(Phrase.axisForms)"),
        BadJob(leastSystem + "grid:\n  mu: 3\n", "jobs/x.yaml:3: axis \"mu\" is \"3\"; allowed: \(Phrase.axisForms)"),
        BadJob(leastSystem + "grid:\n  mu:\n", "jobs/x.yaml:3: axis \"mu\" is nothing; allowed: \(Phrase.axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: [1, x]\n",
            "jobs/x.yaml:3: value 2 of axis \"mu\" is \"x\"; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu:\n  - 1\n  - [2]\n",
            "jobs/x.yaml:5: value 2 of axis \"mu\" is a list of 1 value; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu: [1, .nan]\n",
            "jobs/x.yaml:3: value 2 of axis \"mu\" is \".nan\"; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu: [1, 2, 1.0]\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=1 twice, the second time as value 3; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  mu: [0, -0.0]\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=0 twice, the second time as value 2; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  nu: [1, 1.5]\n",
            "jobs/x.yaml:3: value 2 of axis \"nu\" is \"1.5\"; allowed: an integer"),
        BadJob(
            leastSystem + "grid:\n  p_phase: [i, j]\n",
            "jobs/x.yaml:3: value 2 of axis \"p_phase\" is \"j\"; allowed: i, 1"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 3000 }\n  gap_s: { from: 1, to: 3000 }\n  gap_p: [1, 2]\n",
            "jobs/x.yaml:5: the grid has more than 10 million points from axis \"gap_p\" on; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 5000 }\n  gap_s: { from: 1, to: 5000 }\n",
            "jobs/x.yaml:4: the grid has more than 10 million points from axis \"gap_s\" on; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  gap_p: [0, 0.5]\n  delta: { from: 49, to: 60 }\n",
            "jobs/x.yaml:4: \"delta\": impurity 2 lies outside the lattice of 101 sites at gap_p=0 delta=51; allowed: a delta from -50 to 50"
        ),
    ]
}
