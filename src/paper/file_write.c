/* Owns writing a file so that it appears whole or not at all. */
#include "paper/file_write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <unistd.h>

const char *file_draft_name(Arena *arena, const char *path) {
    static atomic_uint serial;
    return text_format(arena, "%s.%d-%u.draft", path, (int)getpid(), atomic_fetch_add(&serial, 1)).ptr;
}

static Error *storage_error(Arena *arena, const char *what, const char *path) {
    int cause = errno;
    Error *error =
        error_new(arena, ERROR_STORAGE, "The document could not be saved: the disk refuses it. Free some space, then try again.");
    return error_detail(arena, error, "%s %s: %s", what, path, strerror(cause));
}

Error *file_keep_draft(Arena *arena, const char *draft, const char *path, Error *error) {
    if (!error && rename(draft, path) != 0) error = storage_error(arena, "rename to", path);
    if (error) unlink(draft);
    return error;
}

Error *file_write_whole(Arena *arena, const char *path, Text bytes) {
    const char *draft = file_draft_name(arena, path);
    int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return storage_error(arena, "open", draft);
    Error *error = NULL;
    for (size_t done = 0; done < bytes.len && !error;) {
        ssize_t n = write(fd, bytes.ptr + done, bytes.len - done);
        if (n < 0 && errno != EINTR) error = storage_error(arena, "write", draft);
        if (n > 0) done += (size_t)n;
    }
    if (!error && fsync(fd) != 0 && errno != EINVAL) error = storage_error(arena, "fsync", draft);
    if (close(fd) != 0 && !error) error = storage_error(arena, "close", draft);
    return file_keep_draft(arena, draft, path, error);
}
