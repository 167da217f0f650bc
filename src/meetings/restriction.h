/* Restriction at four levels: what a meeting, an item, a paper and a passage of a report carry when the public may not see them, and the one
 * family of functions that says what the public may see of each. Everything here is pure. Read it through meetings/meeting.h. */
#ifndef QUORATE_MEETINGS_RESTRICTION_H
#define QUORATE_MEETINGS_RESTRICTION_H

#include "store/record.h"

typedef enum { RESTRICTION_EXEMPT = 1, RESTRICTION_CONFIDENTIAL } Restriction; /* 0: none. MTG-05: two things */
enum { /* Schedule 12A Part 1, bits */
    SCHEDULE_12A_1 = 1u << 0, SCHEDULE_12A_2 = 1u << 1, SCHEDULE_12A_3 = 1u << 2, SCHEDULE_12A_4 = 1u << 3,
    SCHEDULE_12A_5 = 1u << 4, SCHEDULE_12A_6 = 1u << 5, SCHEDULE_12A_7 = 1u << 6,
};
/* The paragraphs of Schedule 12A, Part 1, with their meaning in plain words. */
extern const Choice schedule_12a_paragraphs[];

/* MTG-04 to MTG-06: the same five members in every record that can be restricted (and the fields of records.c with them). As `restricted`
 * they are one value; the rules of this file take that. */
#define RESTRICTED_MEMBERS                                                                                                       \
    Restriction restriction; uint32_t paragraphs; Text restriction_reason; Text restriction_decided_by; Date restriction_review
typedef struct { RESTRICTED_MEMBERS; } Restricted;
#define IS_RESTRICTABLE union { struct { RESTRICTED_MEMBERS; }; Restricted restricted; }

/* How a paper is to be handled: not its purpose, and no restriction by itself (rules.md section 5). Nothing higher may be kept here. */
typedef enum { MARKING_OFFICIAL = 1, MARKING_OFFICIAL_SENSITIVE } SecurityMarking; /* 0: none */
/* "OFFICIAL-SENSITIVE", in capitals as it stands at the top and bottom of pages; empty for none. */
Text security_marking_shown(SecurityMarking marking);
SecurityMarking security_marking_higher(SecurityMarking a, SecurityMarking b);

/* ---- The words of a restriction ---- */

/* "paragraphs 1, 2 and 7" of Schedule 12A. */
Text paragraphs_shown(Arena *arena, uint32_t paragraphs);
/* "Exempt under paragraphs 1, 2 and 7 of Part 1 of Schedule 12A to the Local Government Act 1972"; empty for none. */
Text restriction_shown(Arena *arena, const Restricted *restricted);
/* Several as one: confidential when one of them is, the paragraphs of all exempt ones together. Any may be NULL. */
Restricted restriction_joined(const Restricted *a, const Restricted *b, const Restricted *c);

#endif
