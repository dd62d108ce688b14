#pragma once
/// The git commit the program was built from ("+changes" appended if the tree was not clean), or "unknown".
const char *moriya_build_commit(void);
