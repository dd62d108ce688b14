import FileNames
import Foundation
import HDF5
import Synchronization

/// What a process that reads a file of somebody else's may take, so that a small file that claims to be large fails instead of
/// taking the machine with it.
public enum ReadingLimits {
    /// What ends a process that computes for far longer than a file of its size can take.
    public static let timeIsUp = SIGPROF

    /// Rows that a shard of so many bytes can have: each has two texts, whose references take sixteen bytes each and are
    /// never compressed.
    static func rows(_ byteCount: Int) -> Int { byteCount / 32 }

    /// Limits the memory and the time of this process to what the file may need in addition to what has been used so far.
    static func set(for path: String, numbersPerPoint: Int) {
        let size = byteCount(of: path)
        // A number stands in HDF5's memory, in an array, in the table and in the message at a time.
        let numbers = rows(size) * (numbersPerPoint + 16) * 8
        limit(RLIMIT_DATA, to: memoryInUse() + (128 << 20) + 8 * size + 6 * numbers)
        setTimer(seconds(for: size + numbers))
        limit(RLIMIT_CORE, to: 0)
    }

    /// Lets `body` read a file. If it computes for far longer than a file of its size can take, the process ends with
    /// `timeIsUp`; if it takes far more memory, with another signal or an error of HDF5.
    static func withinReason<Value: ~Copyable>(for path: String, _ body: () throws(HDF5Error) -> Value) throws(HDF5Error)
        -> Value
    {
        let size = byteCount(of: path)
        let before = current(RLIMIT_DATA)
        setTimer(seconds(for: 50 * size))
        // Packed numbers rarely take less than a fiftieth of their room: each point has its time.
        limit(RLIMIT_DATA, to: memoryInUse() + (2 << 30) + 200 * size)
        defer {
            set(RLIMIT_DATA, before)
            setTimer(0)
        }
        return try body()
    }

    /// The computing time after which something is wrong: HDF5 reads hundreds of megabytes a second. Waiting for a disk does
    /// not count.
    private static func seconds(for byteCount: Int) -> Double {
        leastSeconds.withLock { $0 } + Double(byteCount) / 1e7
    }

    /// For a file of no size. Tests that read thousands of files that have no end wait for less.
    package static let leastSeconds = Mutex(1.0)

    /// Lets so many seconds of computing pass before the process ends; 0 stops the timer. (A limit on computing time counts
    /// whole seconds, a long wait for each of many files.)
    private static func setTimer(_ seconds: Double) {
        let whole = seconds.rounded(.down)
        var timer = itimerval()
        timer.it_value = timeval(tv_sec: Int(whole), tv_usec: Int((seconds - whole) * 1e6))
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
    }

    private static func byteCount(of path: String) -> Int {
        var info = stat()
        return stat(path.cFileName, &info) == 0 ? Int(min(max(0, info.st_size), 1 << 40)) : 0
    }

    private static func limit(_ resource: __rlimit_resource, to value: Int) {
        var limits = current(resource)
        limits.rlim_cur = min(rlim_t(value), limits.rlim_max)
        set(resource, limits)
    }

    private static func current(_ resource: __rlimit_resource) -> rlimit {
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(resource.rawValue), &limits)
        return limits
    }

    private static func set(_ resource: __rlimit_resource, _ limits: rlimit) {
        var limits = limits
        setrlimit(__rlimit_resource_t(resource.rawValue), &limits)
    }

    /// `VmData` of the kernel, which is what `RLIMIT_DATA` limits.
    private static func memoryInUse() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmData:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
}
