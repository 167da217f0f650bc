/* What publishing a revised agenda will change for the public, in sentences for the clerk. */
#ifndef QUORATE_MEETINGS_CHANGES_H
#define QUORATE_MEETINGS_CHANGES_H

#include "meetings/pages.h"

/* Compares the meeting, its parts, items and papers with what they were when the agenda was last published. Papers that wait for a
 * supplement are no part of it. Nothing for an agenda that was never published. */
Error *agenda_changes(Db *db, Arena *arena, const Agenda *agenda, Sentences *out);

/* Since when the public can read a paper that is restricted or withdrawn in the office by now, on its own or with its item. Unset when it
 * cannot, or when the paper is public: publishing the agenda again takes away only the former. */
Error *paper_out_since(Db *db, Arena *arena, const Subject *subject, Moment *out);

#endif
