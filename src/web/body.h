/* The body of a POST, taken in as it comes: form values into memory, files to disk, all within the door's limits. */
#ifndef QUORATE_WEB_BODY_H
#define QUORATE_WEB_BODY_H

#include "web/route.h"

#define FORM_BYTES_MOST ((int64_t)1048576)

typedef struct Body Body;

/* `declared_bytes` is the Content-Length, -1 when none was given. What is wrong from the start (too large, a type that is no form) is kept
 * and comes back from body_finish, so that the client can be heard out and be told in words. */
Body *body_new(Arena *arena, const Route *route, Text content_type, int64_t declared_bytes, const char *data_folder);
/* The next bytes. After an error the rest is let go. */
void body_feed(Body *body, Text bytes);
/* A sentence already known to come: the body need not be kept. */
void body_refuse(Body *body, Error *error);
/* The body has ended. */
Error *body_finish(Body *body, FormValues *sent, Upload **uploads, size_t *upload_count);
/* Removes the files. Needed in every case. */
void body_end(Body *body);

#endif
