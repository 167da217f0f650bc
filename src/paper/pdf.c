/* Owns the looking at PDFs from outside, on our side of the sandbox: what is asked, what the answer means, the sentences for people. */
#include "paper/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "paper/pdf_inside.h"
#include "paper/sandbox.h"

enum { STRUCTURE_SECONDS = 10, WORDS_SECONDS = 10, CLOSE_SECONDS = 60, PAGE_TEXTS_MAX = PDF_PAGES_MAX };
#define WHOLE_TEXT_MAX ((size_t)64 * 1024 * 1024)
#define LOOK_MEMORY ((int64_t)512 * 1024 * 1024)

static Text sentence_of(PdfVerdict verdict) {
    switch (verdict) {
    case PDF_FINE: return (Text){0};
    case PDF_NOT_PDF: return S("This file is not a PDF. Save the paper as a PDF, then upload it again.");
    case PDF_BROKEN: return S("This PDF is damaged and cannot be read. Save or print the paper as a PDF again, then upload that.");
    case PDF_ENCRYPTED: return S("This PDF needs a password to open. Save it without a password, then upload it again.");
    case PDF_TOO_BIG:
        return S("This PDF is too large: a paper can have up to 5,000 pages and 200 MB, also once it is unpacked. Split it or save it "
                 "smaller, then upload it again.");
    case PDF_NO_PAGES: return S("This PDF has no pages. Save the paper as a PDF again, then upload that.");
    }
    return (Text){0};
}

static void conclude(PdfLook *look, PdfVerdict verdict) {
    look->verdict = verdict;
    look->sentence = sentence_of(verdict);
}

/* One line of unseen words: "c12\tThe words". */
static bool take_unseen_line(Arena *arena, Text line, int pages, PdfUnseen *out) {
    size_t tab = text_find(line, S("\t"), 0);
    int64_t page = 0;
    if (tab == SIZE_MAX || tab < 2 || !text_to_int64(text_slice(line, 1, tab - 1), &page) || page < 1 || page > pages) return false;
    if (!memchr("coilr", line.ptr[0], 5)) return false;
    Text words = text_slice(line, tab + 1, SIZE_MAX);
    *out = (PdfUnseen){(PdfUnseenKind)line.ptr[0], (int)page, text_is_utf8(words, NULL) ? text_clean(arena, words) : S("")};
    return true;
}

static bool take_unseen(Arena *arena, Text lines, PdfLook *out) {
    Text rest = lines, line;
    size_t count = 0;
    for (size_t i = 0; i < lines.len; i++) count += lines.ptr[i] == '\n';
    out->unseen = ARENA_ARRAY(arena, PdfUnseen, count + 1);
    while (text_next_line(&rest, &line)) {
        if (out->unseen_count > count || !take_unseen_line(arena, line, out->pages, &out->unseen[out->unseen_count])) return false;
        out->unseen_count++;
    }
    return true;
}

/* The child may have been taken over by the file: its answer is checked like anything from outside. */
static bool take_answer(Arena *arena, Text answer, PdfLook *out) {
    PdfFindings found;
    if (answer.len < sizeof found) return false;
    memcpy(&found, answer.ptr, sizeof found);
    if (found.verdict < PDF_FINE || found.verdict > PDF_NO_PAGES || found.pages < 0 || found.pages > PDF_PAGES_MAX) return false;
    if (found.verdict == PDF_FINE && found.pages == 0) return false;
    if (found.title_bytes > 1024 || found.hidden_bytes > PDF_HIDDEN_MAX + 16 || found.unseen_bytes > PDF_UNSEEN_MAX) return false;
    if (answer.len != sizeof found + found.title_bytes + found.hidden_bytes + found.unseen_bytes) return false;
    Text rest = text_slice(answer, sizeof found, SIZE_MAX);
    Text title = text_slice(rest, 0, found.title_bytes), hidden = text_slice(rest, found.title_bytes, found.hidden_bytes);
    if (text_is_utf8(title, NULL)) out->title = text_clean(arena, title);
    if (text_is_utf8(hidden, NULL)) out->hidden = text_clean(arena, hidden);
    out->has_files = found.flags & PDF_HAS_FILES;
    out->pages = found.pages;
    out->is_whole = (found.flags & PDF_INK_IS_WHOLE) && found.hidden_bytes < PDF_HIDDEN_MAX;
    if (!take_unseen(arena, text_slice(rest, found.title_bytes + found.hidden_bytes, found.unseen_bytes), out)) return false;
    out->is_tagged = found.flags & PDF_IS_TAGGED;
    out->is_signed = found.flags & PDF_IS_SIGNED;
    out->is_repaired = found.flags & PDF_IS_REPAIRED;
    conclude(out, (PdfVerdict)found.verdict);
    return true;
}

