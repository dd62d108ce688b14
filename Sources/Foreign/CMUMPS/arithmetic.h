// The functions of one arithmetic: included once for each, with NAME, STRUC and SCALAR defined.

struct NAME(mumps) {
    STRUC data;
};

static void (*NAME(entry))(STRUC *);

static int NAME(call)(struct NAME(mumps) *handle, int job) {
    handle->data.job = job;
    NAME(entry)(&handle->data);
    return handle->data.infog[0];
}

static struct NAME(mumps) *NAME(create)(
    int n, int symmetric, long long count, int *rows, int *columns, int *places, int *error) {
    struct NAME(mumps) *handle = calloc(1, sizeof *handle);
    *error = -13;
    if (!handle) return NULL;
    STRUC *data = &handle->data;
    data->par = 1;
    data->sym = symmetric ? 2 : 0;
    data->comm_fortran = -987654;
    *error = NAME(call)(handle, -1);
    if (*error < 0) {
        free(handle);
        return NULL;
    }
    for (int stream = 1; stream <= 3; stream++) data->ICNTL(stream) = -1;
    data->ICNTL(4) = 0;
    // No permutation for large diagonals, and no scaling: the matrix is balanced.
    data->ICNTL(6) = 0;
    data->ICNTL(8) = 0;
    data->ICNTL(12) = 1;
    // Approximate minimum degree, which every build has, where no order is given. (PORD ends the process on small dense graphs.)
    data->ICNTL(7) = places ? 1 : 0;
    data->perm_in = places;
    data->ICNTL(33) = 1;
    data->n = n;
    data->nnz = count;
    data->irn = rows;
    data->jcn = columns;
    *error = NAME(call)(handle, 1);
    return handle;
}

static int NAME(factorize)(struct NAME(mumps) *handle, double *elements) {
    handle->data.a = (SCALAR *)elements;
    int error = NAME(call)(handle, 2);
    // -8 and -9: pivoting needed more room than was planned.
    for (int attempt = 0; attempt < 6 && (error == -8 || error == -9); attempt++) {
        handle->data.ICNTL(14) = 2 * handle->data.ICNTL(14) + 20;
        error = NAME(call)(handle, 2);
    }
    return error < 0 ? error : 0;
}

static int NAME(solve)(struct NAME(mumps) *handle, double *columns, int count, int transposed) {
    STRUC *data = &handle->data;
    data->ICNTL(9) = transposed ? 0 : 1;
    data->ICNTL(27) = count < 32 ? count : 32;
    data->rhs = (SCALAR *)columns;
    data->nrhs = count;
    data->lrhs = data->n;
    int error = NAME(call)(handle, 3);
    return error < 0 ? error : 0;
}

/// Elements of the inverse, which replace `elements`; `starts` and `rows` are those of its columns, counted from 1.
static int NAME(inverse)(struct NAME(mumps) *handle, int count, int *starts, int *rows, double *elements) {
    STRUC *data = &handle->data;
    data->ICNTL(30) = 1;
    data->ICNTL(27) = 128;
    data->nrhs = data->n;
    data->nz_rhs = count;
    data->irhs_ptr = starts;
    data->irhs_sparse = rows;
    data->rhs_sparse = (SCALAR *)elements;
    int error = NAME(call)(handle, 3);
    data->ICNTL(30) = 0;
    return error < 0 ? error : 0;
}
