/* A checker of tagged PDFs, for tests: what PDF/UA-1 asks of structure and can be told by a program. */
#ifndef QUORATE_TESTS_PAPER_STRUCTURE_CHECK_H
#define QUORATE_TESTS_PAPER_STRUCTURE_CHECK_H

#include "base/buffer.h"

typedef enum {
    CHECK_OURS, /* everything */
    CHECK_PACK, /* what others' papers do inside their pages is theirs; that the tree fits together is ours */
} CheckKind;

typedef struct {
    Text faults; /* a line each; empty when there is none */
    int fault_count;
    int elements, headings, links, figures, tables, artifacts, pages;
} StructureReport;
StructureReport structure_check(Arena *arena, const char *path, CheckKind kind);

#endif
