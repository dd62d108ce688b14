extension BadJob {
    /// Axes as ranges.
    static let ranges = [
        BadJob(
            leastSystem + "grid:\n  p_phase: { from: 0, to: 1 }\n",
            "jobs/x.yaml:3: axis \"p_phase\" is a range, but its values are words; allowed: a list"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has no to; allowed: \(Phrase.axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: { to: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has no from; allowed: \(Phrase.axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, steps: 3 }\n",
            "jobs/x.yaml:3: unknown key \"steps\" in axis \"mu\"; did you mean \"step\"? Allowed: from, to, step, count, spacing"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: 1, count: 2 }\n",
            "jobs/x.yaml:3: axis \"mu\" has both a step and a count; allowed: \(Phrase.axisForms)"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has step 0; allowed: a step towards \"to\""),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: -0.1 }\n",
            "jobs/x.yaml:3: axis \"mu\" never gets from 0 to 1 by steps of -0.1; allowed: a step towards \"to\""),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 5, to: 1 }\n",
            "jobs/x.yaml:3: axis \"mu\" never gets from 5 to 1 by steps of 1; allowed: a step towards \"to\""),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: .inf }\n",
            "jobs/x.yaml:3: \"to\" of axis \"mu\" is \".inf\"; allowed: a finite number"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 1 }\n",
            "jobs/x.yaml:3: axis \"mu\" has count 1 but different ends; allowed: a count of 2 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 0 }\n",
            "jobs/x.yaml:3: axis \"mu\" has count 0; allowed: a count of 1 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 2.5 }\n",
            "jobs/x.yaml:3: \"count\" of axis \"mu\" is \"2.5\"; allowed: a count of 1 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: }\n",
            "jobs/x.yaml:3: \"count\" of axis \"mu\" is nothing; allowed: a count of 1 or more"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 1, count: 3 }\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=1 twice, the second time as value 2; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, count: 10000001 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 1, step: 1e-300 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1e-300, to: 1e300, step: 1e-320 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1e300, to: 1.00000000000000000000000001e300, step: 1e270 }\n",
            "jobs/x.yaml:3: axis \"mu\" has mu=1e+300 twice, the second time as value 2; allowed: values that differ"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1e300, to: 1.0000000000000000000000001e300, step: 1e-320 }\n",
            "jobs/x.yaml:3: axis \"mu\" has more than 10 million values; allowed: 10 million points in all"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 2, step: 0.1, spacing: log }\n",
            "jobs/x.yaml:3: axis \"mu\" has spacing log but no count; allowed: { from, to, count, spacing: log }"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 0, to: 2, count: 3, spacing: log }\n",
            "jobs/x.yaml:3: axis \"mu\" has spacing log but an end that is not positive; allowed: ends above 0"),
        BadJob(
            leastSystem + "grid:\n  mu: { from: 1, to: 2, count: 3, spacing: geometric }\n",
            "jobs/x.yaml:3: \"spacing\" of axis \"mu\" is \"geometric\"; allowed: linear, log"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 1, to: 8, count: 3, spacing: log }\n",
            "jobs/x.yaml:3: value 2 of axis \"nu\" comes to 2.82842712475; allowed: integers"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 0, to: 3, count: 3 }\n",
            "jobs/x.yaml:3: value 2 of axis \"nu\" comes to 1.5; allowed: integers"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 0, to: 3, step: 0.5 }\n",
            "jobs/x.yaml:3: \"step\" of axis \"nu\" is \"0.5\"; allowed: an integer"),
        BadJob(
            leastSystem + "grid:\n  nu: { from: 0.5, to: 3 }\n",
            "jobs/x.yaml:3: \"from\" of axis \"nu\" is \"0.5\"; allowed: an integer"),
    ]
}
