/* Owns the temporary files of uploads: their names, their making and their removal, also after a crash. */
#include "web/spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

static _Atomic unsigned long next_number;

static Error *storage_error(Arena *arena, const char *doing) {
    return error_detail(arena,
        error_new(arena, ERROR_STORAGE,
            "The file could not be kept because this server's disk is full or refuses. Nothing was changed. Try again later."),
        "upload, %s: %s", doing, strerror(errno));
}

/* A process of that number is running and is not this one, so its files may be in use. */
static bool is_of_other_process(const char *name) {
    char *end = NULL;
    long pid = strtol(name + strlen("upload-"), &end, 10);
    if (pid <= 0 || !end || *end != '-' || pid == (long)getpid()) return false;
    return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}

Error *spool_prepare(Arena *arena, const char *data_folder) {
    const char *folder = text_format(arena, "%s/tmp", data_folder).ptr;
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) return storage_error(arena, "mkdir");
    DIR *dir = opendir(folder);
    if (!dir) return storage_error(arena, "opendir");
    int removed = 0;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (strncmp(entry->d_name, "upload-", strlen("upload-")) != 0 || is_of_other_process(entry->d_name)) continue;
        if (unlinkat(dirfd(dir), entry->d_name, 0) == 0) removed++;
    }
    closedir(dir);
    if (removed) log_info("Removed %d uploads that an earlier process left unfinished.", removed);
    return NULL;
}

Error *spool_open(Arena *arena, const char *data_folder, SpoolFile *out) {
    *out = (SpoolFile){.arena = arena, .fd = -1};
    out->path = text_format(arena, "%s/tmp/upload-%ld-%lu", data_folder, (long)getpid(), atomic_fetch_add(&next_number, 1)).ptr;
    out->fd = open(out->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    return out->fd < 0 ? storage_error(arena, "open") : NULL;
}

Error *spool_write(SpoolFile *file, Text bytes) {
    while (bytes.len > 0) {
        ssize_t n = write(file->fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return storage_error(file->arena, "write");
        file->bytes += n;
        bytes = text_slice(bytes, (size_t)n, bytes.len);
    }
    return NULL;
}

Error *spool_close(SpoolFile *file) {
    int fd = file->fd;
    file->fd = -1;
    return fd >= 0 && close(fd) != 0 && errno != EINTR ? storage_error(file->arena, "close") : NULL;
}

void spool_remove(const char *path) {
    if (unlink(path) != 0 && errno != ENOENT) log_warning("An upload could not be removed from tmp: %s", strerror(errno));
}
