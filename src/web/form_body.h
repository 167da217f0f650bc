/* What a browser sends in the query and in forms of the kind application/x-www-form-urlencoded. */
#ifndef QUORATE_WEB_FORM_BODY_H
#define QUORATE_WEB_FORM_BODY_H

#include "base/error.h"
#include "store/record.h"

enum { MOST_INPUTS = 1000, MOST_NAME_BYTES = 200 };

/* Names and values of "a=1&b=two+words", decoded and checked as UTF-8, in order. ERROR_INPUT for text that is not UTF-8, holds NUL, has a
 * name that is too long, or has more inputs than MOST_INPUTS. A "%" that begins no number stands for itself, as browsers read it. */
Error *urlencoded_read(Arena *arena, Text raw, FormValues *out);

/* The path of an address, its %XX decoded. ERROR_NOT_FOUND for what cannot be one of our addresses: text that is not UTF-8, control
 * characters, an encoded slash, a "%" that begins no number. */
Error *path_decode(Arena *arena, Text raw, Text *out);

/* Adds one to a list that grows in the arena; `cap` is kept by the caller. */
void form_values_add(Arena *arena, FormValues *values, size_t *cap, FormValue value);

#endif
