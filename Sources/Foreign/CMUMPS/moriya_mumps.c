#define _GNU_SOURCE
#include "moriya_mumps.h"

#include <stddef.h>

#if __has_include(<dmumps_c.h>) && __has_include(<zmumps_c.h>)
#include <dlfcn.h>
#include <dmumps_c.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmumps_c.h>

#define ICNTL(i) icntl[(i) - 1]

#define NAME(name) real_##name
#define STRUC DMUMPS_STRUC_C
#define SCALAR double
#include "arithmetic.h"
#undef NAME
#undef STRUC
#undef SCALAR

#define NAME(name) complex_##name
#define STRUC ZMUMPS_STRUC_C
#define SCALAR mumps_double_complex
#include "arithmetic.h"
#undef NAME
#undef STRUC
#undef SCALAR

static const char *missing;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/// A function of the library for one arithmetic, 'd' or 'z'.
static void *find(char arithmetic) {
    // Structures change between versions: the library must be that of the header.
    char series[32], exact[64], plain[32], function[16];
    int dots = 0;
    size_t length = 0;
    while (MUMPS_VERSION[length] && length + 1 < sizeof series) {
        dots += MUMPS_VERSION[length] == '.';
        if (dots == 2) break;
        series[length] = MUMPS_VERSION[length];
        length++;
    }
    series[length] = 0;
    snprintf(exact, sizeof exact, "lib%cmumps_seq-%s.so", arithmetic, series);
    snprintf(plain, sizeof plain, "lib%cmumps_seq.so", arithmetic);
    snprintf(function, sizeof function, "%cmumps_c", arithmetic);
    const char *names[] = {exact, plain};
    void *library = NULL;
    for (int i = 0; i < 2 && !library; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    return library ? dlsym(library, function) : NULL;
}

static void load(void) {
    *(void **)&real_entry = find('d');
    *(void **)&complex_entry = find('z');
    if (!real_entry || !complex_entry)
        missing = "the libraries libdmumps_seq and libzmumps_seq are missing (in Debian, libmumps-seq-dev has them)";
}

const char *moriya_mumps_load(void) {
    pthread_once(&once, load);
    return missing;
}

const char *moriya_mumps_version(void) { return MUMPS_VERSION; }

static atomic_int alive;

/// Each factorisation allocates and frees hundreds of megabytes. The C library would ask the system for them anew each time,
/// which clears every page: a quarter of the time, and what ranks on one node wait for each other in. While there is a
/// factorisation, freed memory stays with the process; after the last one it goes back.
static void keep_memory(int change) {
#ifdef __GLIBC__
    int before = atomic_fetch_add(&alive, change);
    if (before == 0) {
        mallopt(M_MMAP_MAX, 0);
        mallopt(M_TRIM_THRESHOLD, 2147483647);
    } else if (before + change == 0) {
        mallopt(M_MMAP_MAX, 65536);
        mallopt(M_MMAP_THRESHOLD, 4 << 20);
        mallopt(M_TRIM_THRESHOLD, 8 << 20);
        malloc_trim(0);
    }
#endif
}

struct moriya_mumps {
    struct real_mumps *real;
    struct complex_mumps *complex;
};

#define EITHER(handle, expression_real, expression_complex) ((handle)->real ? (expression_real) : (expression_complex))
#define DATA(handle, member) EITHER(handle, (handle)->real->data.member, (handle)->complex->data.member)

struct moriya_mumps *moriya_mumps_create(
    enum moriya_mumps_kind kind, int n, long long count, int *rows, int *columns, int *places, int *error) {
    struct moriya_mumps *handle = calloc(1, sizeof *handle);
    *error = -13;
    if (!handle) return NULL;
    keep_memory(1);
    if (kind == moriya_mumps_complex)
        handle->complex = complex_create(n, 0, count, rows, columns, places, error);
    else
        handle->real = real_create(n, kind == moriya_mumps_real_symmetric, count, rows, columns, places, error);
    if (handle->real || handle->complex) return handle;
    keep_memory(-1);
    free(handle);
    return NULL;
}

int moriya_mumps_factorize(struct moriya_mumps *handle, double *elements) {
    return EITHER(handle, real_factorize(handle->real, elements), complex_factorize(handle->complex, elements));
}

void moriya_mumps_determinant(const struct moriya_mumps *handle, double *mantissa, int *exponent) {
    mantissa[0] = DATA(handle, rinfog[11]);
    mantissa[1] = handle->real ? 0 : handle->complex->data.rinfog[12];
    *exponent = DATA(handle, infog[33]);
}

int moriya_mumps_negative_pivots(const struct moriya_mumps *handle) { return DATA(handle, infog[11]); }

int moriya_mumps_solve(struct moriya_mumps *handle, double *columns, int count, int transposed) {
    return EITHER(
        handle, real_solve(handle->real, columns, count, transposed),
        complex_solve(handle->complex, columns, count, transposed));
}

int moriya_mumps_inverse(struct moriya_mumps *handle, int count, int *starts, int *rows, double *elements) {
    return EITHER(
        handle, real_inverse(handle->real, count, starts, rows, elements),
        complex_inverse(handle->complex, count, starts, rows, elements));
}

long long moriya_mumps_bytes(const struct moriya_mumps *handle) { return DATA(handle, infog[15]) * 1000000LL; }

double moriya_mumps_operations(const struct moriya_mumps *handle) { return DATA(handle, rinfog[0]); }

double moriya_mumps_entries(const struct moriya_mumps *handle) {
    // Millions where negative.
    int entries = DATA(handle, infog[19]);
    return entries < 0 ? -1e6 * entries : entries;
}

int moriya_mumps_detail(const struct moriya_mumps *handle) { return DATA(handle, infog[1]); }

void moriya_mumps_destroy(struct moriya_mumps *handle) {
    if (handle->real) real_call(handle->real, -2);
    if (handle->complex) complex_call(handle->complex, -2);
    free(handle->real);
    free(handle->complex);
    free(handle);
    keep_memory(-1);
}

#else

const char *moriya_mumps_load(void) { return "this program was built without MUMPS (in Debian, libmumps-seq-dev has it)"; }
const char *moriya_mumps_version(void) { return NULL; }
struct moriya_mumps *moriya_mumps_create(
    enum moriya_mumps_kind kind, int n, long long count, int *rows, int *columns, int *places, int *error) {
    *error = -1;
    return NULL;
}
int moriya_mumps_factorize(struct moriya_mumps *handle, double *elements) { return -1; }
void moriya_mumps_determinant(const struct moriya_mumps *handle, double *mantissa, int *exponent) {}
int moriya_mumps_negative_pivots(const struct moriya_mumps *handle) { return 0; }
int moriya_mumps_solve(struct moriya_mumps *handle, double *columns, int count, int transposed) { return -1; }
int moriya_mumps_inverse(struct moriya_mumps *handle, int count, int *starts, int *rows, double *elements) { return -1; }
long long moriya_mumps_bytes(const struct moriya_mumps *handle) { return 0; }
double moriya_mumps_operations(const struct moriya_mumps *handle) { return 0; }
double moriya_mumps_entries(const struct moriya_mumps *handle) { return 0; }
int moriya_mumps_detail(const struct moriya_mumps *handle) { return 0; }
void moriya_mumps_destroy(struct moriya_mumps *handle) {}

#endif
