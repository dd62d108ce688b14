"""Time SciPy's SuperLU on a matrix of the sparse solver: a factorisation and eight columns of the inverse.

Usage: scipy_sparse.py FILE ORDER COUNT. FILE holds COUNT rows and COUNT columns (32-bit integers, from 0), then the elements.
Prints the seconds of a factorisation, of eight solutions, and ln|det|, with the faster of the default
and of the mode for matrices of symmetric pattern that need no pivots. Only ever run by `make bench`.
"""

import sys
import time

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

path, order, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open(path, "rb") as file:
    rows, columns = np.fromfile(file, np.int32, count), np.fromfile(file, np.int32, count)
    elements = np.fromfile(file, np.float64, count)
matrix = scipy.sparse.csc_matrix((elements, (rows, columns)), shape=(order, order))
right = np.zeros((order, 8))
right[order // 2 + np.arange(8), np.arange(8)] = 1
best = (np.inf, 0.0, 0.0)
symmetric = {"permc_spec": "MMD_AT_PLUS_A", "diag_pivot_thresh": 0.0, "options": {"SymmetricMode": True}}
for settings in ({}, symmetric):
    start = time.process_time()
    factors = scipy.sparse.linalg.splu(matrix, **settings)
    factorized = time.process_time()
    factors.solve(right)
    solved = time.process_time()
    logarithm = float(np.log(np.abs(factors.U.diagonal())).sum())
    best = min(best, (factorized - start, solved - factorized, logarithm))
print(*best)
