import Foundation
import XCTest

/// Every write of a merge and of a run fails once, each in turn: the exit code says so, or the numbers are the same.
final class FailingWriteTests: CommandLineTestCase {
    /// A library that lets write number FAIL_AT into files below FAIL_BELOW fail, once.
    private static let source = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/types.h>
        #include <unistd.h>
        static int fails(int fd) {
            static int seen;
            const char *below = getenv("FAIL_BELOW"), *at = getenv("FAIL_AT");
            char link[64], path[4096];
            if (!below || !at) return 0;
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t length = readlink(link, path, sizeof path - 1);
            if (length < 0) return 0;
            path[length] = 0;
            if (strncmp(path, below, strlen(below)) || ++seen != atoi(at)) return 0;
            const char *mark = getenv("FAIL_MARK");
            FILE *file = mark ? fopen(mark, "w") : NULL;
            if (file) fclose(file);
            errno = EIO;
            return 1;
        }
        static ssize_t lost(size_t count) { return getenv("FAIL_SILENTLY") ? (ssize_t)count : -1; }
        ssize_t write(int fd, const void *bytes, size_t count) {
            ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
            return fails(fd) ? lost(count) : real(fd, bytes, count);
        }
        ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
            ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
            return fails(fd) ? lost(count) : real(fd, bytes, count, offset);
        }
        ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) { return pwrite(fd, bytes, count, offset); }
        """#

    private func library() throws -> String {
        try write(Self.source, to: "fail.c")
        let compile = try RunningProgram(
            ["cc", "-O1", "-shared", "-fPIC", "-o", path("fail.so"), path("fail.c"), "-ldl"], in: folder
        ).wait()
        XCTAssertEqual(compile.status, 0, compile.errors)
        return path("fail.so")
    }

    private func environment(_ library: String, below folder: String, at call: Int) -> [String: String] {
        ["LD_PRELOAD": library, "FAIL_BELOW": path(folder), "FAIL_AT": "\(call)", "FAIL_MARK": path("failed")]
    }

    /// Runs `body` with write 1, 2, … failing until there is none left to fail.
    private func failingEachInTurn(_ body: (_ call: Int) throws -> Void) throws -> Int {
        for call in 1...10_000 {
            try? FileManager.default.removeItem(atPath: path("failed"))
            try body(call)
            guard FileManager.default.fileExists(atPath: path("failed")) else { return call - 1 }
        }
        return 10_000
    }

    func testMerge() throws {
        let library = try library()
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        XCTAssertEqual(try moriya("run", job, "-o", "results").status, 0)
        let result = path("results/result.h5")
        var refused = 0
        let calls = try failingEachInTurn { call in
            try? FileManager.default.removeItem(atPath: result)
            let merge = try moriya("merge", "results", environment: environment(library, below: "results", at: call))
            if merge.status == 0 {
                try assertSameNumbers(reference, result, "write \(call) failed")
            } else {
                refused += 1
                XCTAssertEqual(merge.status, 74, "write \(call): \(merge.errors)")
                // The last writes are those of the digest beside the result.
                if FileManager.default.fileExists(atPath: result) {
                    try assertSameNumbers(reference, result, "write \(call) failed")
                }
            }
            let rest = try FileManager.default.contentsOfDirectory(atPath: path("results")).filter { $0.hasSuffix(".tmp") }
            XCTAssertEqual(rest, [], "write \(call)")
        }
        XCTAssertGreaterThan(calls, 10)
        XCTAssertGreaterThan(refused, calls / 2)
    }

    /// A write that is said to have succeeded but has not: nobody hears of it but who reads the file again.
    func testMergeWithSilentLosses() throws {
        let library = try library()
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        XCTAssertEqual(try moriya("run", job, "-o", "results").status, 0)
        let result = path("results/result.h5")
        var refused = 0
        let calls = try failingEachInTurn { call in
            try? FileManager.default.removeItem(atPath: result)
            let lost = environment(library, below: "results", at: call).merging(["FAIL_SILENTLY": "1"]) { $1 }
            let merge = try moriya("merge", "results", environment: lost)
            if merge.status == 0 {
                try? FileManager.default.removeItem(atPath: result + ".sha256")
                try assertSameNumbers(reference, result, "write \(call) was lost")
            } else {
                refused += 1
                XCTAssertFalse(FileManager.default.fileExists(atPath: result), "write \(call)")
            }
        }
        XCTAssertGreaterThan(calls, 10)
        XCTAssertGreaterThan(refused, calls / 4)
    }

    func testRun() throws {
        let library = try library()
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        let calls = try failingEachInTurn { call in
            let directory = "results\(call)"
            let run = try moriya("run", job, "-o", directory, environment: environment(library, below: directory, at: call))
            if FileManager.default.fileExists(atPath: path("failed")) {
                XCTAssertEqual(run.status, 74, "write \(call): \(run.errors)")
            }
            XCTAssertEqual(try moriya("run", job, "-o", directory).status, 0, "write \(call)")
            try assertSameNumbers(reference, merged(directory), "write \(call) failed")
        }
        XCTAssertGreaterThan(calls, 2)
    }
}
