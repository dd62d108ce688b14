import HDF5
import XCTest

/// Boxes, texts of a fixed length, chunks and checksums.
final class HDF5DatasetTests: XCTestCase {
    func testBoxesOfNumbersAreReadAndWritten() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        let cube = try root.createDataset("cube", of: Double.self, shape: [3, 4, 5], fill: .nan)
        // Each element says where it is.
        for i in 0..<3 {
            let plane = (0..<20).map { Double(100 * i + 10 * ($0 / 5) + $0 % 5) }
            try cube.write(plane, at: [i, 0, 0], count: [1, 4, 5])
        }
        XCTAssertEqual(try cube.read(Double.self, at: [1, 2, 3], count: [2, 1, 2]), [123, 124, 223, 224])
        XCTAssertEqual(try cube.read(Double.self, at: [2, 3, 4], count: [1, 1, 1]), [234])
        XCTAssertEqual(try cube.read(Double.self, at: [0, 0, 0], count: [3, 4, 5]), try cube.read(Double.self))
        XCTAssertEqual(try cube.read(Double.self, at: [0, 0, 0], count: [1, 0, 5]), [])
        XCTAssertThrowsError(try cube.read(Double.self, at: [2, 3, 4], count: [1, 1, 2]))
        let integers = try root.createDataset("integers", of: Int32.self, shape: [4])
        try integers.write([1, 2, 3, 4] as [Int32])
        XCTAssertEqual(try integers.read(Int.self, at: [1], count: [2]), [2, 3])
        let single = try root.createDataset("single", of: Int.self, shape: [])
        try single.write([7], at: [], count: [])
        XCTAssertEqual(try single.read(Int.self, at: [], count: []), [7])
    }

    func testBoxesOfTexts() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        let texts = ["a", "bé", "", "dddd", "∂", "f"]
        for storage in [HDF5TextStorage.variableLength, .fixedLength(for: texts)] {
            let dataset = try root.createTextDataset("\(storage)", shape: [3, 2], texts: storage)
            try dataset.write(texts)
            XCTAssertEqual(try dataset.textStorage(), storage)
            XCTAssertEqual(try dataset.kind(), .text)
            XCTAssertEqual(try dataset.readTexts(), texts)
            XCTAssertEqual(try dataset.readTexts(at: [1, 0], count: [2, 1]), ["", "∂"])
            try dataset.write(["new"], at: [2, 1], count: [1, 1])
            XCTAssertEqual(try dataset.readTexts(at: [2, 0], count: [1, 2]), ["∂", "new"])
        }
    }

    func testTextsOfAFixedLengthAreNeverCutShort() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        XCTAssertEqual(HDF5TextStorage.fixedLength(for: ["é", "abc"]), .fixedLength(bytes: 3))
        XCTAssertEqual(HDF5TextStorage.fixedLength(for: []), .fixedLength(bytes: 1))
        let dataset = try root.createTextDataset("x", shape: [2], texts: .fixedLength(bytes: 3))
        try dataset.write(["abc", "é"])
        XCTAssertThrowsError(try dataset.write(["abc", "éé"])) { error in
            XCTAssertTrue("\(error)".contains("takes 4 bytes where 3 are kept"), "\(error)")
        }
        XCTAssertEqual(try dataset.readTexts(), ["abc", "é"])
        let numbers = try root.createDataset("numbers", of: Double.self, shape: [1])
        XCTAssertThrowsError(try numbers.readTexts())
    }

    /// A damaged byte among the numbers is found by the checksum, and by nothing else.
    func testChecksumsFindDamage() throws {
        let values: [Double] = (0..<100).map { Double($0) + 0.1 }
        func image(_ storage: HDF5Storage) throws -> [UInt8] {
            let file = try HDF5File.createImage(userBlock: 0)
            try file.root().createDataset("x", of: Double.self, shape: [100], storage: storage).closeAfter {
                try $0.write(values)
            }
            return try file.image()
        }
        func damaged(_ image: [UInt8]) throws -> [UInt8] {
            let pattern = withUnsafeBytes(of: values[50]) { Array($0) }
            let places = image.indices.filter { image[$0...].starts(with: pattern) }
            XCTAssertEqual(places.count, 1)
            var image = image
            image[try XCTUnwrap(places.first)] ^= 1
            return image
        }
        func read(_ image: [UInt8]) throws -> [Double] {
            let file = try HDF5File.open(image: image, name: "copy")
            return try file.root().openDataset("x").read(Double.self)
        }
        let bare = try image(HDF5Storage())
        XCTAssertEqual(try read(bare), values)
        XCTAssertNotEqual(try read(damaged(bare)), values)
        let checked = try image(HDF5Storage(hasChecksums: true))
        XCTAssertEqual(try read(checked), values)
        XCTAssertThrowsError(try read(damaged(checked)))
    }

    func testChunksAndWhatHasNone() throws {
        let file = try HDF5File.createImage(userBlock: 0)
        let root = try file.root()
        let values = [Double](repeating: 1, count: 60 * 70)
        let storage = HDF5Storage(chunk: [16, 70], hasChecksums: true)
        try root.createDataset("chunked", of: Double.self, shape: [60, 70], storage: storage).closeAfter { x in
            try x.write(values)
            XCTAssertEqual(try x.read(Double.self), values)
        }
        // 33 600 bytes of equal numbers shrink.
        XCTAssertLessThan(try file.image().count, 20_000)
        try root.createDataset("single", of: Double.self, shape: [], storage: HDF5Storage(hasChecksums: true)).close()
        try root.createDataset("none", of: Double.self, shape: [0, 3], storage: HDF5Storage(hasChecksums: true)).close()
        try root.createTextDataset(
            "texts", shape: [2], texts: .fixedLength(bytes: 4), storage: HDF5Storage(hasChecksums: true)
        ).closeAfter { texts in
            try texts.write(["ab", "cdef"])
            XCTAssertEqual(try texts.readTexts(), ["ab", "cdef"])
        }
    }
}
