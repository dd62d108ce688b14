import BerryPhase
import Numerics
import WannierHamiltonian
import XCTest

/// Real Wannier90 files, where they are.
final class RealFileTests: XCTestCase {
    private let allFiles = [
        ("Fe-collinear/Fe_dn_tb.dat.gz", 9), ("Fe-collinear/Fe_up_tb.dat.gz", 9), ("Fe-hr-collinear/Fe_down_hr.dat.gz", 9),
        ("Fe-hr-collinear/Fe_up_hr.dat.gz", 9), ("Fe-soc-mlwf/Fe_hr.dat.gz", 18), ("Fe-soc-mlwf/Fe_tb.dat.gz", 18),
        ("Fe-soc-projected/Fe_tb.dat.gz", 18), ("GaAs-soc/GaAs_tb.dat.gz", 16), ("Si-ws-mdrs/Si2_valence_MDRS_hr.dat.gz", 4),
        ("Si-ws-mdrs/Si2_valence_MDRS_tb.dat.gz", 4), ("Si-ws-mdrs/Si2_valence_WS_hr.dat.gz", 4),
        ("Si-ws-mdrs/Si2_valence_WS_tb.dat.gz", 4), ("SrMnO3-abinit/abinito_w90_down_hr.dat.gz", 14),
        ("SrMnO3-abinit/abinito_w90_up_hr.dat.gz", 14), ("fe-film2/fe-film2_hbar_tb.dat.gz", 36),
        ("fe-film2/fe-film2_soi_tb.dat.gz", 36), ("toy-hr/BHZ_hr.dat", 4), ("toy-hr/Free_compensate_model_hr.dat", 2),
        ("toy-hr/Graphene_hr.dat", 2), ("toy-hr/Weyl3D_hr.dat", 2),
    ]

    func testAllFilesAreRead() throws {
        for (name, functions) in allFiles {
            let file = try WannierFiles.file(name)
            XCTAssertEqual(file.functions, functions, name)
            XCTAssertEqual(file.warnings.count, name.hasSuffix("BHZ_hr.dat") ? 1 : 0, name)
        }
        // The number of k points of a Wannier90 run is the sum of 1/degeneracy.
        for (name, points) in [
            ("Fe-soc-mlwf/Fe_tb.dat.gz", 27), ("GaAs-soc/GaAs_tb.dat.gz", 8), ("Fe-collinear/Fe_up_tb.dat.gz", 216),
        ] {
            let sum = try WannierFiles.file(name).degeneracies.reduce(0.0) { $0 + 1 / Double($1) }
            XCTAssertEqual(sum, Double(points), accuracy: 1e-9, name)
        }
        for (name, centres) in [("Fe-hr-collinear/Fe_up_centres.xyz", 9), ("SrMnO3-abinit/abinito_w90_up_centres.xyz", 14)] {
            XCTAssertEqual(try wannierCentres(WannierFiles.bytes(name), name: name).count, centres)
        }
    }

    func testEnergiesBeforeAndAfterTheSplit() throws {
        let k = SIMD3(0.13, 0.27, 0.41)
        let model = try WannierFiles.model("Fe-soc-projected/Fe_tb.dat.gz")
        let energies = bandEnergies(model, atReduced: k)
        for (found, expected) in zip(
            energies[..<3] + energies[17...], [13.7135443231, 14.3472000540, 14.5438525878, 47.1801571536])
        {
            XCTAssertEqual(found, expected, accuracy: 1e-10)
        }
        let split = try SpinOrbitSystem(splitting: model)
        let after = bandEnergies(split.hamiltonian(scale: 1), atReduced: k)
        for (found, expected) in zip(after[..<3] + after[17...], [13.7134829604, 14.3472693093, 14.5438955408, 47.1801392658]) {
            XCTAssertEqual(found, expected, accuracy: 1e-10)
        }
        let quality = try XCTUnwrap(split.splitQuality)
        XCTAssertEqual(split.spinOrder, .interlaced)
        XCTAssertEqual(quality.orbitalCurrents, 0.002, accuracy: 0.0005)
        XCTAssertEqual(quality.perpendicularExchange, 0.007, accuracy: 0.0005)
        XCTAssertEqual(quality.partnerDistance, 0.03, accuracy: 0.005)
        for (found, expected) in zip(
            [quality.exchangeNorms.x, quality.exchangeNorms.y, quality.exchangeNorms.z], [0.016, 0.016, 3.071])
        {
            XCTAssertEqual(found, expected, accuracy: 5e-4)
        }
    }

