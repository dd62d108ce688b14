#pragma once

// MUMPS (mumps-solver.org) for one process: sparse LU factorisation of real matrices.
//
// Its sequential build brings a dummy MPI of its own, whose symbols are those of the real one. So it is not linked but
// loaded at run time, where its symbols stay among themselves. Only its header is needed to build; without it, or without
// the library, nothing is available. Functions that return an int return MUMPS's INFOG(1): 0 for success, negative for an
// error, about which `moriya_mumps_detail` says more.

struct moriya_mumps;

/// Loads the library, once. Returns NULL for success, or what is missing.
const char *moriya_mumps_load(void);

/// As in the header this was built with, such as 5.5.1; NULL without.
const char *moriya_mumps_version(void);

/// Plans the elimination of n × n matrices that are zero but at some positions, counted from 1. The positions must stay
/// where they are. `places` says for each row when it is eliminated, from 1; NULL leaves that to MUMPS.
struct moriya_mumps *moriya_mumps_create(int n, long long count, int *rows, int *columns, int *places, int *error);

/// Factorises the matrix with these elements, which must stay where they are until the next call.
int moriya_mumps_factorize(struct moriya_mumps *handle, double *elements);

/// Of the matrix factorised: mantissa × 2^exponent.
void moriya_mumps_determinant(const struct moriya_mumps *handle, double *mantissa, int *exponent);

/// Replaces the right-hand sides, column by column, by the solutions; of the transposed matrix, if wanted.
int moriya_mumps_solve(struct moriya_mumps *handle, double *columns, int count, int transposed);

/// Bytes that a factorisation takes, as planned.
long long moriya_mumps_bytes(const struct moriya_mumps *handle);

/// INFOG(2).
int moriya_mumps_detail(const struct moriya_mumps *handle);

void moriya_mumps_destroy(struct moriya_mumps *handle);
