/* Calls that cannot be used safely fail to compile. Included before everything else by the build (-include). */
#ifndef QUORATE_BASE_BANNED_H
#define QUORATE_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat sprintf vsprintf gets strtok gmtime localtime ctime asctime atoi atol atoll strncpy strncat alloca mktemp tmpnam

#endif
