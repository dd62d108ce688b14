import Foundation
import XCTest

/// Every write of a merge and of a run fails once, each in turn: the exit code says so, or the numbers are the same.
final class FailingWriteFaultTests: CommandLineTestCase {
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

    /// Runs the program with write 1, 2, … into a folder failing, until there is none left to fail.
    ///
    /// - Parameters:
    ///   - folder: one for each case, named by its number.
    ///   - options: variables for the library.
    ///   - finish: is told the number of the write, whether there was one to fail, and what the program said to it.
    /// - Returns: how many writes there are.
    private func failingEachInTurn(
        _ arguments: (Int) -> [String], below folder: (Int) -> String, _ options: [String: String] = [:],
        _ finish: (Int, Bool, RunningProgram.Outcome) throws -> Void
    ) throws -> Int {
        let library = try library()
        var writes: Int?
        try inParallel(1...10_000) { number in
            try FileManager.default.createDirectory(atPath: path(folder(number)), withIntermediateDirectories: true)
            let variables = [
                "LD_PRELOAD": library, "FAIL_BELOW": path(folder(number)) + "/", "FAIL_AT": "\(number)",
                "FAIL_MARK": path("failed-\(number)"),
            ]
            return try start(arguments(number), environment: variables.merging(options) { $1 })
        } finish: { number, outcome in
            let hasFailed = FileManager.default.fileExists(atPath: path("failed-\(number)"))
            try finish(number, hasFailed, outcome)
            try FileManager.default.removeItem(atPath: path(folder(number)))
            if !hasFailed { writes = writes ?? number - 1 }
            return hasFailed
        }
        return try XCTUnwrap(writes)
    }

    /// The same for a merge, which makes `merged-N/result.h5` of the shards in `results`.
    private func mergeWithEachWriteFailing(
        _ job: String, _ options: [String: String] = [:],
        _ finish: (Int, String, RunningProgram.Outcome) throws -> Void
    ) throws -> Int {
        XCTAssertEqual(try moriya("run", job, "-o", "results", "--no-merge").status, 0)
        return try failingEachInTurn(
            { ["merge", "results", "-o", "merged-\($0)/result.h5"] }, below: { "merged-\($0)" }, options
        ) {
            number, _, merge in
            try finish(number, path("merged-\(number)/result.h5"), merge)
            let rest = try FileManager.default.contentsOfDirectory(atPath: path("merged-\(number)"))
            XCTAssertEqual(rest.filter { $0.hasSuffix(".tmp") }, [], "write \(number)")
        }
    }

    func testMerge() throws {
        let job = try write(TestJob.uneven, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        var refused = 0
        let calls = try mergeWithEachWriteFailing(job) { call, result, merge in
            if merge.status != 0 {
                refused += 1
                XCTAssertEqual(merge.status, 74, "write \(call): \(merge.errors)")
            }
            // The last writes are those of the digest beside the result.
            if merge.status == 0 || FileManager.default.fileExists(atPath: result) {
                try assertSameNumbers(reference, result, "write \(call) failed")
            }
        }
        XCTAssertGreaterThan(calls, 10)
        XCTAssertGreaterThan(refused, calls / 2)
    }

    /// A write that is said to have succeeded but has not: nobody hears of it but who reads the file again.
    func testMergeWithSilentLosses() throws {
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        var refused = 0
        let calls = try mergeWithEachWriteFailing(job, ["FAIL_SILENTLY": "1"]) { call, result, merge in
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
        let job = try write(TestJob.closedForm, to: "job.yaml")
        let reference = try result(of: job, in: "whole")
        let calls = try failingEachInTurn({ ["run", job, "-o", "results\($0)"] }, below: { "results\($0)" }) {
            call, hasFailed, run in
            XCTAssertEqual(run.status, hasFailed ? 74 : 0, "write \(call): \(run.errors)")
            XCTAssertEqual(try moriya("run", job, "-o", "results\(call)").status, 0, "write \(call)")
            try assertSameNumbers(reference, path("results\(call)/result.h5"), "write \(call) failed")
        }
        XCTAssertGreaterThan(calls, 2)
    }
}
