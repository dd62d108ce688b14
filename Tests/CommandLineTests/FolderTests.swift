import Foundation
import Sweep
import XCTest

/// Folders and files that are not moriya's stay as they are, and what is moriya's is noticed when it changes.
final class FolderTests: CommandLineTestCase {
    private let small = "system: { lattice: { size: [7, 5] } }\ngrid: { delta: [1, 2] }\n"

    func testAFolderWithOtherFilesIsRefused() throws {
        let job = try write(small, to: "job.yaml")
        try FileManager.default.createDirectory(atPath: path("mine"), withIntermediateDirectories: true)
        try write("my own job\n", to: "mine/job.yaml")
        for command in [["run", job, "-o", "mine"], ["submit", job, "-o", "mine", "--tasks", "1"], ["run", job, "-o", "."]] {
            let run = try start(command).wait()
            XCTAssertEqual(run.status, 65, run.errors)
            XCTAssertTrue(run.errors.contains("which is not of this job"), run.errors)
        }
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: path("mine")), ["job.yaml"])
        XCTAssertEqual(try String(contentsOfFile: path("mine/job.yaml"), encoding: .utf8), "my own job\n")
        XCTAssertEqual(try moriya("run", job, "-o", "").status, 64)
    }

    /// Whoever comes second is told, and the folder is the first one's throughout.
    func testTwoJobsThatBeginAtOnceInOneFolder() throws {
        let jobs = try (0..<4).map { try write(small.replacing("[7, 5]", with: "[\(7 + 2 * $0), 5]"), to: "job\($0).yaml") }
        for round in 0..<10 {
            let runs = try jobs.map { try start(["run", $0, "-o", path("new\(round)")]) }
            let statuses = try runs.map { try $0.wait().status }
            XCTAssertEqual(statuses.sorted(), [0, 65, 65, 65])
            let winner = try XCTUnwrap(statuses.firstIndex(of: 0))
            XCTAssertEqual(
                try String(contentsOfFile: path("new\(round)/job.yaml"), encoding: .utf8),
                try String(contentsOfFile: jobs[winner], encoding: .utf8))
            XCTAssertEqual(try moriya("merge", path("new\(round)")).status, 0)
        }
    }

    func testMergeReplacesNothingButItsOwn() throws {
        let file = try result(of: write(small, to: "job.yaml"), in: "results")
        let shard = try XCTUnwrap(shards("results").first)
        let before = try Data(contentsOf: URL(fileURLWithPath: path("results/shards/\(shard)")))
        mkfifo(path("pipe"), 0o600)
        for target in ["results/plan.yaml", "results/shards/\(shard)", "pipe", "/dev/null", "results", "job.yaml"] {
            let merge = try moriya("merge", "results", "-o", target)
            XCTAssertEqual(merge.status, 65, "\(target): \(merge.errors)")
        }
        XCTAssertEqual(try Data(contentsOf: URL(fileURLWithPath: path("results/shards/\(shard)"))), before)
        XCTAssertEqual(try moriya("merge", "results", "-o", "new.h5").status, 0)
        XCTAssertEqual(try moriya("merge", "results", "-o", "new.h5").status, 0)
        try assertSameNumbers(file, path("new.h5"))
    }

    func testCheckNoticesEveryChange() throws {
        let file = try result(of: write(small, to: "job.yaml"), in: "results")
        XCTAssertEqual(try moriya("check", "results").output, "results: intact, 1 shards\n")
        let digest = try RunningProgram(["sha256sum", "-c", "result.h5.sha256"], in: path("results")).wait()
        XCTAssertEqual(digest.status, 0, digest.errors)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        for offset in stride(from: 600, to: bytes.count, by: bytes.count / 20) {
            var damaged = bytes
            damaged[offset] ^= 0x10
            try Data(damaged).write(to: URL(fileURLWithPath: file))
            XCTAssertEqual(try moriya("check", "results").status, 65, "byte \(offset)")
        }
        // Without the digest, the arrays' own checksums: a bit in the middle of the largest one.
        try FileManager.default.removeItem(atPath: file + ".sha256")
        let energies = try position(ofFirstNumberOf: "free_energy", in: file, bytes)
        var damaged = bytes
        damaged[energies] ^= 1
        try Data(damaged).write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(try moriya("check", file).status, 65)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        XCTAssertTrue(try moriya("check", file).output.contains("intact; there is no .sha256"))
    }

    /// Where the first number of an array stands in a file.
    private func position(ofFirstNumberOf name: String, in file: String, _ bytes: [UInt8]) throws -> Int {
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let number = try XCTUnwrap(ResultFile(file).array(name).values.first)
        let pattern = withUnsafeBytes(of: number) { Array($0) }
        return try XCTUnwrap((0..<bytes.count - 8).first { Array(bytes[$0..<$0 + 8]) == pattern })
    }

    func testAFullDeviceIsNoSuccess() throws {
        let file = try result(of: write(small, to: "job.yaml"), in: "results")
        for command in ["show \(file)", "status results", "plan job.yaml"] {
            let run = try RunningProgram(["sh", "-c", "exec \(Self.program) \(command) >/dev/full"], in: folder).wait()
            XCTAssertEqual(run.status, 74, "\(command): \(run.errors)")
        }
    }

    func testFilesOfDeadWritersAreRemoved() throws {
        let job = try write(small, to: "job.yaml")
        _ = try result(of: job, in: "results")
        var host = [CChar](repeating: 0, count: 256)
        gethostname(&host, 255)
        let name = String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let old = [
            ".points-0.h5.\(name)-4194305-x.tmp": true, ".points-0.h5.\(name)-\(getpid())-x.tmp": false,
            ".points-0.h5.elsewhere-4194305-x.tmp": false, ".notes": false,
        ]
        for file in old.keys {
            try write("", to: "results/shards/\(file)")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: path("results/shards/\(file)"))
        }
        try write("", to: "results/shards/.points-1.h5.elsewhere-1-y.tmp")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: path("results/shards/.points-1.h5.elsewhere-1-y.tmp"))
        XCTAssertEqual(try moriya("run", job, "-o", "results").status, 0)
        for (file, isGone) in old {
            XCTAssertEqual(FileManager.default.fileExists(atPath: path("results/shards/\(file)")), !isGone, file)
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: path("results/shards/.points-1.h5.elsewhere-1-y.tmp")))
    }

    /// Each write of a merge fails in turn, once, as on a network disk that hiccups: the merge says so, or its file is right.
    func testAWriteThatFailsOnceIsNoticed() throws {
        let reference = try result(of: write(small, to: "job.yaml"), in: "results")
        try FileManager.default.copyItem(atPath: reference, toPath: path("reference.h5"))
        try write(
            """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/types.h>
            #include <unistd.h>
            static int fails(int fd) {
                static int calls = 0;
                char link[64], name[4096];
                snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
                ssize_t length = readlink(link, name, sizeof name - 1);
                if (length < 0) return 0;
                name[length] = 0;
                if (!strstr(name, "result.h5")) return 0;
                return ++calls == atoi(getenv("FAIL_AT"));
            }
            ssize_t write(int fd, const void *data, size_t size) {
                if (fails(fd)) { errno = EIO; return -1; }
                return ((ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write"))(fd, data, size);
            }
            ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) {
                if (fails(fd)) { errno = EIO; return -1; }
                return ((ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64"))(fd, data, size, at);
            }
            ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }
            """, to: "fail.c")
        let compiled = try RunningProgram(["clang", "-shared", "-fPIC", "-o", "fail.so", "fail.c", "-ldl"], in: folder).wait()
        XCTAssertEqual(compiled.status, 0, compiled.errors)
        var failures = 0
        for call in 1...400 {
            try FileManager.default.removeItem(atPath: path("results/result.h5"))
            let merge = try moriya(
                "merge", "results", environment: ["LD_PRELOAD": path("fail.so"), "FAIL_AT": "\(call)"])
            if merge.status == 0 {
                try assertSameNumbers(path("reference.h5"), path("results/result.h5"), "call \(call)")
                // Beyond the last call nothing fails any more.
                if call > failures + 3 { break }
            } else {
                failures = call
                XCTAssertEqual(merge.status, 74, "call \(call): \(merge.errors)")
                // Only its digest may have failed behind it.
                if FileManager.default.fileExists(atPath: path("results/result.h5")) {
                    try assertSameNumbers(path("reference.h5"), path("results/result.h5"), "call \(call)")
                } else {
                    try write("", to: "results/result.h5")
                }
            }
        }
        XCTAssertGreaterThan(failures, 5, "the library did not get in between")
    }
}
