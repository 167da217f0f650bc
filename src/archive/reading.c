/* Owns reading a file: what is done on our side of the sandbox, and what a bad file is told. */
#include "archive/reading.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/reading_wire.h"
#include "archive/recognise.h"
#include "base/log.h"
#include "paper/ocr.h"
#include "paper/pdf.h"
#include "paper/sandbox.h"

enum { READ_SECONDS = 60 };
#define READ_MEMORY ((int64_t)1536 * 1024 * 1024)
#define ANSWER_MAX ((size_t)512 * 1024 * 1024)

/* ---- In the sandbox ---- */

static Text mapped(int fd) {
    struct stat about;
    if (fstat(fd, &about) != 0 || about.st_size <= 0) return (Text){0};
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    return bytes == MAP_FAILED ? ((Text){0}) : (Text){bytes, (size_t)about.st_size};
}

static int read_inside(SandboxChild *child, Text request) {
    Arena *arena = sandbox_arena(child);
    SourceFormat format;
    ReadHints hints;
    if (!hints_take(arena, request, &format, &hints)) return 1;
    Text bytes = mapped(SANDBOX_FIRST_FD);
    sandbox_lock(child);
    Reading reading = {0};
    read_bytes(arena, bytes, format, &hints, &reading);
    Buffer answer = buffer_new(arena, reading.text.len * 2 + 4096);
    reading_put(&answer, &reading);
    sandbox_answer(child, buffer_text(&answer));
    return 0;
}

void archive_offer_sandbox(void) {
    sandbox_offer("archive-read", read_inside);
}

/* ---- Outside ---- */

static void refuse(Reading *out, SourceFormat format, ReadVerdict verdict, Text sentence) {
    *out = (Reading){.verdict = verdict, .sentence = sentence, .format = format ? format : SOURCE_TEXT};
}

/* The bytes as a file that a child can be given. */
static Error *file_of(Arena *arena, Text bytes, int *fd) {
    *fd = memfd_create("source", MFD_CLOEXEC);
    if (*fd < 0)
        return error_detail(arena, error_new(arena, ERROR_BUSY, "The file could not be read just now. Try again."), "memfd_create failed");
    for (size_t done = 0; done < bytes.len;) {
        ssize_t n = write(*fd, bytes.ptr + done, bytes.len - done);
        if (n <= 0) {
            close(*fd);
            return error_detail(arena, error_new(arena, ERROR_BUSY, "The file could not be read just now. Try again."),
                "a file in memory could not be written");
        }
        done += (size_t)n;
    }
    lseek(*fd, 0, SEEK_SET);
    return NULL;
}

static bool has_some_words(Text text) {
    size_t letters = 0;
    for (size_t i = 0; i < text.len && letters < 20; i++) letters += (unsigned char)text.ptr[i] > ' ';
    return letters >= 20;
}

/* The line at which a page begins, from 1: lines of a page end with a form feed at the beginning of the next. Behind the last page: one that
 * is not there. */
static int line_of_page(Text text, int page) {
    int line = 1, at = 1;
    for (size_t i = 0; i < text.len && at < page; i++) {
        line += text.ptr[i] == '\n';
        at += text.ptr[i] == '\f';
    }
    return at < page ? line + 1 : line;
}

static void put_hidden(Arena *arena, Reading *out, size_t *room, int document, int line, Text words) {
    ReadDoubtList *doubts = &out->doubts;
    if (doubts->count >= *room) {
        size_t more = doubts->count * 2 + 16;
        ReadDoubt *all = ARENA_ARRAY(arena, ReadDoubt, more);
        if (doubts->count) memcpy(all, doubts->items, doubts->count * sizeof *all);
        doubts->items = all;
        *room = more;
    }
    doubts->items[doubts->count++] =
        (ReadDoubt){.about = DOUBT_HIDDEN, .document = document, .entry = -1, .first_line = line, .last_line = line, .words = words};
}

