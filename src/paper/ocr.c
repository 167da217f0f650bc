/* Owns reading pictures of words: one page at a time, so that memory holds one picture however long the file is. */
#include "paper/ocr.h"

#include <sys/mman.h>
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

static Error *picture_of(Arena *arena, int fd, int page, Text *out, bool *is_made) {
    SandboxJob job = {.kind = "ocr-picture",
        .request = text_format(arena, "%d", page),
        .descriptors = &fd,
        .descriptor_count = 1,
        .memory = PICTURE_MEMORY,
        .seconds = PICTURE_SECONDS,
        .answer_max = PICTURE_MAX};
    SandboxEnd end;
    TRY(sandbox_run(arena, &job, &end, out));
    *is_made = end == SANDBOX_DONE && text_starts_with(*out, S("P5"));
    return NULL;
}

static Error *words_of_picture(Arena *arena, Text picture, Text *out, bool *is_read) {
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
        .seconds = WORDS_SECONDS,
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

static Error *page_words(int fd, int page, Buffer *out, bool *is_read) {
    Arena *arena = arena_new(); /* a picture is 10 MB */
    Text picture = {0}, words = {0};
    *is_read = false;
    Error *error = picture_of(arena, fd, page, &picture, is_read);
    if (!error && *is_read) error = words_of_picture(arena, picture, &words, is_read);
    if (!error && *is_read) put_words(out, words);
    if (error) error = error_copy(out->arena, error);
    arena_free(arena);
    return error;
}

Error *ocr_words(Arena *arena, int fd, int pages, const OcrProgress *progress, Text *out, int *pages_failed) {
    Buffer words = buffer_new(arena, 16 * 1024);
    *pages_failed = 0;
    for (int page = 1; page <= pages && page <= OCR_PAGES_MAX; page++) {
        bool is_read;
        if (progress && progress->tell) progress->tell(progress->context, page, pages);
        TRY(page_words(fd, page, &words, &is_read));
        *pages_failed += !is_read;
        buffer_put_char(&words, '\f');
    }
    *out = buffer_text(&words);
    return NULL;
}
