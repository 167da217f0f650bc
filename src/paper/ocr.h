/* OCR: the words of a PDF whose pages are pictures. pdftoppm (poppler-utils) makes a picture of each page and tesseract (tesseract-ocr) reads it,
 * each in a sandbox of its own: programs beside ours, never linked. Where one is not installed, nothing is recognised. */
#ifndef QUORATE_PAPER_OCR_H
#define QUORATE_PAPER_OCR_H

#include "base/error.h"

enum { OCR_PAGES_MAX = 100 };

/* Are both programs installed? */
bool ocr_is_there(void);

/* Told before each page; may be NULL. */
typedef struct {
    void (*tell)(void *context, int page, int pages);
    void *context;
} OcrProgress;

/* The words of the PDF behind `fd`, which has so many pages: a line each, a form feed behind each page. A page on which nothing could be recognised
 * is empty, and *pages_failed counts those whose picture could not be made or read. Some seconds a page. At most OCR_PAGES_MAX pages. */
Error *ocr_words(Arena *arena, int fd, int pages, const OcrProgress *progress, Text *out, int *pages_failed);

#endif
