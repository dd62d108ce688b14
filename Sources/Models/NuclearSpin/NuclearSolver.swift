import Sweep

/// What the models of a nucleus in an electron gas share: their one solver, and conventions.
enum NuclearSolver {
    static let variant = Parameter(
        "variant", .choice(["corrected", "printed"]), .defaultsTo(.text("corrected")), unit: "1",
        "formulas with their slips mended, or as printed")
    static let description = SolverDescription(
        "closed-form", settings: [variant], "closed forms; Taylor series where they cancel")

    static func isPrinted(_ job: JobHeader) -> Bool { job.solver.settings(for: description).text(variant) == "printed" }

    static let conventions = [
        (
            name: "references",
            text: "A. B. Cahaya, A. O. Leon, M. H. Fauzi, Spin-orbit torque on nuclear spins exerted by a spin accumulation via"
                + " hyperfine interactions; equation numbers below are its own"
        ),
        (
            name: "slips",
            text:
                "variant corrected: f_dip1 with the 3x that Eq. 12 lacks; M0 half of Eq. 3's, as Eq. 1 and χ1(0) have it; the sign of χ2 of"
                + " the commutator in Eq. 2, opposite to Eq. 4's; 3/72 in Eq. 15, since the dipole part of the torque is opposite to the contact part"
        ),
    ]
}
