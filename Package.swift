// swift-tools-version: 6.1
import Foundation
import PackageDescription

// The code generator's target. `addingProduct` on SIMD vectors becomes a library call per lane on plain x86-64 (27 times
// slower), so x86-64 builds need an FMA-capable CPU: any machine since 2013 has one. `MORIYA_CPU=native` on request.
#if arch(x86_64)
    let defaultCPU: String? = "haswell"
#else
    let defaultCPU: String? = nil
#endif
let cpu = Context.environment["MORIYA_CPU"].flatMap { $0.isEmpty ? nil : $0 } ?? defaultCPU
let forThisCPU: [SwiftSetting] = cpu.map { [.unsafeFlags(["-Xfrontend", "-target-cpu", "-Xfrontend", $0])] } ?? []

let version =
    (try? String(contentsOfFile: Context.packageDirectory + "/VERSION", encoding: .utf8))?
    .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"

let commit = Context.gitInformation.map { $0.currentCommit + ($0.hasUncommittedChanges ? "+changes" : "") } ?? "unknown"

/// What SwiftPM would wonder about: each model's folder explains itself.
let explanations = ((try? FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory + "/Sources/Models")) ?? [])
    .map { $0 + "/README.md" }
    .filter { FileManager.default.fileExists(atPath: Context.packageDirectory + "/Sources/Models/" + $0) }

/// A target whose folder says its layer: `Sources/<layer>/<name>`.
func target(_ layer: String, _ name: String, _ dependencies: [Target.Dependency], links: [String] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(layer)/\(name)", swiftSettings: forThisCPU,
        linkerSettings: links.map { .linkedLibrary($0) })
}

/// Tests of some of the theories in `Tests/Physics`: each folder there is for the folder of that name in `Sources/Physics`.
func physicsTests(_ name: String, of rooms: [String], _ dependencies: [Target.Dependency]) -> Target {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory + "/Tests/Physics")) ?? []
    return .testTarget(
        name: name, dependencies: dependencies, path: "Tests/Physics", exclude: all.filter { !rooms.contains($0) }, sources: rooms
    )
}

/// Whether pkg-config knows a library of this name.
func isKnown(_ name: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pkg-config", "--exists", name]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
}

/// A C library of the system: sites differ in what they call it, and the first name that pkg-config knows is taken. Where it
/// knows none, the message about what is missing has the first name.
func foreign(_ name: String, _ pkgConfig: [String], _ debianPackage: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/Foreign/\(name)", pkgConfig: pkgConfig.first(where: isKnown) ?? pkgConfig.first,
        providers: [.apt([debianPackage])])
}

// The MPI to build for: openmpi, or mpich for that and its relatives. Unless MORIYA_MPI says, the one that is there. With
// none, the package is the numerics and the physics that need no MPI, and their tests.
let mpi = Context.environment["MORIYA_MPI"] ?? (!isKnown("ompi-c") && isKnown("mpich") ? "mpich" : "openmpi")
let isMPICH = mpi == "mpich"
// Debian's pkg-config file of this one leads to the MPI that is the system's default, whatever that is: it is linked by name.
let debianScaLAPACK = isMPICH && isKnown("scalapack-mpich") ? "scalapack-mpich" : nil

