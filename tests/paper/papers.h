/* Papers for the tests: good ones and bad ones, made on the spot. */
#ifndef QUORATE_TESTS_PAPER_PAPERS_H
#define QUORATE_TESTS_PAPER_PAPERS_H

#include <qpdf/qpdf-c.h>

#include "base/error.h"

/* A folder for this program's files, and a name in it. Removed at its end. */
void papers_begin(void);
void papers_end(void);
const char *papers_path(Arena *arena, const char *name);

/* Fails the test when there is an error. */
void must(Error *error);

Text papers_read(Arena *arena, const char *path);
void papers_write(const char *path, Text bytes);
/* A tagged report of about `pages` pages in our own making. Every page has words with `mark` in them. */
void papers_report(Arena *arena, const char *path, const char *mark, int pages);
/* `from`, changed by `change`, as `to`. */
void papers_change(const char *from, const char *to, void (*change)(qpdf_data pdf));
void change_untag(qpdf_data pdf);
void change_sign(qpdf_data pdf);
void change_encrypt(qpdf_data pdf);  /* password "secret" */
void change_restrict(qpdf_data pdf); /* an owner's password only: opens, may not be changed */
void change_no_pages(qpdf_data pdf);
void change_bomb(qpdf_data pdf); /* 400 MB of spaces on its page */
void change_many_pages(qpdf_data pdf);
void change_turn(qpdf_data pdf);   /* 90, 180, 270 degrees in turn, odd boxes */
void change_active(qpdf_data pdf); /* scripts, launches, attachments, named places */
void change_scan(qpdf_data pdf);   /* a picture on each page, no words, no tags */
void change_hidden_layer(qpdf_data pdf);

/* What a program says: its output, as text. `command` is run by the shell. */
Text papers_output(Arena *arena, const char *command);
/* The words of a page, by pdftotext. */
Text papers_words(Arena *arena, const char *path, int page);

#endif
