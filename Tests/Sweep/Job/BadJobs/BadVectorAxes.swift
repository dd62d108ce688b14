extension BadJob {
    /// Axes over a vector, or over its components.
    static let vectorAxes = [
        BadJob(
            leastSystem + "grid:\n  displacement: [[1, 2], [3]]\n",
            "jobs/x.yaml:3: value 2 of axis \"displacement\" is a list of 1 value; allowed: a list of 2 integers"),
        BadJob(
            leastSystem + "grid:\n  displacement: [[1, 2], [3, 4], [1, 2]]\n",
            "jobs/x.yaml:3: axis \"displacement\" has displacement_x=1 displacement_y=2 twice, the second time as value 3; allowed: values that differ"
        ),
        BadJob(
            leastSystem + "grid:\n  displacement: { x: [1, 2] }\n",
            "jobs/x.yaml:3: axis \"displacement\" has no y; allowed: \(Phrase.vectorForms)"),
        BadJob(
            leastSystem + "grid:\n  displacement: { from: 1, to: 2 }\n",
            "jobs/x.yaml:3: unknown key \"from\" in axis \"displacement\"; allowed: x, y"),
        BadJob(
            leastSystem + "grid:\n  displacement: { x: [1, 60], y: [-1, 50] }\n",
            "jobs/x.yaml:3: \"displacement\": impurity 2 lies outside the lattice at displacement=60,50; allowed: a shorter one"),
        BadJob(
            leastSystem + "grid:\n  displacement: 3\n",
            "jobs/x.yaml:3: axis \"displacement\" is \"3\"; allowed: \(Phrase.vectorForms)"),
        BadJob(
            leastSystem + "grid:\n  displacement: { x: [1, 1], y: [1] }\n",
            "jobs/x.yaml:3: axis \"displacement\" has displacement_x=1 twice, the second time as value 2; allowed: values that differ"
        ),
        BadJob(
            leastSystem + "grid:\n  zip: { displacement: { x: [1, 2], y: [3, 4] }, mu: [1, 2] }\n",
            "jobs/x.yaml:3: \"displacement\" makes 2 axes, which cannot advance together with others; allowed: a list of vectors"),
        BadJob(
            leastSystem + "grid:\n  displacement: [[1, 2]]\n  delta: [1]\n",
            "jobs/x.yaml:3: \"displacement\" and \"delta\" (jobs/x.yaml:4) are both given; allowed: one of the two"),
        BadJob(
            "system:\n  lattice: { size: [9, 9] }\n  mu: 1\n  temperature: 1\n  displacement: [1, 1]\n"
                + "grid:\n  delta: [1, 2]\n",
            "jobs/x.yaml:5: \"displacement\" and \"delta\" (jobs/x.yaml:7) are both given; allowed: one of the two"),
    ]
}
