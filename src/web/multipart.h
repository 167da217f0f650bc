/* Reading multipart/form-data (RFC 7578) as it comes in, chunk by chunk, written for hostile input.
 *
 * Our own rather than libmicrohttpd's post processor, which has had a read past its buffer (CVE-2023-27371), knows no limits for heads, parts
 * or names, and accepts nested multiparts that no browser sends. This one is a state machine over single bytes with one fixed buffer for
 * a part's head; a part's content is handed on as it comes and never gathered here. */
#ifndef QUORATE_WEB_MULTIPART_H
#define QUORATE_WEB_MULTIPART_H

#include "base/buffer.h"
#include "base/error.h"

enum { MULTIPART_BOUNDARY_MOST = 70, MULTIPART_HEAD_MOST = 4096, MULTIPART_PARTS_MOST = 1000 };

/* What a part's head said. */
typedef struct {
    Text name;       /* checked as UTF-8, at most 200 bytes */
    bool is_file;    /* a file name was given, be it empty */
    Text file_name;  /* as sent, checked as UTF-8; at most 1,000 bytes */
    Text media_type; /* empty when not given */
} MultipartHead;

/* Who takes the parts. `head` is valid until `end`. An error ends the reading and comes back from multipart_feed. */
typedef struct {
    void *context;
    Error *(*begin)(void *context, const MultipartHead *head);
    Error *(*data)(void *context, Text bytes);
    Error *(*end)(void *context);
} MultipartSink;

typedef struct Multipart Multipart;

/* The boundary of a Content-Type "multipart/form-data; boundary=...". False when it is another type or the boundary is not well formed. */
bool multipart_boundary(Text content_type, Text *boundary);
Multipart *multipart_new(Arena *arena, Text boundary, MultipartSink sink);
/* The next bytes, split anywhere. ERROR_INPUT when they are not well formed; do not feed on after an error. */
Error *multipart_feed(Multipart *m, Text bytes);
/* The body has ended: ERROR_INPUT when its last boundary is missing. */
Error *multipart_finish(Multipart *m);

#endif