/* A PDF that could not be looked through whole: of each of its documents it is not known whether words are hidden in it. */
static void doubt_unlooked(Arena *arena, Reading *out) {
    size_t room = 0;
    for (size_t i = 0; i < out->document_count; i++)
        put_hidden(arena, out, &room, (int)i, out->documents[i].first_line,
            S("The PDF could not be looked through for words that its readers do not see: it is damaged, or there is too much on its "
              "pages. Look at the file, and mark as restricted what is not for the public."));
}

/* Each document that has lines on the page is asked about, because nobody knows in which of them the words are; where none has, the one
 * before. */
static void doubt_page(Arena *arena, Reading *out, size_t *room, int page) {
    int first = line_of_page(out->text, page), behind = line_of_page(out->text, page + 1), before = 0;
    bool is_told = false;
    Text words = text_format(arena,
        "Page %d of the PDF has words that its readers do not see: covered, outside of the page, or in no ink. They may be among what was "
        "read. Look at the file, and mark as restricted what is not for the public.",
        page);
    for (size_t i = 0; i < out->document_count; i++) {
        const ReadDocument *d = &out->documents[i];
        if (d->first_line <= first) before = (int)i;
        if (d->first_line >= behind || d->last_line < first) continue;
        put_hidden(arena, out, room, (int)i, d->first_line > first ? d->first_line : first, words);
        is_told = true;
    }
    if (!is_told) put_hidden(arena, out, room, before, first, words);
}

/* Words of a PDF that stand under something, outside of the page or in no ink are among those that were read: a doubt for each page says
 * so. */
static Error *doubt_unseen(Arena *arena, Text bytes, Reading *out) {
    PdfLook look;
    char path[64];
    int fd;
    size_t room = 0;
    TRY(file_of(arena, bytes, &fd));
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    Error *error = pdf_look_closely(arena, path, &look);
    close(fd);
    if (error || out->document_count == 0) return error;
    if (look.verdict != PDF_FINE || !look.is_whole) {
        doubt_unlooked(arena, out);
        return NULL;
    }
    for (size_t i = 0; i < look.unseen_count; i++)
        if (i == 0 || look.unseen[i].page != look.unseen[i - 1].page) doubt_page(arena, out, &room, look.unseen[i].page);
    return NULL;
}

static Text not_recognised(Arena *arena, const OcrResult *result, int pages) {
    switch (result->end) {
    case OCR_PAGE_FAILED:
        return text_format(arena,
            "This PDF holds pictures of pages and no words, and page %d of %d could not be read by OCR, so nothing of it was taken. Scan "
            "that "
            "page again, or recognise the text with another program, then import that.",
            result->page, pages);
    case OCR_OUT_OF_TIME:
        return text_format(arena,
            "This PDF holds pictures of pages and no words, and reading them by OCR takes too long: after %d minutes it had come to page "
            "%d "
            "of %d. Split it, then import the parts.",
            OCR_SECONDS_MAX / 60, result->page, pages);
    case OCR_DONE: break;
    }
    return S("This PDF holds pictures in which OCR found no words. Scan the document again, straight and dark enough, then import that.");
}

