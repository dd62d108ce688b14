#pragma once
#include <mpi.h>

// Swift does not import the casting macros behind MPI's handles: one getter for each handle used.

static inline MPI_Comm moriya_mpi_comm_world(void) { return MPI_COMM_WORLD; }
static inline MPI_Info moriya_mpi_info_null(void) { return MPI_INFO_NULL; }
static inline MPI_Errhandler moriya_mpi_errors_return(void) { return MPI_ERRORS_RETURN; }
static inline MPI_Errhandler moriya_mpi_errors_are_fatal(void) { return MPI_ERRORS_ARE_FATAL; }

static inline MPI_Datatype moriya_mpi_double(void) { return MPI_DOUBLE; }
static inline MPI_Datatype moriya_mpi_int64(void) { return MPI_INT64_T; }
static inline MPI_Datatype moriya_mpi_int32(void) { return MPI_INT32_T; }
static inline MPI_Datatype moriya_mpi_uint8(void) { return MPI_UINT8_T; }

static inline MPI_Op moriya_mpi_sum(void) { return MPI_SUM; }
static inline MPI_Op moriya_mpi_min(void) { return MPI_MIN; }
static inline MPI_Op moriya_mpi_max(void) { return MPI_MAX; }

static inline const void *moriya_mpi_in_place(void) { return MPI_IN_PLACE; }
