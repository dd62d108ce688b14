#pragma once
#if __has_include(<cblas.h>)
#include <cblas.h>
#else
#include <mkl_cblas.h>
#endif
#include <stddef.h>

// What only OpenBLAS has, and what MKL calls otherwise: weak, so that a program with another BLAS links, and does without.
int openblas_get_num_threads(void) __attribute__((weak));
void openblas_set_num_threads(int count) __attribute__((weak));
char *openblas_get_config(void) __attribute__((weak));
char *openblas_get_corename(void) __attribute__((weak));
int MKL_Get_Max_Threads(void) __attribute__((weak));
void MKL_Set_Num_Threads(int count) __attribute__((weak));

static inline int moriya_blas_threads(void) {
    if (openblas_get_num_threads) return openblas_get_num_threads();
    return MKL_Get_Max_Threads ? MKL_Get_Max_Threads() : 1;
}

static inline void moriya_blas_set_threads(int count) {
    if (openblas_set_num_threads) {
        openblas_set_num_threads(count);
    } else if (MKL_Set_Num_Threads) {
        MKL_Set_Num_Threads(count);
    }
}

static inline const char *moriya_blas_config(void) {
    if (openblas_get_config) return openblas_get_config();
    return MKL_Get_Max_Threads ? "MKL" : "a BLAS that does not say its name";
}

static inline const char *moriya_blas_core(void) { return openblas_get_corename ? openblas_get_corename() : "this processor"; }

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
