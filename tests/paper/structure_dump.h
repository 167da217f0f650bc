/* The structure tree of a PDF written down line by line, so that two can be compared: what went into a pack, and what came out. */
#ifndef QUORATE_TESTS_PAPER_STRUCTURE_DUMP_H
#define QUORATE_TESTS_PAPER_STRUCTURE_DUMP_H

#include "base/buffer.h"

typedef struct {
    Text lines;   /* one for each element, in order: depth, type, what it says and how much content it has */
    int elements;
    int links;    /* of the pages: annotations that lead somewhere */
    int ids;      /* in the tree of ids that lead to an element which has that id */
    int headers;  /* cells that name their header cells by ids, all of which exist */
} StructureDump;
/* `part`: the tree under the n-th Part of a pack (1 ...); 0: the whole tree. Names and ids that a pack changed (".2", "P2:") are given as they
 * were. Links, ids and headers are those of the whole file. */
StructureDump structure_dump(Arena *arena, const char *path, int part);

#endif
