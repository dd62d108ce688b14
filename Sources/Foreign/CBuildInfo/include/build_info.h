#pragma once
/// The number in the file VERSION when the program was built.
const char *moriya_build_version(void);
/// The git commit the program was built from ("+changes" appended if the tree was not clean), or "unknown".
const char *moriya_build_commit(void);
