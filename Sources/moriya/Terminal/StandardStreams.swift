import Foundation

/// Prepares this process for however it was started.
///
/// Where a standard stream is closed, whatever is opened next gets its number, and a complaint would be written into a file of
/// results. Closed streams become ones that can be neither read nor written, so that an answer that nobody gets is an error as
/// before. A file that may not grow any more (`ulimit -f`) is an error like a full disk, not the end of the process.
func guardStandardStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
        // The lowest number that is free is given, which is this one.
        _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    signal(SIGXFSZ, SIG_IGN)
}
