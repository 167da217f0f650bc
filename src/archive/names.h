/* Names of persons as minutes write them. Pure. */
#ifndef QUORATE_ARCHIVE_NAMES_H
#define QUORATE_ARCHIVE_NAMES_H

#include "base/text.h"

/* "Det Ch Insp Jane A Holder, QPM" taken apart: rank or title, first names or initials, surname, letters after the name. */
typedef struct { Text title, first, surname, letters; } PersonName;
PersonName person_name(Arena *arena, Text written);

typedef enum {
    NAMES_DIFFER,
    NAMES_FIT,   /* could be one person: same surname, initials that do not contradict ("Mr S Holder" and "Shirley Holder") */
    NAMES_AGREE, /* the same first name or initials and surname, whatever the title */
} NamesAgree;
NamesAgree names_compare(const PersonName *a, const PersonName *b);
/* What persons are looked up by: the surname in lower case without accents, hyphens or apostrophes ("mochriecox"). */
Text surname_key(Arena *arena, Text surname);
/* The fuller of two spellings: first names rather than initials. */
bool name_is_fuller(const PersonName *a, const PersonName *than);

#endif