    func testFilesThatCannotBeSplit() throws {
        for name in ["Fe-soc-mlwf/Fe_tb.dat.gz", "GaAs-soc/GaAs_tb.dat.gz"] {
            XCTAssertThrowsError(try SpinOrbitSystem(splitting: WannierFiles.model(name)), name)
        }
        // Read in the wrong order, the partners of iron are no partners.
        let iron = try WannierFiles.model("Fe-soc-projected/Fe_tb.dat.gz")
        XCTAssertThrowsError(try SpinOrbitSystem(splitting: iron, spinOrder: .block)) { error in
            guard case HamiltonianError.notSplittable = error else { return XCTFail("\(error)") }
        }
    }

    func testBulkIronHasNeither() throws {
        let split = try SpinOrbitSystem(splitting: WannierFiles.model("Fe-soc-projected/Fe_tb.dat.gz"))
        let found = try split.values(mu: 17.6, thermal: 0.1, grid: 12, dimension: 3)
        XCTAssertLessThan(found.largest(.dmi), 3e-10)
        XCTAssertLessThan(found.largest(.spinCurrent), 3e-10)
        XCTAssertGreaterThan(found.largest(.hall), 100)
    }

    func testFilm() throws {
        let film = try WannierFiles.film()
        XCTAssertEqual(film.spinOrder, .interlaced)
        let warm = try film.values(mu: 17.6, thermal: 0.1, grid: 64)
        assertDigits(warm.yx(.dmi), -8.388152339e-4, 10)
        assertDigits(warm.yx(.spinCurrent), 9.396664638e-4, 10)
        assertDigits(warm.yx(.aOne), -6.980088304e-4, 10)
        assertDigits(warm.yx(.aTwo), -3.155023882e-5, 10)
        let weak = try film.values(mu: 17.6, thermal: 0.1, scale: 0.25, grid: 64, selection: .leading)
        assertDigits(weak.yx(.dmi), -1.893957026e-4, 10)
        assertDigits(weak.yx(.spinCurrent), 1.956600639e-4, 10)
        let cold = try film.values(mu: 17.6, thermal: 0.05, grid: 96)
        assertDigits(cold.yx(.dmi), -5.753258547e-4, 10)
        assertDigits(cold.yx(.spinCurrent), 7.083091146e-4, 10)
        assertDigits(cold.yx(.aOne), -3.881542072e-4, 10)
        assertDigits(cold.yx(.aTwo), -3.505142949e-5, 10)
        XCTAssertEqual(warm[.dmi][1], -warm[.dmi][2], accuracy: 1e-9, "the file's own asymmetry")
    }

    /// The Hall conductivity at T = 0 over the Γ-centred 16³ grid that WannierBerri finds, with r(R) and without and with the
    /// shifts of `_wsvec.dat`. The file cannot be split; as a whole it stands for H̄ with V = 0.
    func testHallConductivityOfIron() throws {
        let numbers: [(String?, [Double])] = [
            (nil, [24.833273, -183.099329, 400.897385]),
            ("Fe-soc-mlwf/Fe_wsvec.dat.gz", [-222.263886, -1690.177611, 294.053615]),
        ]
        for (shifts, expected) in numbers {
            let model = try WannierFiles.model("Fe-soc-mlwf/Fe_tb.dat.gz", shifts: shifts)
            let system = try SpinOrbitSystem(
                withoutSpinOrbit: model,
                spinOrbit: TightBinding(lattice: model.lattice, centres: model.centres, hoppings: []), spinOrder: .interlaced)
            let found = try system.values(mu: 17.6, thermal: 1e-7, grid: 16, dimension: 3)
            for (value, number) in zip(found[.hall], expected) { XCTAssertEqual(value, number, accuracy: 1e-5) }
        }
        let foreign = try WignerSeitzShifts(WannierFiles.bytes("Si-ws-mdrs/Si2_valence_MDRS_wsvec.dat.gz"), name: "Si_wsvec.dat")
        XCTAssertThrowsError(try TightBinding(WannierFiles.file("Fe-soc-mlwf/Fe_tb.dat.gz"), shifts: foreign)) { error in
            XCTAssertTrue("\(error)".hasPrefix("Si_wsvec.dat: it belongs to another calculation"), "\(error)")
        }
    }

    func testShiftsLeaveTheList() throws {
        let without = try WannierFiles.model("Fe-soc-mlwf/Fe_tb.dat.gz")
        let with = try WannierFiles.model("Fe-soc-mlwf/Fe_tb.dat.gz", shifts: "Fe-soc-mlwf/Fe_wsvec.dat.gz")
        XCTAssertEqual(without.cells.count, 27)
        XCTAssertEqual(with.cells.count, 95)
        // At the k points of the run both are exact.
        for k in [SIMD3(0, 0, 0), SIMD3(1.0 / 3, 0, -1.0 / 3)] {
            for (a, b) in zip(bandEnergies(without, atReduced: k), bandEnergies(with, atReduced: k)) {
                XCTAssertEqual(a, b, accuracy: 1e-9)
            }
        }
    }
}
