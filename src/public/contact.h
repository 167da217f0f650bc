/* A letter as somebody of the public writes it: the form of the contact page. */
#ifndef QUORATE_PUBLIC_CONTACT_H
#define QUORATE_PUBLIC_CONTACT_H

#include "publish/published.h"

typedef enum { CONTACT_QUESTION = 1, CONTACT_ACCESSIBILITY, CONTACT_FORMAT } ContactKind;
typedef struct { PublishedId id; int64_t version; ContactKind kind; Text text, about, name, email; } Contact;
extern const Record contact_record; /* a form only: no store has a table of it */

/* As it goes into the letterbox. `envelope` is made with the form, so that a letter sent twice is kept once. */
Text contact_json(Arena *arena, const Contact *contact, Text envelope);
/* 32 hexadecimal digits. */
Text envelope_new(Arena *arena);

#endif
