"""Time SciPy's dense eigenvalues on the paper's matrix, built by its authors' own package.

Usage: scipy_eigenvalues.py SIZE. Prints the seconds of `eigvalsh` and the peak memory of the process in MB. Only ever run
by `make bench`.
"""

import resource
import sys
import time

import scipy.linalg
from paper_system import paper_system

matrix = paper_system(int(sys.argv[1])).matrix(format="dense")
start = time.perf_counter()
scipy.linalg.eigvalsh(matrix, driver="evd", overwrite_a=True, check_finite=False)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
