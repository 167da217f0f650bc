/* The folder in which the files of a publication are made. */
#include "publish/work_folder.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *work_file(Arena *arena, const char *folder, Text name) {
    return text_format(arena, "%s/%.*s", folder, TEXT_ARG(name)).ptr;
}

void work_folder_remove(Arena *arena, const char *path) {
    DIR *folder = opendir(path);
    if (!folder) return;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (entry->d_name[0] != '.') unlink(work_file(arena, path, text_of(entry->d_name)));
    closedir(folder);
    rmdir(path);
}

static Error *no_room(Arena *arena, const char *path) {
    Error *error = error_new(arena, ERROR_STORAGE,
        "There is no room to make the documents, so nothing was published. Make room on the disk, then publish again.");
    return error_detail(arena, error, "mkdir %s: %s", path, strerror(errno));
}

static Error *make_one(Arena *arena, const char *path) {
    return mkdir(path, 0700) == 0 || errno == EEXIST ? NULL : no_room(arena, path);
}

Error *work_folder_make_unnamed(Arena *arena, const char *folder, const char **out) {
    char *path = (char *)(uintptr_t)work_file(arena, folder, S("work-XXXXXX"));
    if (!mkdtemp(path)) return no_room(arena, folder);
    *out = path;
    return NULL;
}

/* "publication-7-12345" for "publication-7": which process works, or worked, there; 0: it is another's folder. */
static pid_t worker_of(const char *folder, Text name) {
    Text rest = text_of(folder);
    int64_t pid = 0;
    bool is_ours = text_starts_with(rest, name) && rest.len > name.len && rest.ptr[name.len] == '-'
                   && text_to_int64(text_slice(rest, name.len + 1, SIZE_MAX), &pid) && pid > 0 && pid <= INT32_MAX;
    return is_ours ? (pid_t)pid : 0;
}

/* What an interrupted publication left goes first: papers lie there readable. */
static void remove_abandoned(Arena *arena, const char *tmp, Text name) {
    DIR *folders = opendir(tmp);
    if (!folders) return;
    for (struct dirent *entry = readdir(folders); entry; entry = readdir(folders)) {
        pid_t worker = worker_of(entry->d_name, name);
        bool is_abandoned = worker == getpid() || (worker && kill(worker, 0) < 0 && errno == ESRCH);
        if (is_abandoned) work_folder_remove(arena, work_file(arena, tmp, text_of(entry->d_name)));
    }
    closedir(folders);
}

Error *work_folder_make(Arena *arena, const char *data_folder, Text name, const char **out) {
    const char *tmp = work_file(arena, data_folder, S("tmp"));
    const char *path = work_file(arena, tmp, text_format(arena, "%.*s-%d", TEXT_ARG(name), (int)getpid()));
    TRY(make_one(arena, tmp));
    remove_abandoned(arena, tmp, name);
    TRY(make_one(arena, path));
    *out = path;
    return NULL;
}
