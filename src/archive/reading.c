/* Owns reading a file: what is done on our side of the sandbox, and what a bad file is told. */
#include "archive/reading.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/reading_wire.h"
#include "archive/recognise.h"
#include "base/log.h"
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

/* Why a PDF gave no words. */
static Error *look_why(Arena *arena, int fd, Reading *out) {
    PdfLook look;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    TRY(pdf_look(arena, path, &look));
    if (look.verdict == PDF_ENCRYPTED)
        refuse(out, SOURCE_PDF, READ_LOCKED, S("This PDF needs a password to open. Save it without a password, then import that."));
    else if (look.verdict == PDF_TOO_BIG)
        refuse(out, SOURCE_PDF, READ_TOO_BIG, S("This PDF is too large to be read. Split it, then import the parts."));
    else if (look.verdict != PDF_FINE)
        refuse(
            out, SOURCE_PDF, READ_DAMAGED, S("This PDF is damaged and cannot be read. Save or print it as a PDF again, then import that."));
    else
        refuse(out, SOURCE_PDF, READ_PICTURES,
            S("This PDF holds pictures of pages and no words. Recognise its text first (for example with ocrmypdf, which uses tesseract), "
              "then import that."));
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
    TRY(file_of(arena, bytes, &fd));
    Error *error = NULL;
    if (format == SOURCE_PDF) {
        Text words;
        bool is_read;
        error = pdf_words_laid_out(arena, fd, &words, &is_read);
        if (!error && !has_some_words(words)) {
            error = look_why(arena, fd, out);
            close(fd);
            return error;
        }
        close(fd);
        if (error) return error;
        TRY(file_of(arena, words, &fd));
    }
    error = read_in_sandbox(arena, fd, format, hints, out);
    close(fd);
    return error;
}
