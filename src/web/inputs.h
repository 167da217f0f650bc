/* Of all that was sent, what a door declares. */
#ifndef QUORATE_WEB_INPUTS_H
#define QUORATE_WEB_INPUTS_H

#include "web/route.h"

/* Keeps the inputs that `route` declares (its table and the fields of its record, dates also in three parts), checked by their kind, in
 * the order they came; an input that may not repeat keeps its first value. The rest is dropped. *csrf receives "_csrf". ERROR_INPUT with
 * a sentence for a value that its kind forbids. Fields of a record are left for form_read, which explains errors beside the field.
 * When texts are too long, all that was sent is gone through all the same: *csrf is there, and *kept has those texts and what else was
 * written in several lines. Passwords are never kept. `csrf` and `kept` are NULL for a query. */
Error *inputs_take(Arena *arena, const Route *route, FormValues sent, FormValues *out, Text *csrf, KeptTexts *kept);
/* Does the route take a file under that name? */
bool inputs_has_file(const Route *route, Text name);

#endif
