"""Time the free energy of the paper's system with its authors' own package.

Usage: bodge_free_energy.py SIZE. Prints the seconds spent in `free_energy` and its value. Only ever run by `make
bench`.
"""

import sys
import time

from paper_system import paper_system

system = paper_system(int(sys.argv[1]))
start = time.perf_counter()
value = system.free_energy(0.001)
print(time.perf_counter() - start, repr(float(value)))
