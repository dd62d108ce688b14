#pragma once

// ELPA's interface is C11 generics, complex numbers and enumerations from macros, none of which Swift imports. ELPA is
// optional: without its header, which pkg-config leads to, the same functions fail, and no library is needed. Complex
// numbers are pairs of doubles; the functions that return an int return ELPA's error code, 0 for success.

struct elpa_struct;

#if __has_include(<elpa/elpa.h>)
#include <elpa/elpa.h>

/// Of the interface, as year, month and count; 0 without ELPA.
static inline int moriya_elpa_api_version(void) { return ELPA_API_VERSION; }

/// The interface asked for is the oldest with all that is used here.
static inline int moriya_elpa_init(void) { return elpa_init(20200417); }

static inline struct elpa_struct *moriya_elpa_allocate(int *error) { return elpa_allocate(error); }

static inline int moriya_elpa_deallocate(struct elpa_struct *handle) {
    int error = ELPA_ERROR;
    elpa_deallocate(handle, &error);
    return error;
}

static inline int moriya_elpa_set(struct elpa_struct *handle, const char *name, int value) {
    int error = ELPA_ERROR;
    elpa_set_integer(handle, name, value, &error);
    return error;
}

static inline int moriya_elpa_setup(struct elpa_struct *handle) { return elpa_setup(handle); }

static inline int moriya_elpa_set_stages(struct elpa_struct *handle, int stages) {
    return moriya_elpa_set(handle, "solver", stages == 2 ? ELPA_SOLVER_2STAGE : ELPA_SOLVER_1STAGE);
}

/// Of a complex Hermitian matrix, of which both triangles are set.
static inline int moriya_elpa_eigenvalues(struct elpa_struct *handle, double *a, double *values) {
    int error = ELPA_ERROR;
    elpa_eigenvalues_a_h_a_dc(handle, (double _Complex *)a, values, &error);
    return error;
}

/// Of a real antisymmetric matrix, of which both triangles are set, divided by i.
static inline int moriya_elpa_skew_eigenvalues(struct elpa_struct *handle, double *a, double *values) {
    int error = ELPA_ERROR;
    elpa_skew_eigenvalues_a_h_a_d(handle, a, values, &error);
    return error;
}

static inline const char *moriya_elpa_strerr(int error) { return elpa_strerr(error); }

#else

static inline int moriya_elpa_api_version(void) { return 0; }
static inline int moriya_elpa_init(void) { return -1; }
static inline struct elpa_struct *moriya_elpa_allocate(int *error) {
    *error = -1;
    return 0;
}
static inline int moriya_elpa_deallocate(struct elpa_struct *handle) { return -1; }
static inline int moriya_elpa_set(struct elpa_struct *handle, const char *name, int value) { return -1; }
static inline int moriya_elpa_setup(struct elpa_struct *handle) { return -1; }
static inline int moriya_elpa_set_stages(struct elpa_struct *handle, int stages) { return -1; }
static inline int moriya_elpa_eigenvalues(struct elpa_struct *handle, double *a, double *values) { return -1; }
static inline int moriya_elpa_skew_eigenvalues(struct elpa_struct *handle, double *a, double *values) { return -1; }
static inline const char *moriya_elpa_strerr(int error) { return "this program was built without ELPA"; }

#endif
