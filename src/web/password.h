/* Hashing of passwords, inside web/. */
#ifndef QUORATE_WEB_PASSWORD_H
#define QUORATE_WEB_PASSWORD_H

#include "base/error.h"

/* Argon2id with 19 MiB and two passes (OWASP's first choice), as a string that carries its own numbers. At most two hashings run at once in
 * a process; others wait. Slow lane only. */
Error *password_hash(Arena *arena, Text password, Text *out);
/* Is it the password of that hash? With an empty hash the same time is spent and the answer is no. */
bool password_is(Text hash, Text password);

#endif