/* A PDF of pictures: their words, recognised; *words stays empty when that cannot be, and the sentence says why. */
static Error *recognise(Arena *arena, int fd, int pages, const ReadHints *hints, Text *words, Reading *out) {
    if (hints->without_ocr) {
        refuse(out, SOURCE_PDF, READ_PICTURES,
            S("This PDF holds pictures of pages and no words. Leave out --no-ocr to have the pictures read, or recognise their text first "
              "(for "
              "example with ocrmypdf), then import that."));
        return NULL;
    }
    if (!ocr_is_there()) {
        refuse(out, SOURCE_PDF, READ_PICTURES,
            S("This PDF holds pictures of pages and no words. Install the Debian package tesseract-ocr, with which Quorate reads such "
              "pictures, and "
              "import the file again; or recognise its text first (for example with ocrmypdf), then import that."));
        return NULL;
    }
    if (pages > OCR_PAGES_MAX) {
        refuse(out, SOURCE_PDF, READ_PICTURES,
            text_format(arena,
                "This PDF holds pictures of %d pages and no words, and at most %d pages are read by OCR. Split it, then import the parts.",
                pages, OCR_PAGES_MAX));
        return NULL;
    }
    OcrResult result;
    TRY(ocr_words(arena, fd, pages, OCR_SECONDS_MAX, &hints->ocr_progress, &result));
    *words = has_some_words(result.words) ? result.words : (Text){0};
    if (words->len == 0) refuse(out, SOURCE_PDF, READ_PICTURES, not_recognised(arena, &result, pages));
    return NULL;
}

/* Why a PDF gave no words; and those of its pictures when it is made of them. */
static Error *look_why(Arena *arena, int fd, const ReadHints *hints, Text *words, Reading *out) {
    PdfLook look;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    TRY(pdf_look(arena, path, &look));
    *words = (Text){0};
    if (look.verdict == PDF_ENCRYPTED)
        refuse(out, SOURCE_PDF, READ_LOCKED, S("This PDF needs a password to open. Save it without a password, then import that."));
    else if (look.verdict == PDF_TOO_BIG)
        refuse(out, SOURCE_PDF, READ_TOO_BIG, S("This PDF is too large to be read. Split it, then import the parts."));
    else if (look.verdict != PDF_FINE)
        refuse(
            out, SOURCE_PDF, READ_DAMAGED, S("This PDF is damaged and cannot be read. Save or print it as a PDF again, then import that."));
    else return recognise(arena, fd, look.pages, hints, words, out);
    return NULL;
}

static Error *read_in_sandbox(Arena *arena, int fd, SourceFormat format, const ReadHints *hints, Reading *out) {
    Buffer request = buffer_new(arena, 256);
    hints_put(&request, format, hints);
    SandboxJob job = {.kind = "archive-read",
        .request = buffer_text(&request),
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = READ_MEMORY,
        .seconds = READ_SECONDS,
        .answer_max = ANSWER_MAX};
    SandboxEnd end;
    Text answer;
    TRY(sandbox_run(arena, &job, &end, &answer));
    if (end == SANDBOX_DONE && reading_take(arena, answer, out)) return NULL;
    log_warning("a file that was to be imported could not be read: its reading ended in way %d", (int)end);
    if (end == SANDBOX_OUT_OF_TIME)
        refuse(out, format, READ_TOO_BIG, S("This file takes too long to read. Split it, then import the parts."));
    else refuse(out, format, READ_DAMAGED, S("This file is damaged and cannot be read. Save it again, then import that."));
    return NULL;
}

Error *archive_read(Arena *arena, Text bytes, const ReadHints *hints, Reading *out) {
    *out = (Reading){0};
    SourceFormat format = format_of(bytes, hints, out);
    if (!format) {
        out->format = SOURCE_TEXT;
        return NULL;
    }
    int fd;
    ReadHints known = *hints;
    TRY(file_of(arena, bytes, &fd));
    Error *error = NULL;
    if (format == SOURCE_PDF) {
        Text words;
        bool is_read;
        error = pdf_words_laid_out(arena, fd, &words, &is_read);
        known.is_recognised = !error && !has_some_words(words);
        if (known.is_recognised) error = look_why(arena, fd, hints, &words, out);
        close(fd);
        if (error || words.len == 0) return error;
        TRY(file_of(arena, words, &fd));
    }
    error = read_in_sandbox(arena, fd, format, &known, out);
    close(fd);
    bool may_hide = format == SOURCE_PDF && !known.is_recognised && out->verdict == READ_FINE;
    return error || !may_hide ? error : doubt_unseen(arena, bytes, out);
}
