/* OCR: the words of a PDF whose pages are pictures. pdftoppm (poppler-utils) makes a picture of each page and tesseract (tesseract-ocr) reads it,
 * each in a sandbox of its own: programs beside ours, never linked. Where one is not installed, nothing is recognised. */
#ifndef QUORATE_PAPER_OCR_H
#define QUORATE_PAPER_OCR_H

#include "base/error.h"

enum { OCR_PAGES_MAX = 100, OCR_SECONDS_MAX = 15 * 60 };

/* Are both programs installed? */
bool ocr_is_there(void);

/* Told before each page; may be NULL. */
typedef struct {
    void (*tell)(void *context, int page, int pages);
    void *context;
} OcrProgress;

typedef enum {
    OCR_DONE = 1,
    OCR_PAGE_FAILED, /* the picture of `page` could not be made or read */
    OCR_OUT_OF_TIME, /* while `page` was to be read */
} OcrEnd;
typedef struct {
    OcrEnd end;
    int page;   /* at which it stopped; 0 when it is done */
    Text words; /* a line each, a form feed behind each page; a page in which nothing was recognised is empty. Only when it is done */
} OcrResult;

/* The words of the PDF behind `fd`, which has so many pages, in at most so many seconds for all of them (OCR_SECONDS_MAX). Stops at the first page that
 * fails: what is left out of the middle of a document would be missed by nobody. Some seconds a page. At most OCR_PAGES_MAX pages. */
Error *ocr_words(Arena *arena, int fd, int pages, int seconds, const OcrProgress *progress, OcrResult *out);

#endif
