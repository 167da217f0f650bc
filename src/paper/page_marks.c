/* Owns marks on pages on our side of the sandbox: the job and what comes of it. */
#include "paper/page_marks.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paper/file_write.h"
#include "paper/pack_inside.h"
#include "paper/pack_stamp.h"
#include "paper/win_ansi.h"

enum { MARKS_SECONDS = 120 };
#define MARKS_MEMORY ((int64_t)1024 * 1024 * 1024)

static Error *cannot(Arena *arena, const char *why) {
    return error_detail(arena,
        error_new(arena, ERROR_STORAGE,
            "This paper could not be marked with your name, so it is not handed out. Try again, and ask the clerk if that does not help."),
        "page marks: %s", why);
}

/* The font as a nameless file for the child. */
static bool hold_font(Text font, int *fd) {
    *fd = memfd_create("font", MFD_CLOEXEC);
    for (size_t done = 0; *fd >= 0 && done < font.len;) {
        ssize_t n = write(*fd, font.ptr + done, font.len - done);
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return *fd >= 0;
}

static bool is_whole(const char *path) {
    char tail[16] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t end = fd >= 0 ? lseek(fd, 0, SEEK_END) : -1;
    bool whole = end > 16 && pread(fd, tail, sizeof tail, end - 16) == 16 && memmem(tail, sizeof tail, "%%EOF", 5);
    if (fd >= 0) close(fd);
    return whole;
}

static Error *run(Arena *arena, const int *descriptors, int64_t size, const char *draft, PageMarks marks) {
    Buffer request = buffer_new(arena, 512);
    pack_put_text(&request, win_ansi_of(arena, marks.first));
    pack_put_text(&request, win_ansi_of(arena, marks.second));
    SandboxJob job = {.kind = "page-marks",
        .request = buffer_text(&request),
        .descriptors = descriptors,
        .descriptor_count = 3,
        .memory = MARKS_MEMORY + 6 * size,
        .file_size = 3 * size + 64 * 1024 * 1024,
        .seconds = MARKS_SECONDS,
        .answer_max = 1};
    SandboxEnd end;
    Text answer;
    TRY(sandbox_run(arena, &job, &end, &answer));
    if (end != SANDBOX_DONE) return cannot(arena, "the child did not end well");
    return is_whole(draft) ? NULL : cannot(arena, "the file is not whole");
}

Error *page_marks_put(Arena *arena, const char *path, PageMarks marks) {
    Text font;
    struct stat about;
    const char *draft = file_draft_name(arena, path);
    int descriptors[] = {
        -1, open(path, O_RDONLY | O_CLOEXEC), open(draft, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)}; /* font, in, out */
    Error *error = pack_stamp_font_wide(arena, &font);
    bool is_ready =
        !error && hold_font(font, &descriptors[0]) && descriptors[1] >= 0 && descriptors[2] >= 0 && fstat(descriptors[1], &about) == 0;
    if (!error) error = is_ready ? run(arena, descriptors, about.st_size, draft, marks) : cannot(arena, strerror(errno));
    for (int i = 0; i < 3; i++)
        if (descriptors[i] >= 0) close(descriptors[i]);
    return file_keep_draft(arena, draft, path, error);
}
