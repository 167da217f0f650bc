/* An office with a meeting that is ready to be published, and its public side, for the tests of publish/ and public/: an open paper, a
 * report written here, a restricted item with a paper, joining details; and ways to look at everything that was published. */
#ifndef QUORATE_TESTS_PUBLISH_OFFICE_H
#define QUORATE_TESTS_PUBLISH_OFFICE_H

#include "store/world.h"

#include "publish/outbox.h"
#include "publish/valve.h"

typedef struct {
    World *w;
    Valve valve;
    Body body;
    Meeting meeting;
    AgendaItem knives, update, bluebird;  /* open, open with a report, restricted */
    Paper figures, written, intelligence; /* PDF on knives, report on update, restricted PDF on bluebird */
} PublishedOffice;

/* Agreed, not published. Ends with published_office_end. */
PublishedOffice published_office(void **state);
void published_office_end(PublishedOffice *o);

/* Words that are withheld, in capitals as they never occur in English; ended by NULL. */
extern const char *const canaries[];

/* The subject in the metadata of the PDFs that make_pdf makes. */
extern const char *make_pdf_subject;
/* A PDF with one page for each text; returns its path. */
const char *make_pdf(World *w, const char *name, const char *const *pages, size_t count);
Paper add_pdf(PublishedOffice *o, AgendaItemId item, const char *title, const char *file_name, const char *const *pages, size_t count);
/* While it is set, work of this kind ("pdf-words") takes all the time that it has, and is ended in the middle. */
extern const char *sandbox_out_of_time;
void agree(PublishedOffice *o);
/* Asks for publication as the clerk. */
PublicationId ask_to_publish(PublishedOffice *o);
/* Asks and does it; the publication as it is then. */
Publication publish(PublishedOffice *o);
Publication publication_as_it_is(PublishedOffice *o, PublicationId id);
void reload(PublishedOffice *o, const Record *record, int64_t id, void *value);
/* Changes a record in the office in a transaction of its own. */
void change(PublishedOffice *o, const Record *record, void *value);

/* The clerk accepts a report as it is now (R53): after each change of it. */
void accept(PublishedOffice *o, ReportId report);

/* A row of the published store; false when there is none. */
bool published_row(PublishedOffice *o, const Record *record, int64_t id, void *out);
/* Every text of the published store: rows, search entries, words and titles of the files. */
Text everything_published(PublishedOffice *o);
int64_t files_published(PublishedOffice *o);
/* Fails when a canary stands anywhere in the published store. */
void assert_nothing_withheld_is_public(PublishedOffice *o);

#endif
