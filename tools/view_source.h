/* The view file that viewgen reads, and what it says when it stops. A short-lived program: memory is never freed. */
#ifndef QUORATE_TOOLS_VIEW_SOURCE_H
#define QUORATE_TOOLS_VIEW_SOURCE_H

#include <stddef.h>

extern const char *path; /* of the view file, as errors name it */
extern char *source;     /* the whole of it, ended by a NUL */

/* Ends the program with "path:line:column: error: words" for the place in `source`. */
_Noreturn void fail(const char *at, const char *words, ...) __attribute__((format(printf, 2, 3)));
/* Ends the program for a reason that has no place. */
_Noreturn void stop(const char *words, const char *name);
int line_of(const char *at);

void *claim(size_t size); /* zeroed */
char *copy(const char *from, size_t len);
char *read_file(const char *name);

#endif
