/* Writing JSON into a buffer. Reading is jansson's work (see store/record.h and web/), which owns the names json_object, json_array, json_null. */
#ifndef QUORATE_BASE_JSON_H
#define QUORATE_BASE_JSON_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/money.h"

/* Keeps track of commas. Objects and arrays are closed in the order they were opened; at most 64 deep. */
typedef struct {
    Buffer *out;
    uint64_t has_member; /* one bit a level */
    int depth;
    bool after_key;
} Json;

Json json_to(Buffer *out);
void json_begin_object(Json *j); /* { */
void json_end_object(Json *j);
void json_begin_array(Json *j);  /* [ */
void json_end_array(Json *j);
void json_key(Json *j, const char *key);
void json_text(Json *j, Text value);
void json_int(Json *j, int64_t value);
void json_bool(Json *j, bool value);
void json_write_null(Json *j);
/* JSON that is already written, taken as it is. */
void json_raw(Json *j, Text value);
/* Shorthands: key and value. An unset date is null. */
void json_put_text(Json *j, const char *key, Text value);
void json_put_int(Json *j, const char *key, int64_t value);
void json_put_bool(Json *j, const char *key, bool value);
void json_put_date(Json *j, const char *key, Date value);     /* "2025-07-23" or null */
void json_put_moment(Json *j, const char *key, Moment value); /* "2025-07-23T10:00:00+01:00" in London time, or null */
void json_put_null(Json *j, const char *key);

#endif
