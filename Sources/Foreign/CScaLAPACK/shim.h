#pragma once
#include <stddef.h>

// BLACS and ScaLAPACK install no usable header: here are the few routines used. Integers are 32 bits wide, complex
// numbers are pairs of doubles. gfortran passes the length of each character argument as a size_t behind the last
// argument: the inline wrappers add it, since every character argument here has length 1.

// Of the Fortran interface, whose communicators are integers with every MPI: the context is the handle of one before it is
// that of the grid.
void blacs_gridinit_(int *context, const char *order, const int *rows, const int *columns, size_t order_length);
void Cblacs_gridinfo(int context, int *rows, int *columns, int *row, int *column);
void Cblacs_gridexit(int context);
void Cblacs_set(int context, int what, const int *value);

void descinit_(int *desc, const int *m, const int *n, const int *mb, const int *nb, const int *irsrc,
               const int *icsrc, const int *context, const int *lld, int *info);
void pzhetrd_(const char *uplo, const int *n, double *a, const int *ia, const int *ja, const int *desca, double *d,
              double *e, double *tau, double *work, const int *lwork, int *info, size_t uplo_length);
void pzheev_(const char *jobz, const char *uplo, const int *n, double *a, const int *ia, const int *ja,
             const int *desca, double *w, double *z, const int *iz, const int *jz, const int *descz, double *work,
             const int *lwork, double *rwork, const int *lrwork, int *info, size_t jobz_length, size_t uplo_length);

void pdgeqrf_(const int *m, const int *n, double *a, const int *ia, const int *ja, const int *desca, double *tau,
              double *work, const int *lwork, int *info);
void pdgelqf_(const int *m, const int *n, double *a, const int *ia, const int *ja, const int *desca, double *tau,
              double *work, const int *lwork, int *info);
void pdlarft_(const char *direct, const char *storev, const int *n, const int *k, const double *v, const int *iv,
              const int *jv, const int *descv, const double *tau, double *t, double *work, size_t direct_length,
              size_t storev_length);
void pdlarfb_(const char *side, const char *trans, const char *direct, const char *storev, const int *m, const int *n,
              const int *k, const double *v, const int *iv, const int *jv, const int *descv, const double *t, double *c,
              const int *ic, const int *jc, const int *descc, double *work, size_t side_length, size_t trans_length,
              size_t direct_length, size_t storev_length);

/// A grid filled row by row from the ranks of a communicator, which is given by its Fortran handle.
static inline int moriya_blacs_grid(int communicator, int rows, int columns) {
    int context = communicator;
    blacs_gridinit_(&context, "R", &rows, &columns, 1);
    // Sums in an order of their own, not in that in which messages arrive: the same bits on one node, on many, and again.
    const int topologies_are_repeatable = 15, yes = 1;
    int row = -1, column = -1;
    Cblacs_gridinfo(context, &rows, &columns, &row, &column);
    if (row >= 0) Cblacs_set(context, topologies_are_repeatable, &yes);
    return context;
}

/// The descriptor of a square matrix that starts on process (0, 0).
static inline void moriya_descinit(int *desc, int n, int nb, int context, int lld, int *info) {
    const int zero = 0;
    descinit_(desc, &n, &n, &nb, &nb, &zero, &zero, &context, &lld, info);
}

static inline void moriya_pzhetrd(char uplo, int n, double *a, const int *desc, double *d, double *e, double *tau,
                                  double *work, int lwork, int *info) {
    const int one = 1;
    pzhetrd_(&uplo, &n, a, &one, &one, desc, d, e, tau, work, &lwork, info, 1);
}

/// Eigenvalues only, so no matrix of eigenvectors is passed.
static inline void moriya_pzheev(char uplo, int n, double *a, const int *desc, double *w, double *work, int lwork,
                                 double *rwork, int lrwork, int *info) {
    const int one = 1;
    const char jobz = 'N';
    double unused[2];
    pzheev_(&jobz, &uplo, &n, a, &one, &one, desc, w, unused, &one, &one, desc, work, &lwork, rwork, &lrwork, info, 1,
            1);
}

/// A(i:, j:) of m x n elements becomes Q R. Indices start at 1.
static inline void moriya_pdgeqrf(int m, int n, double *a, int i, int j, const int *desc, double *tau, double *work,
                                  int lwork, int *info) {
    pdgeqrf_(&m, &n, a, &i, &j, desc, tau, work, &lwork, info);
}

/// A(i:, j:) of m x n elements becomes L Q.
static inline void moriya_pdgelqf(int m, int n, double *a, int i, int j, const int *desc, double *tau, double *work,
                                  int lwork, int *info) {
    pdgelqf_(&m, &n, a, &i, &j, desc, tau, work, &lwork, info);
}

/// A(i:, jc:) of m x n elements becomes Qt A, for the k reflectors that pdgeqrf left in the columns A(i:, j:). (pdormqr
/// would apply the first block of reflectors one by one.) t has room for a square block.
static inline void moriya_apply_left(int m, int n, int k, double *a, int i, int j, const int *desc, const double *tau,
                                     int jc, double *t, double *work) {
    pdlarft_("F", "C", &m, &k, a, &i, &j, desc, tau, t, work, 1, 1);
    pdlarfb_("L", "T", "F", "C", &m, &n, &k, a, &i, &j, desc, t, a, &i, &jc, desc, work, 1, 1, 1, 1);
}

/// A(ic:, j:) of m x n elements becomes A Qt, for the k reflectors that pdgelqf left in the rows A(i:, j:).
static inline void moriya_apply_right(int m, int n, int k, double *a, int i, int j, const int *desc, const double *tau,
                                      int ic, double *t, double *work) {
    pdlarft_("F", "R", &n, &k, a, &i, &j, desc, tau, t, work, 1, 1);
    pdlarfb_("R", "N", "F", "R", &m, &n, &k, a, &i, &j, desc, t, a, &ic, &j, desc, work, 1, 1, 1, 1);
}
