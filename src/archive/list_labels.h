/* The labels that lists of persons have. Inside archive/ only. */
#ifndef QUORATE_ARCHIVE_LIST_LABELS_H
#define QUORATE_ARCHIVE_LIST_LABELS_H

#include "archive/layout.h"

/* "IN ATTENDANCE VIRTUALLY: Mr A ...": the kind of list that begins here (0: none), and what follows the label. Pure. */
EntryKind list_label(Text t, Text *rest);
typedef enum { HEADS_A_LIST, HEADS_SOMETHING_ELSE, HEADS_NOBODY_KNOWN } DoubtfulLabel;
/* Words such as "CHAIRMAN" and "Others" head other things as well: do they head a list here? `is_behind`: a list stands above, and a chair without
 * title or initials could be a heading. */
DoubtfulLabel list_label_in_doubt(Arena *arena, Text t, bool is_behind);
/* What stands behind a label of persons and names nobody is kept as a doubt. */
void doubt_list_label(LayoutReader *reader, const Block *block);

#endif
