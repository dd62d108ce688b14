import Foundation

/// Seconds of the fastest of several runs: the others were disturbed.
func fastest(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
        let start = ContinuousClock.now
        try body()
        best = min(best, (ContinuousClock.now - start) / .seconds(1))
    }
    return best
}

/// Seconds of processor time of the fastest of several runs on one thread, in which other load of the machine does not count.
func leastProcessorTime(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    }
    var best = Double.infinity
    for _ in 0..<runs {
        let start = now()
        try body()
        best = min(best, now() - start)
    }
    return best
}

/// The slope of log y against log x.
func exponent(_ points: [(x: Double, y: Double)]) -> Double {
    let logs = points.map { (log($0.x), log($0.y)) }
    let count = Double(logs.count)
    let (meanX, meanY) = (logs.reduce(0) { $0 + $1.0 } / count, logs.reduce(0) { $0 + $1.1 } / count)
    let covariance = logs.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    return covariance / logs.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
}

/// The most memory this process has held, in bytes.
var peakMemory: Double { memory("VmHWM:") }

/// What it holds now, in bytes.
var residentMemory: Double { memory("VmRSS:") }

private func memory(_ field: String) -> Double {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
        let line = text.split(separator: "\n").first(where: { $0.hasPrefix(field) }),
        let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
    else { return .nan }
    return kibibytes * 1024
}

func cell(_ value: Double, _ format: String) -> String {
    let text = value.isNaN ? "-" : String(format: format, value)
    return String(repeating: " ", count: max(0, 12 - text.count)) + text
}

func heading(_ texts: [String]) -> String {
    texts.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
}
