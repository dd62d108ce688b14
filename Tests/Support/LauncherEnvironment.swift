/// What mpirun needs to start any number of ranks on any machine, by the names of Open MPI 4 and of Open MPI 5: ranks may use
/// every core, and root may start them.
public let launcherEnvironment = [
    "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none", "PRTE_MCA_hwloc_default_binding_policy": "none",
    "OMPI_MCA_rmaps_base_oversubscribe": "1", "PRTE_MCA_rmaps_default_mapping_policy": ":oversubscribe",
]

/// How the process of `mpirun` is called: Open MPI 5 and MPICH replace it by another program.
public let launcherNames: Set = ["mpirun", "prterun", "mpiexec.hydra"]
