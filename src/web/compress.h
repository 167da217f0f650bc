/* gzip for answers made while a client waits (level 1) and for pages that are kept (level 9), and what a client says it reads. */
#ifndef QUORATE_WEB_COMPRESS_H
#define QUORATE_WEB_COMPRESS_H

#include "base/text.h"

/* Answers smaller than this are sent as they are: compressing would cost more than it saves. */
enum { COMPRESS_LEAST_BYTES = 4096 };

/* Is it worth compressing: text of some kind? */
bool compress_is_worthwhile(Text content_type, size_t bytes);
/* Does Accept-Encoding name `coding` ("gzip", "br"), and not with q=0? */
bool accepts_encoding(Text accept_encoding, Text coding);
/* The gzip form, made in the arena. Level 1 to 9. */
Text gzip_bytes(Arena *arena, Text bytes, int level);

#endif