let package = Package(
    name: "moriya",
    products: [.executable(name: "moriya", targets: ["moriya"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/apple/swift-numerics", .upToNextMinor(from: "1.1.1")),
        .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
        .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
        .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
    ],
    targets: [
        // 1. C libraries, with shims for their macros.
        isMPICH
            ? foreign("CMPI", ["mpich", "mvapich2", "impi", "cray-mpich"], "libmpich-dev")
            : foreign("CMPI", ["ompi-c", "mpi-c", "ompi"], "libopenmpi-dev"),
        debianScaLAPACK != nil
            ? .systemLibrary(name: "CScaLAPACK", path: "Sources/Foreign/CScaLAPACK")
            : foreign(
                "CScaLAPACK", isMPICH ? ["scalapack", "mkl-scalapack-lp64"] : ["scalapack-openmpi", "scalapack"],
                "libscalapack-openmpi-dev"),
        // Optional. Without it the header is not found, and the program does without; Debian's is one for Open MPI.
        isKnown("elpa") && !isMPICH
            ? foreign("CELPA", ["elpa"], "libelpa-dev") : .systemLibrary(name: "CELPA", path: "Sources/Foreign/CELPA"),
        foreign("COpenBLAS", ["openblas", "flexiblas", "mkl-dynamic-lp64-seq"], "libopenblas-pthread-dev"),
        foreign("CHDF5", ["hdf5-serial", "hdf5"], "libhdf5-dev"),
        .target(
            name: "CBuildInfo", path: "Sources/Foreign/CBuildInfo",
            cSettings: [
                .define("MORIYA_COMMIT", to: "\"\(commit)\""), .define("MORIYA_VERSION", to: "\"\(version)\""),
            ]),

        .target(name: "CStartSignals", path: "Sources/Foreign/CStartSignals"),
        // Loaded at run time, see its header; optional, too.
        .target(name: "CMUMPS", path: "Sources/Foreign/CMUMPS"),

        // 2. Thin typed wrappers: the only targets that import the C modules.
        target("Wrappers", "MPI", ["CMPI"]),
        target("Wrappers", "LAPACK", ["COpenBLAS"]),
        target("Wrappers", "ScaLAPACK", ["CScaLAPACK", "MPI", "LAPACK"], links: debianScaLAPACK.map { [$0] } ?? []),
        target("Wrappers", "ELPA", ["CELPA", "ScaLAPACK", "MPI"]),
        target("Wrappers", "MUMPS", ["CMUMPS"]),
        target("Wrappers", "FileNames", []),
        target("Wrappers", "HDF5", ["CHDF5", "FileNames"]),
        target("Wrappers", "Machine", []),
        target("Wrappers", "Processes", ["CStartSignals", "FileNames"]),
        target("Wrappers", "Digest", [.product(name: "Crypto", package: "swift-crypto")]),

        // 3. Numerics and physics: no files, no YAML; MPI only in what is called distributed (`.ci/check-imports` looks).
        target("Numerics", "RandomNumbers", []),
        target("Numerics", "Summation", []),
        // Its own algorithms on what the wrappers give, in one process, and on matrices that many share.
        target("Numerics", "BandReduction", ["LAPACK"]),
        target("Numerics", "DistributedBandReduction", ["BandReduction", "LAPACK", "ScaLAPACK", "MPI"]),
        target(
            "Physics", "BogoliubovDeGennes",
            ["RandomNumbers", "Summation", .product(name: "Numerics", package: "swift-numerics")]),
        target("Physics", "MatsubaraSums", ["BogoliubovDeGennes", .product(name: "Numerics", package: "swift-numerics")]),
        target(
            "Physics", "LowRank",
            ["BogoliubovDeGennes", "MatsubaraSums", .product(name: "Numerics", package: "swift-numerics")]),
        target(
            "Physics", "ImpurityClusters",
            ["BogoliubovDeGennes", "LAPACK", .product(name: "Numerics", package: "swift-numerics")]),
        target(
            "Physics", "SparseSolver",
            [
                "BogoliubovDeGennes", "MatsubaraSums", "ImpurityClusters", "RandomNumbers", "LAPACK", "MUMPS",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        target(
            "Physics", "InGapStates",
            ["BogoliubovDeGennes", "MatsubaraSums", "SparseSolver", "MUMPS", "LAPACK", "RandomNumbers"]),
        target(
            "Physics", "LocalDensityOfStates",
            [
                "BogoliubovDeGennes", "MatsubaraSums", "LowRank", "SparseSolver", "MUMPS", "LAPACK",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        target(
            "Physics", "GroundState",
            [
                "BogoliubovDeGennes", "ImpurityClusters", "LAPACK", "RandomNumbers",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        target(
            "Physics", "ChainClusters",
            [
                "BogoliubovDeGennes", "MatsubaraSums", "ImpurityClusters", "LowRank", "LocalDensityOfStates", "LAPACK",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        target(
            "Physics", "FullSpectra",
            [
                "BogoliubovDeGennes", "MatsubaraSums", "ImpurityClusters", "InGapStates", "LocalDensityOfStates", "LAPACK",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        target(
            "Physics", "Diagonalization",
            ["BogoliubovDeGennes", "Summation", .product(name: "Numerics", package: "swift-numerics")]),
        target(
            "Physics", "DistributedDiagonalization",
            ["BogoliubovDeGennes", "Diagonalization", "DistributedBandReduction", "ScaLAPACK", "ELPA", "MPI", "Machine"]),
        target("Physics", "RashbaGas", []),
        target("Physics", "WannierHamiltonian", [.product(name: "Numerics", package: "swift-numerics")]),
        target("Physics", "BerryPhase", ["WannierHamiltonian", .product(name: "Numerics", package: "swift-numerics")]),
        target("Numerics", "SpecialFunctions", []),
        target("Physics", "PearlExchange", ["SpecialFunctions"]),
        target("Physics", "NuclearTorque", []),
        target("Physics", "RashbaTorque", [.product(name: "Numerics", package: "swift-numerics")]),

        // 4. The sweep: grid, job file, schedule, store, merge. Knows no physics.
        .target(
            name: "Sweep",
            dependencies: [
                "MPI", "HDF5", "Digest", "FileNames", "Machine", "Processes", "CBuildInfo",
                .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: forThisCPU),
        // Each model tells the sweep its parameters and observables, and evaluates points with the physics above.
        .target(
            name: "Models",
            dependencies: [
                "Sweep", "BogoliubovDeGennes", "LowRank", "SparseSolver", "Diagonalization", "DistributedDiagonalization",
                "RashbaGas", "BerryPhase",
                "WannierHamiltonian", "RashbaTorque", "PearlExchange", "NuclearTorque", "InGapStates", "LocalDensityOfStates",
                "GroundState", "FullSpectra", "ChainClusters", "ImpurityClusters", "MatsubaraSums", "LAPACK", "ScaLAPACK",
                "MUMPS", "Machine",
                .product(name: "Numerics", package: "swift-numerics"),
            ], exclude: explanations,
            swiftSettings: forThisCPU),

        // 5. The command line.
        .executableTarget(
            name: "moriya",
            dependencies: [
                "Sweep", "Models", "DistributedDiagonalization", "DistributedBandReduction", "RandomNumbers", "ScaLAPACK", "ELPA",
                "MPI", "LAPACK", "MUMPS",
                "HDF5", "FileNames", "Processes",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: forThisCPU),

        // What the wrapper tests start under `mpirun`.
        .executableTarget(
            name: "mpi-selfcheck",
            dependencies: ["TestSupport", "RandomNumbers", "DistributedBandReduction", "MPI", "ScaLAPACK", "ELPA", "LAPACK"],
            path: "Tests/Programs/MPI"),
        .executableTarget(
            name: "physics-selfcheck",
            dependencies: [
                "TestSupport", "RandomNumbers", "ReferenceSystems", "MPI", "ScaLAPACK", "BogoliubovDeGennes", "LowRank",
                "Diagonalization", "DistributedDiagonalization",
                .product(name: "Numerics", package: "swift-numerics"),
            ],
            path: "Tests/Programs/Physics"),
        .executableTarget(
            name: "sweep-selfcheck",
            dependencies: ["Sweep", "MPI", .product(name: "Logging", package: "swift-log")], path: "Tests/Programs/Sweep"),
        .target(name: "TestSupport", dependencies: ["Processes"], path: "Tests/Support"),
        .target(
            name: "ReferenceSystems",
            dependencies: [
                "BogoliubovDeGennes", "Diagonalization", "RandomNumbers", .product(name: "Numerics", package: "swift-numerics"),
            ], path: "Tests/ReferenceSystems"),
        // What `make bench` runs: everything is timed in one run on one machine, and only ratios are quoted.
        .executableTarget(
            name: "moriya-bench",
            dependencies: [
                "RandomNumbers", "DistributedBandReduction", "BogoliubovDeGennes", "LowRank", "SparseSolver",
                "LocalDensityOfStates", "DistributedDiagonalization", "ScaLAPACK", "ELPA", "LAPACK", "MPI", "Sweep", "Models",
                "RashbaTorque", "PearlExchange", "NuclearTorque", "BerryPhase", "WannierHamiltonian", "Processes",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Sources/Benchmark", swiftSettings: forThisCPU),

        .testTarget(
            name: "WrapperTests",
            dependencies: [
                "TestSupport", "RandomNumbers", "BandReduction", "FileNames", "Machine", "MPI", "ScaLAPACK", "LAPACK", "HDF5",
            ], path: "Tests/Wrappers"),
        .testTarget(
            name: "NumericsTests", dependencies: ["RandomNumbers", "Summation", "SpecialFunctions"], path: "Tests/Numerics"),
        physicsTests(
            "PhysicsTests", of: ["BogoliubovDeGennes", "LowRank", "MatsubaraSums", "Diagonalization", "RashbaGas"],
            [
                "TestSupport", "RandomNumbers", "ReferenceSystems", "BogoliubovDeGennes", "MatsubaraSums", "LowRank",
                "SparseSolver",
                "ImpurityClusters", "MUMPS", "Diagonalization", "RashbaGas", "LAPACK",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        physicsTests(
            "DistributedDiagonalizationTests", of: ["DistributedDiagonalization"],
            [
                "TestSupport", "ReferenceSystems", "BogoliubovDeGennes", "Diagonalization", "DistributedDiagonalization",
                "ScaLAPACK", .product(name: "Numerics", package: "swift-numerics"),
            ]),
        physicsTests(
            "BerryPhaseTests", of: ["BerryPhase", "WannierHamiltonian"],
            [
                "TestSupport", "RandomNumbers", "BerryPhase", "WannierHamiltonian", "Processes",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        physicsTests(
            "NeighbourTests", of: ["Digits.swift", "RashbaTorque", "PearlExchange", "NuclearTorque"],
            ["TestSupport", "RandomNumbers", "RashbaTorque", "PearlExchange", "NuclearTorque"]),
        physicsTests(
            "MicroscopeTests",
            of: ["InGapStates", "LocalDensityOfStates", "GroundState", "FullSpectra", "ChainClusters", "SparseSolver"],
            [
                "ReferenceSystems", "BogoliubovDeGennes", "MatsubaraSums", "SparseSolver", "MUMPS", "LAPACK", "ImpurityClusters",
                "InGapStates", "LocalDensityOfStates", "GroundState", "FullSpectra", "ChainClusters",
                "RandomNumbers",
                .product(name: "Numerics", package: "swift-numerics"),
            ]),
        .testTarget(
            name: "SweepTests", dependencies: ["TestSupport", "RandomNumbers", "Sweep", "Models", "HDF5", "Processes"],
            path: "Tests/Sweep"),
        .testTarget(
            name: "ModelTests",
            dependencies: [
                "Models", "BogoliubovDeGennes", "RandomNumbers", .product(name: "Numerics", package: "swift-numerics"),
            ], path: "Tests/Models"),
        // Runs the program itself, with mpirun and signals.
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "TestSupport", "moriya", "RandomNumbers", "Sweep", "Models", "HDF5", "ELPA", "MUMPS", "Digest", "Processes",
            ],
            path: "Tests/moriya"),
    ]
)

if mpi == "none" {
    let targets = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })
    /// The targets of this package that a target needs, itself included.
    func needs(_ name: String) -> Set<String> {
        guard let target = targets[name] else { return [] }
        return target.dependencies.reduce(into: [name]) { needed, dependency in
            switch dependency {
            case .targetItem(let name, _), .byNameItem(let name, _): needed.formUnion(needs(name))
            default: break
            }
        }
    }
    let rooms = ["Sources/Numerics/", "Sources/Physics/", "Tests/Numerics", "Tests/Physics"]
    let pure = package.targets
        .filter { target in rooms.contains { target.path?.hasPrefix($0) ?? false } }
        .map { needs($0.name) }.filter { !$0.contains("CMPI") }
    package.targets.removeAll { !pure.joined().contains($0.name) }
    package.products.removeAll()
}
