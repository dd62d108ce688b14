#pragma once
#include <cblas.h>
#include <stddef.h>

// The LAPACK routines used, which OpenBLAS contains. Integers are 32 bits wide. Complex numbers are pairs of doubles.
// gfortran passes the length of each character argument as a size_t behind the last argument: the inline wrappers add
// it, since every character argument here has length 1.

void zheevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
             const int *lwork, double *rwork, const int *lrwork, int *iwork, const int *liwork, int *info,
             size_t jobz_length, size_t uplo_length);
void zheevd_2stage_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
                    const int *lwork, double *rwork, const int *lrwork, int *iwork, const int *liwork, int *info,
                    size_t jobz_length, size_t uplo_length);
void dsterf_(const int *n, double *d, double *e, int *info);
void dgeqrt_(const int *m, const int *n, const int *nb, double *a, const int *lda, double *t, const int *ldt, double *work,
             int *info);
void dgetrf_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);
void dgetri_(const int *n, double *a, const int *lda, const int *ipiv, double *work, const int *lwork, int *info);
void zgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *ipiv, double *b, const int *ldb, int *info);
void dlasq1_(const int *n, double *d, double *e, double *work, int *info);

static inline void moriya_zheevd(char jobz, char uplo, int n, double *a, int lda, double *w, double *work, int lwork,
                                 double *rwork, int lrwork, int *iwork, int liwork, int *info) {
    zheevd_(&jobz, &uplo, &n, a, &lda, w, work, &lwork, rwork, &lrwork, iwork, &liwork, info, 1, 1);
}

static inline void moriya_zheevd_2stage(char jobz, char uplo, int n, double *a, int lda, double *w, double *work,
                                        int lwork, double *rwork, int lrwork, int *iwork, int liwork, int *info) {
    zheevd_2stage_(&jobz, &uplo, &n, a, &lda, w, work, &lwork, rwork, &lrwork, iwork, &liwork, info, 1, 1);
}
