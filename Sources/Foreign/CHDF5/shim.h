#pragma once
#include <hdf5.h>
#include <hdf5_hl.h>

// Swift cannot see macros that cast or call; each one used is re-exported here under its own name with a prefix.

static inline hid_t moriya_H5T_NATIVE_DOUBLE(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t moriya_H5T_NATIVE_INT64(void) { return H5T_NATIVE_INT64; }
static inline hid_t moriya_H5T_NATIVE_INT32(void) { return H5T_NATIVE_INT32; }
static inline hid_t moriya_H5T_NATIVE_INT8(void) { return H5T_NATIVE_INT8; }
static inline hid_t moriya_H5T_IEEE_F64LE(void) { return H5T_IEEE_F64LE; }
static inline hid_t moriya_H5T_STD_I64LE(void) { return H5T_STD_I64LE; }
static inline hid_t moriya_H5T_STD_I32LE(void) { return H5T_STD_I32LE; }
static inline hid_t moriya_H5T_STD_I8LE(void) { return H5T_STD_I8LE; }
static inline hid_t moriya_H5T_C_S1(void) { return H5T_C_S1; }
static inline size_t moriya_H5T_VARIABLE(void) { return H5T_VARIABLE; }

static inline hid_t moriya_H5P_DEFAULT(void) { return H5P_DEFAULT; }
static inline hid_t moriya_H5P_FILE_ACCESS(void) { return H5P_FILE_ACCESS; }
static inline hid_t moriya_H5P_FILE_CREATE(void) { return H5P_FILE_CREATE; }
static inline hid_t moriya_H5P_GROUP_CREATE(void) { return H5P_GROUP_CREATE; }
static inline hid_t moriya_H5P_DATASET_CREATE(void) { return H5P_DATASET_CREATE; }
static inline unsigned moriya_tracked_and_indexed(void) { return H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED; }

// 1 for a hard link, which stays in its file, 0 for any other, negative for a failure.
static inline int moriya_link_is_hard(hid_t group, const char *name) {
#if H5_VERSION_GE(1, 12, 0)
    H5L_info1_t info;
    herr_t status = H5Lget_info1(group, name, &info, H5P_DEFAULT);
#else
    H5L_info_t info;
    herr_t status = H5Lget_info(group, name, &info, H5P_DEFAULT);
#endif
    return status < 0 ? -1 : info.type == H5L_TYPE_HARD;
}

static inline unsigned moriya_H5F_ACC_RDONLY(void) { return H5F_ACC_RDONLY; }
static inline unsigned moriya_H5F_ACC_TRUNC(void) { return H5F_ACC_TRUNC; }
static inline hid_t moriya_H5S_ALL(void) { return H5S_ALL; }
static inline hid_t moriya_H5E_DEFAULT(void) { return H5E_DEFAULT; }
