/* An action plan that the archive read, as the sheet of a plan (plan/sheet.h). */
#ifndef QUORATE_ARCHIVE_PLAN_DOCUMENT_H
#define QUORATE_ARCHIVE_PLAN_DOCUMENT_H

#include "archive/archived.h"
#include "plan/sheet.h"

/* The actions of the document, each with its priority and what is doubted of it. What is restricted is left out: plans are read by everybody who signs in.
 * *left_out is how many actions that were. Pure. */
void plan_of_document(Arena *arena, const ArchiveEntryList *entries, const ArchiveDoubtList *doubts, ReadBook *out, size_t *left_out);

#endif
