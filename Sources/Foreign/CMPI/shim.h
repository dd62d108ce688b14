#pragma once
#include <mpi.h>
#include <stdint.h>

// A handle of MPI is a pointer in Open MPI and an integer in MPICH and its relatives, and Swift imports neither the casting
// macros behind the constants nor one type for both. So every handle is a struct here, and every routine that takes one has
// a wrapper; datatypes and reductions are numbers of this file. The rest of mpi.h is used as it is.

typedef struct {
    MPI_Comm value;
} moriya_comm;

/// A message that has been matched and not yet received.
typedef struct {
    MPI_Message value;
} moriya_message;

typedef struct {
    MPI_Request value;
} moriya_request;

enum { moriya_double, moriya_int64, moriya_int32, moriya_uint8 };
enum { moriya_sum, moriya_minimum, moriya_maximum };

static inline MPI_Datatype moriya_datatype(int type) {
    switch (type) {
    case moriya_double: return MPI_DOUBLE;
    case moriya_int64: return MPI_INT64_T;
    case moriya_int32: return MPI_INT32_T;
    default: return MPI_UINT8_T;
    }
}

static inline MPI_Op moriya_op(int reduction) {
    switch (reduction) {
    case moriya_sum: return MPI_SUM;
    case moriya_minimum: return MPI_MIN;
    default: return MPI_MAX;
    }
}

// Communicators

static inline moriya_comm moriya_comm_world(void) { return (moriya_comm){MPI_COMM_WORLD}; }
static inline moriya_comm moriya_comm_from_fortran(int handle) { return (moriya_comm){MPI_Comm_f2c(handle)}; }
static inline int moriya_comm_to_fortran(moriya_comm comm) { return (int)MPI_Comm_c2f(comm.value); }
static inline int moriya_comm_rank(moriya_comm comm, int *rank) { return MPI_Comm_rank(comm.value, rank); }
static inline int moriya_comm_size(moriya_comm comm, int *size) { return MPI_Comm_size(comm.value, size); }
static inline int moriya_comm_free(moriya_comm comm) { return MPI_Comm_free(&comm.value); }
static inline int moriya_comm_dup(moriya_comm comm, moriya_comm *copy) { return MPI_Comm_dup(comm.value, &copy->value); }

static inline int moriya_comm_split(moriya_comm comm, int color, int key, moriya_comm *part) {
    return MPI_Comm_split(comm.value, color, key, &part->value);
}

/// Into the ranks that can share memory.
static inline int moriya_comm_split_shared(moriya_comm comm, moriya_comm *part) {
    return MPI_Comm_split_type(comm.value, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &part->value);
}

static inline int moriya_errors_return(moriya_comm comm) { return MPI_Comm_set_errhandler(comm.value, MPI_ERRORS_RETURN); }
static inline int moriya_errors_are_fatal(moriya_comm comm) {
    return MPI_Comm_set_errhandler(comm.value, MPI_ERRORS_ARE_FATAL);
}
static inline int moriya_abort(moriya_comm comm, int code) { return MPI_Abort(comm.value, code); }

// Collective calls

static inline int moriya_barrier(moriya_comm comm) { return MPI_Barrier(comm.value); }

static inline int moriya_bcast(void *values, int count, int type, int root, moriya_comm comm) {
    return MPI_Bcast(values, count, moriya_datatype(type), root, comm.value);
}

/// In place.
static inline int moriya_allreduce(void *values, int count, int type, int reduction, moriya_comm comm) {
    return MPI_Allreduce(MPI_IN_PLACE, values, count, moriya_datatype(type), moriya_op(reduction), comm.value);
}

/// In place: each rank's elements stand where they belong.
static inline int moriya_allgather(void *values, int count, int type, moriya_comm comm) {
    return MPI_Allgather(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, values, count, moriya_datatype(type), comm.value);
}

static inline int moriya_gatherv(const void *own, int count, void *all, const int *counts, const int *offsets, int type,
                                 int root, moriya_comm comm) {
    return MPI_Gatherv(own, count, moriya_datatype(type), all, counts, offsets, moriya_datatype(type), root, comm.value);
}

static inline int moriya_allgatherv(const void *own, int count, void *all, const int *counts, const int *offsets, int type,
                                    moriya_comm comm) {
    return MPI_Allgatherv(own, count, moriya_datatype(type), all, counts, offsets, moriya_datatype(type), comm.value);
}

/// A barrier that `moriya_test` completes.
static inline int moriya_ibarrier(moriya_comm comm, moriya_request *request) {
    return MPI_Ibarrier(comm.value, &request->value);
}

static inline int moriya_test(moriya_request *request, int *done) {
    return MPI_Test(&request->value, done, MPI_STATUS_IGNORE);
}

// Messages of 64-bit integers

static inline int moriya_send(const int64_t *values, int count, int rank, int tag, moriya_comm comm) {
    return MPI_Send(values, count, MPI_INT64_T, rank, tag, comm.value);
}

static inline int moriya_receive(int64_t *values, int count, int rank, int tag, moriya_comm comm) {
    return MPI_Recv(values, count, MPI_INT64_T, rank, tag, comm.value, MPI_STATUS_IGNORE);
}

/// Takes a message of any rank out of the queue, if there is one, so that no other thread can receive it.
static inline int moriya_match(int tag, moriya_comm comm, int *found, moriya_message *message, int *rank) {
    MPI_Status status;
    int error = MPI_Improbe(MPI_ANY_SOURCE, tag, comm.value, found, &message->value, &status);
    if (error == MPI_SUCCESS && *found) *rank = status.MPI_SOURCE;
    return error;
}

static inline int moriya_receive_matched(moriya_message *message, int64_t *values, int count) {
    return MPI_Mrecv(values, count, MPI_INT64_T, &message->value, MPI_STATUS_IGNORE);
}
