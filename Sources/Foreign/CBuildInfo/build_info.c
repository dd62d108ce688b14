#include "build_info.h"

const char *moriya_build_version(void) { return MORIYA_VERSION; }
const char *moriya_build_commit(void) { return MORIYA_COMMIT; }
