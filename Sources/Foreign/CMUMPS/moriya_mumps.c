#define _GNU_SOURCE
#include "moriya_mumps.h"

#include <stddef.h>

#if __has_include(<dmumps_c.h>)
#include <dlfcn.h>
#include <dmumps_c.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*dmumps)(DMUMPS_STRUC_C *);
static const char *missing;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    // Structures change between versions: the library must be that of the header.
    char series[32], exact[64];
    int dots = 0;
    size_t length = 0;
    while (MUMPS_VERSION[length] && length + 1 < sizeof series) {
        dots += MUMPS_VERSION[length] == '.';
        if (dots == 2) break;
        series[length] = MUMPS_VERSION[length];
        length++;
    }
    series[length] = 0;
    snprintf(exact, sizeof exact, "libdmumps_seq-%s.so", series);
    const char *names[] = {exact, "libdmumps_seq.so"};
    void *library = NULL;
    for (int i = 0; i < 2 && !library; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (library) *(void **)&dmumps = dlsym(library, "dmumps_c");
    if (!dmumps) missing = "the library libdmumps_seq is missing (in Debian, libmumps-seq-dev has it)";
}

const char *moriya_mumps_load(void) {
    pthread_once(&once, load);
    return missing;
}

const char *moriya_mumps_version(void) { return MUMPS_VERSION; }

struct moriya_mumps {
    DMUMPS_STRUC_C data;
};

#define ICNTL(i) icntl[(i) - 1]

static int call(struct moriya_mumps *handle, int job) {
    handle->data.job = job;
    dmumps(&handle->data);
    return handle->data.infog[0];
}

struct moriya_mumps *moriya_mumps_create(int n, long long count, int *rows, int *columns, int *places, int *error) {
    struct moriya_mumps *handle = calloc(1, sizeof *handle);
    *error = -13;
    if (!handle) return NULL;
    DMUMPS_STRUC_C *data = &handle->data;
    data->par = 1;
    data->sym = 0;
    data->comm_fortran = -987654;
    *error = call(handle, -1);
    if (*error < 0) {
        free(handle);
        return NULL;
    }
    for (int stream = 1; stream <= 3; stream++) data->ICNTL(stream) = -1;
    data->ICNTL(4) = 0;
    // No permutation for large diagonals, and no scaling: the matrix is balanced.
    data->ICNTL(6) = 0;
    data->ICNTL(8) = 0;
    // PORD, which every build has, where no order is given.
    data->ICNTL(7) = places ? 1 : 4;
    data->perm_in = places;
    data->ICNTL(33) = 1;
    data->n = n;
    data->nnz = count;
    data->irn = rows;
    data->jcn = columns;
    *error = call(handle, 1);
    return handle;
}

int moriya_mumps_factorize(struct moriya_mumps *handle, double *elements) {
    handle->data.a = elements;
    int error = call(handle, 2);
    // -8 and -9: pivoting needed more room than was planned.
    for (int attempt = 0; attempt < 4 && (error == -8 || error == -9); attempt++) {
        handle->data.ICNTL(14) = 2 * handle->data.ICNTL(14) + 20;
        error = call(handle, 2);
    }
    return error < 0 ? error : 0;
}

void moriya_mumps_determinant(const struct moriya_mumps *handle, double *mantissa, int *exponent) {
    *mantissa = handle->data.rinfog[11];
    *exponent = handle->data.infog[33];
}

int moriya_mumps_solve(struct moriya_mumps *handle, double *columns, int count, int transposed) {
    DMUMPS_STRUC_C *data = &handle->data;
    data->ICNTL(9) = transposed ? 0 : 1;
    data->ICNTL(27) = count < 32 ? count : 32;
    data->rhs = columns;
    data->nrhs = count;
    data->lrhs = data->n;
    int error = call(handle, 3);
    return error < 0 ? error : 0;
}

long long moriya_mumps_bytes(const struct moriya_mumps *handle) { return handle->data.infog[15] * 1000000LL; }

int moriya_mumps_detail(const struct moriya_mumps *handle) { return handle->data.infog[1]; }

void moriya_mumps_destroy(struct moriya_mumps *handle) {
    call(handle, -2);
    free(handle);
}

#else

const char *moriya_mumps_load(void) { return "this program was built without MUMPS (in Debian, libmumps-seq-dev has it)"; }
const char *moriya_mumps_version(void) { return NULL; }
struct moriya_mumps *moriya_mumps_create(int n, long long count, int *rows, int *columns, int *places, int *error) {
    *error = -1;
    return NULL;
}
int moriya_mumps_factorize(struct moriya_mumps *handle, double *elements) { return -1; }
void moriya_mumps_determinant(const struct moriya_mumps *handle, double *mantissa, int *exponent) {}
int moriya_mumps_solve(struct moriya_mumps *handle, double *columns, int count, int transposed) { return -1; }
long long moriya_mumps_bytes(const struct moriya_mumps *handle) { return 0; }
int moriya_mumps_detail(const struct moriya_mumps *handle) { return 0; }
void moriya_mumps_destroy(struct moriya_mumps *handle) {}

#endif
