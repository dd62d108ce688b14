import Foundation
import HDF5
import XCTest

final class HDF5Tests: XCTestCase {
    private func temporaryPath(_ name: String) -> String {
        NSTemporaryDirectory() + "/moriya-hdf5-\(getpid())-\(name)"
    }

    func testNumbersAndTextsComeBackFromAFile() throws {
        let path = temporaryPath("round-trip.h5")
        defer { unlink(path) }
        let reals = [0.1, -0.0, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi]
        let texts = ["", "é ∂ 無限", String(repeating: "x", count: 10_000)]
        let file = try HDF5File.create(path)
        let root = try file.root()
        try root.createDataset("reals", of: Double.self, shape: [2, 3]).write(reals)
        try root.createDataset("scalar", of: Int64.self, shape: []).write([Int64.min])
        try root.createDataset("small", of: Int32.self, shape: [2]).write([Int32.min, .max])
        try root.createTextDataset("texts", shape: [3, 1]).write(texts)
        try root.createDataset("none", of: Double.self, shape: [0]).write([Double]())
        try root.createGroup("inner").createDataset("bytes", of: Int8.self, shape: [3]).write([-1, 0, 127] as [Int8])
        try file.close()

        let again = try HDF5File.open(path)
        let top = try again.root()
        XCTAssertEqual(try top.names(), ["reals", "scalar", "small", "texts", "none", "inner"])
        let read = try top.openDataset("reals")
        XCTAssertEqual(try read.shape(), [2, 3])
        XCTAssertEqual(try read.kind(), .real)
        XCTAssertEqual(try read.read(Double.self).map(\.bitPattern), reals.map(\.bitPattern))
        XCTAssertEqual(try top.openDataset("scalar").shape(), [])
        XCTAssertEqual(try top.openDataset("scalar").read(Int64.self), [.min])
        XCTAssertEqual(try top.openDataset("small").read(Int32.self), [.min, .max])
        XCTAssertEqual(try top.openDataset("texts").kind(), .text)
        XCTAssertEqual(try top.openDataset("texts").readTexts(), texts)
        XCTAssertEqual(try top.openDataset("none").read(Double.self), [])
        XCTAssertEqual(try top.openGroup("inner").openDataset("bytes").read(Int8.self), [-1, 0, 127])
        XCTAssertTrue(try top.contains("inner"))
        XCTAssertFalse(try top.contains("outer"))
        try again.close()
    }

    func testWhatWasNeverWrittenReadsAsFill() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        let reals = try root.createDataset("reals", of: Double.self, shape: [2], fill: .nan)
        XCTAssertTrue(try reals.read(Double.self).allSatisfy(\.isNaN))
        XCTAssertEqual(try root.createTextDataset("texts", shape: [2]).readTexts(), ["", ""])
    }

    func testLargeDatasetsAreCompressedAndCorrect() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let values = (0..<400_000).map { Double($0 / 1000) }
        try file.root().createDataset("large", of: Double.self, shape: [400, 1000]).write(values)
        let image = try file.image()
        XCTAssertLessThan(image.count, 1_000_000)
        let again = try HDF5File.open(image: image, name: "copy")
        XCTAssertEqual(try again.root().openDataset("large").read(Double.self), values)
    }

    func testAttributes() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        try root.setAttribute("title", "Jäger")
        try root.setAttribute("empty", "")
        try root.setAttribute("real", 0.1)
        try root.setAttribute("integer", Int64(-3))
        try root.setAttribute("flags", [0, 1, 2] as [Int8])
        try root.setAttribute("words", ["a", "b"])
        for index in 0..<20 { try root.setAttribute("many\(index)", Int64(index)) }
        let again = try HDF5File.open(image: file.image(), name: "copy")
        let top = try again.root()
        XCTAssertEqual(
            try top.attributeNames().prefix(6), ["title", "empty", "real", "integer", "flags", "words"])
        XCTAssertEqual(try top.text(attribute: "title"), "Jäger")
        XCTAssertEqual(try top.text(attribute: "empty"), "")
        XCTAssertEqual(try top.number(attribute: "real", Double.self), 0.1)
        XCTAssertEqual(try top.number(attribute: "integer", Int64.self), -3)
        XCTAssertEqual(try top.numbers(attribute: "flags", Int8.self), [0, 1, 2])
        XCTAssertEqual(try top.texts(attribute: "words"), ["a", "b"])
        XCTAssertTrue(try top.hasAttribute("real"))
        XCTAssertFalse(try top.hasAttribute("unreal"))
        XCTAssertThrowsError(try top.text(attribute: "words"))
    }

    func testDimensionScales() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        let rows = try root.createDataset("x", of: Double.self, shape: [2])
        try rows.write([1.0, 2])
        try rows.makeScale()
        let labels = try root.createTextDataset("label", shape: [3])
        try labels.write(["a", "b", "c"])
        try labels.makeScale()
        let array = try root.createDataset("array", of: Double.self, shape: [2, 3, 1])
        try array.attach(rows, axis: 0)
        try array.attach(labels, axis: 1)
        XCTAssertTrue(try rows.isScale())
        XCTAssertFalse(try array.isScale())
        XCTAssertEqual(try array.scaleNames(), ["x", "label", ""])
    }

    func testAUserBlockIsPartOfTheImage() throws {
        let file = try HDF5File.createImage(userBlock: 512)
        try file.root().createDataset("x", of: Double.self, shape: [2]).write([1.0, 2])
        var image = try file.image()
        XCTAssertEqual(Array(image[512..<520]), [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a])
        for index in 0..<512 { image[index] = 0x20 }
        let again = try HDF5File.open(image: image, name: "copy")
        XCTAssertEqual(try again.root().openDataset("x").read(Double.self), [1, 2])
    }

    func testImagesOpenAtOnceStayApart() throws {
        func image(_ value: Double) throws -> [UInt8] {
            let file = try HDF5File.createImage(userBlock: 0)
            try file.root().createDataset("x", of: Double.self, shape: []).write([value])
            return try file.image()
        }
        let first = try HDF5File.open(image: image(1), name: "same")
        let second = try HDF5File.open(image: image(2), name: "same")
        XCTAssertEqual(try first.root().openDataset("x").read(Double.self), [1])
        XCTAssertEqual(try second.root().openDataset("x").read(Double.self), [2])
    }

    func testErrorsNameCallObjectAndCause() throws {
        XCTAssertThrowsError(try HDF5File.openAndClose("/nowhere/at/all.h5")) { error in
            let error = error as? HDF5Error
            XCTAssertEqual(error?.call, "H5Fopen")
            XCTAssertEqual(error?.object, "/nowhere/at/all.h5")
            XCTAssertEqual(error?.cause, "No such file or directory")
        }
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        XCTAssertThrowsError(try root.openDataset("absent").shape()) { error in
            XCTAssertTrue("\(error)".contains("image in memory:/absent"), "\(error)")
            XCTAssertTrue("\(error)".contains("doesn't exist"), "\(error)")
        }
        XCTAssertThrowsError(try HDF5File.open(image: Array("no HDF5".utf8), name: "noise").close())
    }
}

extension HDF5File {
    fileprivate static func openAndClose(_ path: String) throws { try open(path).close() }
}
