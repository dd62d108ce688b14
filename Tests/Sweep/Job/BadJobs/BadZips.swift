extension BadJob {
    /// Axes that advance together.
    static let zips = [
        BadJob(
            leastSystem + "grid:\n  zip: { mu: [-3, -2], nu: [0] }\n",
            "jobs/x.yaml:3: zipped axes differ in length, \"mu\" has 2 values and \"nu\" has 1 value; allowed: equal lengths"),
        BadJob(leastSystem + "grid:\n  zip: {}\n", "jobs/x.yaml:3: zip is an empty mapping; allowed: \(Phrase.zipForms)"),
        BadJob(leastSystem + "grid:\n  zip: []\n", "jobs/x.yaml:3: zip is an empty list; allowed: \(Phrase.zipForms)"),
        BadJob(leastSystem + "grid:\n  zip: 3\n", "jobs/x.yaml:3: zip is \"3\"; allowed: \(Phrase.zipForms)"),
        BadJob(leastSystem + "grid:\n  zip: [3]\n", "jobs/x.yaml:3: zip is \"3\"; allowed: \(Phrase.zipForms)"),
        BadJob(
            leastSystem + "grid:\n  zip: { zip: [1] }\n",
            "jobs/x.yaml:3: unknown key \"zip\" in zip; allowed: \(Phrase.axisKeys)"),
        BadJob(
            leastSystem + "grid:\n  zip: { mu: [1, 2, 1], nu: [0, 1, 0] }\n",
            "jobs/x.yaml:3: zipped axes \"mu\", \"nu\" have mu=1 nu=0 twice, the second time as value 3; allowed: values that differ"
        ),
        BadJob(
            leastSystem + "grid:\n  zip: { delta: [1, 51], gap_p: [0, 0.5] }\n",
            "jobs/x.yaml:3: \"delta\": impurity 2 lies outside the lattice of 101 sites at delta=51 gap_p=0.5; allowed: a delta from -50 to 50"
        ),
    ]
}
