"""Time bodge's local density of states at the first impurity of the paper's system.

Usage: bodge_ldos.py SIZE STEP COUNT. Prints the processor time inside `ldos` and the densities at COUNT energies from zero
in equal steps, by which bodge broadens them. Only ever run by `make bench`.
"""

import sys
import time

import numpy as np
from paper_system import paper_system

size, step, count = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
system = paper_system(size)
center = size // 2
start = time.process_time()
densities = system.ldos((center, center, 0), step * np.arange(count))
print(time.process_time() - start, *densities)