static Error *look_at_structure(Arena *arena, int fd, bool is_close, PdfLook *out) {
    SandboxJob job = {.kind = "pdf-look",
        .request = is_close ? S("closely") : S(""),
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = LOOK_MEMORY,
        .seconds = is_close ? CLOSE_SECONDS : STRUCTURE_SECONDS,
        .answer_max = PDF_HIDDEN_MAX + PDF_UNSEEN_MAX + 4096};
    SandboxEnd end;
    Text answer;
    TRY(sandbox_run(arena, &job, &end, &answer));
    if (end == SANDBOX_DONE && take_answer(arena, answer, out)) return NULL;
    /* A parser that died of a file, or took all its time or memory, has said enough about it. */
    conclude(out, end == SANDBOX_OUT_OF_TIME ? PDF_TOO_BIG : PDF_BROKEN);
    return NULL;
}

/* Whole characters only, and what text_clean leaves of them. */
static Text words_of(Arena *arena, Text raw, size_t most) {
    Buffer clean = buffer_new(arena, raw.len);
    int32_t c;
    while ((c = text_next_character(&raw)) >= 0)
        if (c != 0xfffd && c != 0 && clean.len + 4 <= most) buffer_put_character(&clean, c == '\f' ? '\n' : c);
    return text_clean(arena, buffer_text(&clean));
}

static bool has_word(Text text) {
    int letters = 0;
    int32_t c;
    while (letters < 3 && (c = text_next_character(&text)) >= 0)
        if (c > 0x7f || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) letters++;
    return letters >= 3;
}

/* pdftotext ends each page with a form feed. */
static void divide_pages(Arena *arena, Text raw, PdfLook *out) {
    out->page_texts = ARENA_ARRAY(arena, Text, PAGE_TEXTS_MAX);
    size_t from = 0;
    for (size_t at; out->page_text_count < PAGE_TEXTS_MAX && (at = text_find(raw, S("\f"), from)) != SIZE_MAX; from = at + 1)
        out->page_texts[out->page_text_count++] = words_of(arena, text_slice(raw, from, at - from), WHOLE_TEXT_MAX);
}

static Error *look_at_words(Arena *arena, int fd, bool is_close, PdfLook *out) {
    SandboxJob job = {.kind = "pdf-words",
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = LOOK_MEMORY,
        .seconds = is_close ? CLOSE_SECONDS : WORDS_SECONDS,
        .answer_max = is_close ? WHOLE_TEXT_MAX : PDF_TEXT_MAX};
    SandboxEnd end;
    Text answer;
    TRY(sandbox_run(arena, &job, &end, &answer));
    if (end == SANDBOX_DIED || (end == SANDBOX_FAILED && answer.len == 0))
        log_warning("pdftotext gave no words of a PDF; is poppler-utils installed?");
    out->is_read = end == SANDBOX_DONE;
    out->text = words_of(arena, answer, is_close ? WHOLE_TEXT_MAX : PDF_TEXT_MAX);
    if (is_close) divide_pages(arena, answer, out);
    out->is_whole = out->is_whole && end == SANDBOX_DONE && answer.len < WHOLE_TEXT_MAX;
    out->has_text = has_word(out->text);
    return NULL;
}

static Error *look(Arena *arena, const char *path, bool is_close, PdfLook *out) {
    *out = (PdfLook){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        int cause = errno;
        if (fd >= 0) close(fd);
        Error *error = error_new(arena, ERROR_STORAGE, "The file could not be opened. Upload it again.");
        return error_detail(arena, error, "%s: %s", path, strerror(cause));
    }
    Error *error = NULL;
    if (about.st_size == 0) conclude(out, PDF_NOT_PDF);
    else if (about.st_size > PDF_BYTES_MAX) conclude(out, PDF_TOO_BIG);
    else error = look_at_structure(arena, fd, is_close, out);
    if (!error && out->verdict == PDF_FINE) error = look_at_words(arena, fd, is_close, out);
    close(fd);
    return error;
}

Error *pdf_look(Arena *arena, const char *path, PdfLook *out) {
    return look(arena, path, false, out);
}

Error *pdf_look_closely(Arena *arena, const char *path, PdfLook *out) {
    return look(arena, path, true, out);
}

Error *pdf_words_laid_out(Arena *arena, int fd, Text *out, bool *is_read) {
    SandboxJob job = {.kind = "pdf-words",
        .request = S("laid out"),
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = LOOK_MEMORY,
        .seconds = CLOSE_SECONDS,
        .answer_max = WHOLE_TEXT_MAX};
    SandboxEnd end;
    Text answer;
    TRY(sandbox_run(arena, &job, &end, &answer));
    *is_read = end == SANDBOX_DONE;
    /* Whole characters only; the form feeds between pages stay. */
    Buffer clean = buffer_new(arena, answer.len);
    int32_t c;
    while ((c = text_next_character(&answer)) >= 0)
        if (c != 0xfffd && c != 0) buffer_put_character(&clean, c);
    *out = buffer_text(&clean);
    return NULL;
}
