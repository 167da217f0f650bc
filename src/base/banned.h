/* Calls that cannot be used safely fail to compile. Included before everything else by the build (-include). */
#ifndef QUORATE_BASE_BANNED_H
#define QUORATE_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* With clang the fortified C library makes macros of these. */
#undef sprintf
#undef vsprintf
#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok gmtime localtime ctime asctime atoi atol atoll strncpy strncat mktemp tmpnam
/* alloca is a macro that the headers of other libraries use, so it cannot be poisoned: its use here is an error instead. */
#pragma GCC diagnostic error "-Walloca"

#endif
