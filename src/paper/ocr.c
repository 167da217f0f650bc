/* Owns reading pictures of words: one page at a time, so that memory holds one picture however long the file is. */
#include "paper/ocr.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "paper/sandbox.h"
#include "paper/sandbox_inside.h"

#define PICTURE_PROGRAM "/usr/bin/pdftoppm"
#define WORDS_PROGRAM "/usr/bin/tesseract"
/* The longer side of a picture: 300 dots an inch of A4. A page of any size becomes no bigger. */
#define PICTURE_SIDE "3508"
enum { PICTURE_SECONDS = 30, WORDS_SECONDS = 90 };
#define PICTURE_MEMORY ((int64_t)768 * 1024 * 1024)
#define WORDS_MEMORY ((int64_t)1024 * 1024 * 1024)
#define PICTURE_MAX ((size_t)16 * 1024 * 1024)
#define PAGE_WORDS_MAX ((size_t)256 * 1024)

bool ocr_is_there(void) {
    return access(PICTURE_PROGRAM, X_OK) == 0 && access(WORDS_PROGRAM, X_OK) == 0;
}

/* ---- In the sandbox: this process becomes the program ---- */

static void become(SandboxChild *child, const char *program, char *const *arguments) {
    lseek(SANDBOX_FIRST_FD, 0, SEEK_SET);
    dup2(SANDBOX_FIRST_FD, STDIN_FILENO);
    dup2(SANDBOX_ANSWER_FD, STDOUT_FILENO);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC); /* what they say of a page is not for our log */
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
    else close(STDERR_FILENO);
    sandbox_lock_for_program(child);
    close(SANDBOX_FIRST_FD);
    close(SANDBOX_ANSWER_FD);
    close(SANDBOX_TELL_FD);
    /* No threads: the sandbox has none. */
    static char *const environment[] = {(char *)"LC_ALL=C.UTF-8", (char *)"OMP_THREAD_LIMIT=1", NULL};
    execve(program, arguments, environment);
}

int ocr_picture_inside(SandboxChild *child, Text request) {
    char *page = (char *)(uintptr_t)text_string(sandbox_arena(child), request);
    char *const arguments[] = {(char *)"pdftoppm", (char *)"-q", (char *)"-gray", (char *)"-f", page, (char *)"-l", page,
        (char *)"-scale-to", (char *)PICTURE_SIDE, (char *)"-", NULL};
    become(child, PICTURE_PROGRAM, arguments);
    return 1;
}

int ocr_words_inside(SandboxChild *child, Text request) {
    (void)request;
    /* Page layout 4: lines stay lines, as in one column, so that a number and its title stand beside each other. */
    char *const arguments[] = {(char *)"tesseract", (char *)"stdin", (char *)"stdout", (char *)"-l", (char *)"eng", (char *)"--psm",
        (char *)"4", (char *)"--dpi", (char *)"300", (char *)"-c", (char *)"preserve_interword_spaces=1", NULL};
    become(child, WORDS_PROGRAM, arguments);
    return 1;
}

/* ---- Outside ---- */

static int at_most(int seconds, int left) {
    return seconds < left ? seconds : left;
}

static Error *picture_of(Arena *arena, int fd, int page, int left, Text *out, bool *is_made) {
    SandboxJob job = {.kind = "ocr-picture",
        .request = text_format(arena, "%d", page),
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = PICTURE_MEMORY,
        .seconds = at_most(PICTURE_SECONDS, left),
        .answer_max = PICTURE_MAX};
    SandboxEnd end;
    TRY(sandbox_run(arena, &job, &end, out));
    *is_made = end == SANDBOX_DONE && text_starts_with(*out, S("P5"));
    return NULL;
}

static Error *words_of_picture(Arena *arena, Text picture, int left, Text *out, bool *is_read) {
    int fd = memfd_create("picture", MFD_CLOEXEC);
    Error *error = NULL;
    bool is_written = fd >= 0;
    for (size_t done = 0; is_written && done < picture.len;) {
        ssize_t n = write(fd, picture.ptr + done, picture.len - done);
        is_written = n > 0;
        done += is_written ? (size_t)n : 0;
    }
    SandboxJob job = {.kind = "ocr-words",
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = WORDS_MEMORY,
        .seconds = at_most(WORDS_SECONDS, left),
        .answer_max = PAGE_WORDS_MAX};
    SandboxEnd end = SANDBOX_FAILED;
    if (!is_written)
        error = error_detail(arena, error_new(arena, ERROR_BUSY, "The file could not be read just now. Try again."),
            "a picture in memory could not be written");
    else error = sandbox_run(arena, &job, &end, out);
    if (fd >= 0) close(fd);
    *is_read = !error && end == SANDBOX_DONE;
    return error;
}

/* Whole characters only. The form feed that tesseract ends a page with is ours to write. */
static void put_words(Buffer *out, Text words) {
    int32_t c;
    while ((c = text_next_character(&words)) >= 0)
        if (c != 0xfffd && c != 0 && c != '\f') buffer_put_character(out, c);
}

static int64_t seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec;
}

static Error *page_words(int fd, int page, int64_t end, Buffer *out, bool *is_read) {
    Arena *arena = arena_new(); /* a picture is 10 MB */
    Text picture = {0}, words = {0};
    *is_read = false;
    Error *error = picture_of(arena, fd, page, (int)(end - seconds_now()), &picture, is_read);
    int left = (int)(end - seconds_now());
    *is_read = *is_read && left > 0;
    if (!error && *is_read) error = words_of_picture(arena, picture, left, &words, is_read);
    if (!error && *is_read) put_words(out, words);
    if (error) error = error_copy(out->arena, error);
    arena_free(arena);
    return error;
}

Error *ocr_words(Arena *arena, int fd, int pages, int seconds, const OcrProgress *progress, OcrResult *out) {
    Buffer words = buffer_new(arena, 16 * 1024);
    int64_t end = seconds_now() + seconds;
    *out = (OcrResult){.end = OCR_DONE};
    for (int page = 1; page <= pages && page <= OCR_PAGES_MAX && out->end == OCR_DONE; page++) {
        bool is_read = false;
        if (progress && progress->tell) progress->tell(progress->context, page, pages);
        if (seconds_now() < end) TRY(page_words(fd, page, end, &words, &is_read));
        if (!is_read) *out = (OcrResult){.end = seconds_now() < end ? OCR_PAGE_FAILED : OCR_OUT_OF_TIME, .page = page};
        buffer_put_char(&words, '\f');
    }
    if (out->end == OCR_DONE) out->words = buffer_text(&words);
    return NULL;
}
