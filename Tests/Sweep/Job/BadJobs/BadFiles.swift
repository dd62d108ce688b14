extension BadJob {
    /// The whole file: encoding, syntax, top level.
    static let files = [
        BadJob("", "jobs/x.yaml: is empty; allowed: a mapping of keys to values"),
        BadJob("# nothing but a comment\n", "jobs/x.yaml: is empty; allowed: a mapping of keys to values"),
        BadJob("---\n", "jobs/x.yaml:2: the job is nothing; allowed: a mapping with system, grid, solver, model"),
        BadJob(
            "just a text\n",
            "jobs/x.yaml:1: the job is \"just a text\"; allowed: a mapping with system, grid, solver, model"),
        BadJob(
            "- system\n- grid\n",
            "jobs/x.yaml:1: the job is a list of 2 values; allowed: a mapping with system, grid, solver, model"),
        BadJob(
            "system: x\ngrid: [1, 2\nmodel: 1\n",
            "jobs/x.yaml:3: not valid YAML: while parsing a flow sequence (line 2), did not find expected ',' or ']'"),
        BadJob(
            "system: x\n\tgrid: 1\n",
            "jobs/x.yaml:2: not valid YAML: while scanning a plain scalar (line 1), found a tab character that violates indentation"
        ),
        BadJob(
            "system: 'x\n",
            "jobs/x.yaml:2: not valid YAML: while scanning a quoted scalar (line 1), found unexpected end of stream"),
        BadJob("system: *nowhere\n", "jobs/x.yaml:1: not valid YAML: found undefined alias"),
        BadJob("system: a: b\n", "jobs/x.yaml:1: not valid YAML: mapping values are not allowed in this context"),
        BadJob("\nsystem: \u{1}\n", "jobs/x.yaml:2: not valid YAML: control characters are not allowed"),
        BadJob(String(repeating: "[", count: 100_000), "jobs/x.yaml:1: values nested too deeply"),
        BadJob(String(repeating: "- ", count: 100_000), "jobs/x.yaml:1: values nested too deeply"),
        BadJob(String(repeating: "{a: ", count: 100_000), "jobs/x.yaml:1: values nested too deeply"),
        BadJob(leastSystem + "---\nmodel: bdg-rkky\n", "jobs/x.yaml:2: a second YAML document; allowed: one document"),
        BadJob(
            leastSystem + "gird: {}\n",
            "jobs/x.yaml:2: unknown key \"gird\" in the job; did you mean \"grid\"? Allowed: system, grid, solver, model"),
        BadJob(
            leastSystem + "steps: 3\n",
            "jobs/x.yaml:2: unknown key \"steps\" in the job; allowed: system, grid, solver, model"),
        BadJob(
            leastSystem + "grid: {}\ngrid: {}\n",
            "jobs/x.yaml:2: key \"grid\" stands here and again further down in the same mapping; allowed: each key once"),
        BadJob(
            leastSystem + "? [a, b]\n: c\n",
            "jobs/x.yaml:2: a key in the job is a list of 2 values; allowed: a word"),
        BadJob(
            leastSystem + "<<: { model: x }\n",
            "jobs/x.yaml:2: merge key \"<<\" in the job; allowed: keys written out"),
        BadJob("grid: {}\n", "jobs/x.yaml: key \"system\" is missing; allowed: a file with the system, or a mapping"),
        BadJob(
            leastSystem + "model: bdg-rkyk\n",
            "jobs/x.yaml:2: unknown model \"bdg-rkyk\"; did you mean \"bdg-rkky\"? Allowed: bdg-rkky"),
        BadJob(leastSystem + "model: hubbard\n", "jobs/x.yaml:2: unknown model \"hubbard\"; allowed: bdg-rkky"),
        BadJob(leastSystem + "model: [bdg-rkky]\n", "jobs/x.yaml:2: \"model\" is a list of 1 value; allowed: bdg-rkky"),
        BadJob(leastSystem + "model:\n", "jobs/x.yaml:2: \"model\" is nothing; allowed: bdg-rkky"),
    ]
}
