"""Time SciPy's dense eigenvalues on the paper's matrix, built by its authors' own package.

Usage: scipy_eigenvalues.py SIZE REPEATS. Prints the seconds of the fastest `eigvalsh`, the peak memory of the process
while it ran, and the part of it that is neither interpreter nor package: the matrix and what its solution took, in
bytes. Only ever run by `make bench`.
"""

import re
import sys
import time
from pathlib import Path

import scipy.linalg
from paper_system import paper_system


def memory(field: str) -> int:
    """Return a field of this process's status, in bytes."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(re.search(rf"{field}:\s+(\d+)", status)[1])


system = paper_system(int(sys.argv[1]))
before = memory("VmRSS")
seconds = []
peaks = []
for _ in range(int(sys.argv[2])):
    matrix = system.matrix(format="dense")
    # Forget the peak of building the matrix.
    Path("/proc/self/clear_refs").write_text("5")
    start = time.perf_counter()
    scipy.linalg.eigvalsh(matrix, driver="evd", overwrite_a=True, check_finite=False)
    seconds.append(time.perf_counter() - start)
    peaks.append(memory("VmHWM"))
    del matrix
print(min(seconds), max(peaks), max(peaks) - before)
