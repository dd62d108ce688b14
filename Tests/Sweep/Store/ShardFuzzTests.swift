import RandomNumbers
import Sweep
import XCTest

/// Whatever the bytes, the reader gives records or one sentence, and never crashes.
final class ShardFuzzTests: XCTestCase {
    private func valid() throws -> [UInt8] {
        var table = PointTable(observables: StoreModel.allObservables)
        for point in 0..<5 { table.append(StoreModel.record(point)) }
        return try Shard(planHash: String(repeating: "b", count: 64), modelName: StoreModel.name, table: table)
            .encoded(by: storeProvenance)
    }

    /// Whether the bytes are a shard.
    private func survives(_ bytes: [UInt8], line: UInt = #line) -> Bool {
        do throws(ShardDamage) {
            let reader = try ShardReader(bytes, name: "fuzz")
            _ = try reader.progress()
            _ = try reader.table(StoreModel.allObservables)
            return true
        } catch {
            XCTAssertFalse(error.cause.isEmpty || error.cause.contains("\n"), error.cause, line: line)
            return false
        }
    }

    func testRandomBytes() throws {
        var random = SplitMix64(seed: 11)
        let head = Array(try valid()[..<512])
        for round in 0..<2000 {
            let noise = (0..<Int.random(in: 0...2000, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            XCTAssertFalse(survives(round % 2 == 0 ? noise : head + noise))
        }
    }

    func testMutations() throws {
        var random = SplitMix64(seed: 12)
        let original = try valid()
        XCTAssertTrue(survives(original))
        for _ in 0..<2000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = ~bytes[place]
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...600, using: &random)))
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 100)], at: place)
                default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
                }
                if bytes.isEmpty { break }
            }
            if bytes != original { XCTAssertFalse(survives(bytes)) }
        }
    }
}
