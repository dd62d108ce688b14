import COpenBLAS

/// The library behind BLAS and LAPACK in this process: OpenBLAS, or another that can do less.
public enum OpenBLAS {
    /// How many threads a call uses. At start: `OPENBLAS_NUM_THREADS`, else the cores visible to this process.
    public static var threads: Int { Int(moriya_blas_threads()) }

    /// Sets the threads of later calls in this process; the library clips to what it was built for.
    ///
    /// - Precondition: `count` is positive, and no BLAS call is running on another thread.
    public static func setThreads(_ count: Int) {
        precondition(count > 0, "BLAS needs at least one thread, not \(count)")
        moriya_blas_set_threads(Int32(clamping: count))
    }

    /// Version and build options, such as `OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64`.
    public static var configuration: String { String(cString: moriya_blas_config()) }

    /// The processor whose kernels it has chosen, such as `Haswell`.
    public static var coreName: String { String(cString: moriya_blas_core()) }
}
