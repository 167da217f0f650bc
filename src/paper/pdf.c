/* Owns the looking at PDFs from outside, on our side of the sandbox: what is asked, what the answer means, the sentences for people. */
#include "paper/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "paper/pdf_inside.h"
#include "paper/sandbox.h"

enum { STRUCTURE_SECONDS = 10, WORDS_SECONDS = 10 };
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

/* The child may have been taken over by the file: its answer is checked like anything from outside. */
static bool take_answer(Arena *arena, Text answer, PdfLook *out) {
    PdfFindings found;
    if (answer.len < sizeof found) return false;
    memcpy(&found, answer.ptr, sizeof found);
    if (found.verdict < PDF_FINE || found.verdict > PDF_NO_PAGES || found.pages < 0 || found.pages > PDF_PAGES_MAX) return false;
    if (found.verdict == PDF_FINE && found.pages == 0) return false;
    if (found.title_bytes > 1024) return false;
    Text title = text_slice(answer, sizeof found, found.title_bytes),
         hidden = text_slice(answer, sizeof found + found.title_bytes, PDF_HIDDEN_MAX);
    if (text_is_utf8(title, NULL)) out->title = text_clean(arena, title);
    if (text_is_utf8(hidden, NULL)) out->hidden = text_clean(arena, hidden);
    out->has_files = found.flags & PDF_HAS_FILES;
    out->pages = found.pages;
    out->is_tagged = found.flags & PDF_IS_TAGGED;
    out->is_signed = found.flags & PDF_IS_SIGNED;
    out->is_repaired = found.flags & PDF_IS_REPAIRED;
    conclude(out, (PdfVerdict)found.verdict);
    return true;
}

static Error *look_at_structure(Arena *arena, int fd, PdfLook *out) {
    SandboxJob job = {.kind = "pdf-look",
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = LOOK_MEMORY,
        .seconds = STRUCTURE_SECONDS,
        .answer_max = PDF_HIDDEN_MAX + 4096};
    SandboxEnd end;
    Text answer;
    TRY(sandbox_run(arena, &job, &end, &answer));
    if (end == SANDBOX_DONE && take_answer(arena, answer, out)) return NULL;
    /* A parser that died of a file, or took all its time or memory, has said enough about it. */
    conclude(out, end == SANDBOX_OUT_OF_TIME ? PDF_TOO_BIG : PDF_BROKEN);
    return NULL;
}

/* Whole characters only, and what text_clean leaves of them. */
static Text words_of(Arena *arena, Text raw) {
    Buffer clean = buffer_new(arena, raw.len);
    int32_t c;
    while ((c = text_next_character(&raw)) >= 0)
        if (c != 0xfffd && c != 0 && clean.len + 4 <= PDF_TEXT_MAX) buffer_put_character(&clean, c == '\f' ? '\n' : c);
    return text_clean(arena, buffer_text(&clean));
}

static bool has_word(Text text) {
    int letters = 0;
    int32_t c;
    while (letters < 3 && (c = text_next_character(&text)) >= 0)
        if (c > 0x7f || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) letters++;
    return letters >= 3;
}

static Error *look_at_words(Arena *arena, int fd, PdfLook *out) {
    SandboxJob job = {.kind = "pdf-words",
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = LOOK_MEMORY,
        .seconds = WORDS_SECONDS,
        .answer_max = PDF_TEXT_MAX};
    SandboxEnd end;
    Text answer;
    TRY(sandbox_run(arena, &job, &end, &answer));
    if (end == SANDBOX_DIED || (end == SANDBOX_FAILED && answer.len == 0))
        log_warning("pdftotext gave no words of a PDF; is poppler-utils installed?");
    out->is_read = end == SANDBOX_DONE;
    out->text = words_of(arena, answer);
    out->has_text = has_word(out->text);
    return NULL;
}

Error *pdf_look(Arena *arena, const char *path, PdfLook *out) {
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
    else error = look_at_structure(arena, fd, out);
    if (!error && out->verdict == PDF_FINE) error = look_at_words(arena, fd, out);
    close(fd);
    return error;
}
