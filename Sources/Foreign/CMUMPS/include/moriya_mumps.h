#pragma once

// MUMPS (mumps-solver.org) for one process: sparse factorisations of real and complex matrices.
//
// Its sequential build brings a dummy MPI of its own, whose symbols are those of the real one. So it is not linked but
// loaded at run time, where its symbols stay among themselves. Only its header is needed to build; without it, or without
// the library, nothing is available. Functions that return an int return MUMPS's INFOG(1): 0 for success, negative for an
// error, about which `moriya_mumps_detail` says more.

struct moriya_mumps;

enum moriya_mumps_kind {
    /// L U.
    moriya_mumps_real,
    /// L D Lᵀ of a matrix of which one triangle is given.
    moriya_mumps_real_symmetric,
    /// L U; every number is a pair of doubles, real and imaginary part.
    moriya_mumps_complex,
};

/// Loads the library, once. Returns NULL for success, or what is missing.
const char *moriya_mumps_load(void);

/// As in the header this was built with, such as 5.5.1; NULL without.
const char *moriya_mumps_version(void);

/// Plans the elimination of n × n matrices that are zero but at some positions, counted from 1. The positions must stay
/// where they are. `places` says for each row when it is eliminated, from 1; NULL leaves that to MUMPS.
struct moriya_mumps *moriya_mumps_create(
    enum moriya_mumps_kind kind, int n, long long count, int *rows, int *columns, int *places, int *error);

/// Factorises the matrix with these elements, which must stay where they are until the next call.
int moriya_mumps_factorize(struct moriya_mumps *handle, double *elements);

/// Of the matrix factorised: mantissa × 2^exponent, with real and imaginary part of the mantissa.
void moriya_mumps_determinant(const struct moriya_mumps *handle, double *mantissa, int *exponent);

/// How many eigenvalues of the symmetric matrix factorised are negative.
int moriya_mumps_negative_pivots(const struct moriya_mumps *handle);

/// Replaces the right-hand sides, column by column, by the solutions; of the transposed matrix, if wanted.
int moriya_mumps_solve(struct moriya_mumps *handle, double *columns, int count, int transposed);

/// Elements of the inverse matrix. For column j, counted from 0, they are those whose rows, counted from 1, are
/// rows[starts[j] - 1], ..., rows[starts[j + 1] - 2]; there are order + 1 starts. Cheap where these rows and columns are
/// eliminated last: only the part of the factors that belongs to them is read.
int moriya_mumps_inverse(struct moriya_mumps *handle, int count, int *starts, int *rows, double *elements);

/// Bytes that a factorisation takes, as planned.
long long moriya_mumps_bytes(const struct moriya_mumps *handle);

/// Additions and multiplications of a factorisation, as planned.
double moriya_mumps_operations(const struct moriya_mumps *handle);

/// Numbers in the factors, as planned.
double moriya_mumps_entries(const struct moriya_mumps *handle);

/// INFOG(2).
int moriya_mumps_detail(const struct moriya_mumps *handle);

void moriya_mumps_destroy(struct moriya_mumps *handle);
