/* Readings made by hand, and what the archive made of them. */
#ifndef QUORATE_TESTS_ARCHIVE_PAPERS_H
#define QUORATE_TESTS_ARCHIVE_PAPERS_H

#include "pages_world.h"

#include "archive/inside.h"
#include "store/search.h"

enum { ENTRIES_MOST = 40, DOUBTS_MOST = 10, DOCUMENTS_MOST = 4 };
typedef struct {
    World *w;
    Reading r;
    ReadHints hints;
} Paper;

Paper paper(World *w, const char *text);
ReadDocument *document(Paper *p, ReadDocumentKind kind, const char *body, const char *day);
int entry(ReadDocument *d, Entry e);
void present(ReadDocument *d, const char *name, const char *organisation);
void doubt(Paper *p, ReadDoubt d);
Imported import(Paper *p, const char *bytes);
Paper minutes(World *w, const char *day);
ArchiveMeeting meeting_of_day(World *w, const char *day);
ArchiveDoubtList doubts_of(World *w, ArchiveSourceId source);
SearchHits found(World *w, const char *words);
Paper approving(World *w, const char *day, const char *of);

#define COUNT(w, sql) number_of((w), (w)->office, (sql))
#define BODY "Test Safety Partnership"
#define ANSWER(w, call)                                                                                                                    \
    do {                                                                                                                                   \
        Tx *tx = begin(w);                                                                                                                 \
        assert_fine(call);                                                                                                                 \
        commit(tx);                                                                                                                        \
    } while (0)

#endif
