#include "build_info.h"

const char *moriya_build_commit(void) { return MORIYA_COMMIT; }
