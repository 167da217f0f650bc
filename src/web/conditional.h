/* If-None-Match and Range: what of an answer the client already has or wants. */
#ifndef QUORATE_WEB_CONDITIONAL_H
#define QUORATE_WEB_CONDITIONAL_H

#include "base/text.h"

/* Does the list of If-None-Match hold `etag` (compared weakly, RFC 9110 section 13.1.2), or "*"? */
bool etag_matches(Text if_none_match, Text etag);

typedef enum {
    RANGE_WHOLE,   /* none asked, or one that we do not serve (several parts): the whole is sent */
    RANGE_PART,
    RANGE_OUTSIDE, /* 416 */
} RangeKind;
/* One range of bytes (RFC 9110 section 14): `from` and `length` within `size`. If-Range, when sent, must be the entity tag. */
RangeKind range_of(Text range, Text if_range, Text etag, int64_t size, int64_t *from, int64_t *length);

#endif
