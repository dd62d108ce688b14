#pragma once
#include <stddef.h>

// BLACS and ScaLAPACK install no usable header: here are the few routines used. Integers are 32 bits wide, complex
// numbers are pairs of doubles. gfortran passes the length of each character argument as a size_t behind the last
// argument: the inline wrappers add it, since every character argument here has length 1.

// Open MPI's MPI_Comm, without its header: the wrapper target `MPI` alone imports that.
struct ompi_communicator_t;

int Csys2blacs_handle(struct ompi_communicator_t *communicator);
void Cfree_blacs_system_handle(int handle);
void Cblacs_gridinit(int *context, const char *order, int rows, int columns);
void Cblacs_gridinfo(int context, int *rows, int *columns, int *row, int *column);
void Cblacs_gridexit(int context);

void descinit_(int *desc, const int *m, const int *n, const int *mb, const int *nb, const int *irsrc,
               const int *icsrc, const int *context, const int *lld, int *info);
void pzhetrd_(const char *uplo, const int *n, double *a, const int *ia, const int *ja, const int *desca, double *d,
              double *e, double *tau, double *work, const int *lwork, int *info, size_t uplo_length);
void pzheev_(const char *jobz, const char *uplo, const int *n, double *a, const int *ia, const int *ja,
             const int *desca, double *w, double *z, const int *iz, const int *jz, const int *descz, double *work,
             const int *lwork, double *rwork, const int *lrwork, int *info, size_t jobz_length, size_t uplo_length);

void pdgebrd_(const int *m, const int *n, double *a, const int *ia, const int *ja, const int *desca, double *d, double *e,
              double *tauq, double *taup, double *work, const int *lwork, int *info);

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

static inline void moriya_pdgebrd(int n, double *a, const int *desc, double *d, double *e, double *tauq, double *taup,
                                  double *work, int lwork, int *info) {
    const int one = 1;
    pdgebrd_(&n, &n, a, &one, &one, desc, d, e, tauq, taup, work, &lwork, info);
}
