/* The folder in which the files of a publication are made. */
#include "publish/work_folder.h"

#include <dirent.h>
#include <errno.h>
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

Error *work_folder_make(Arena *arena, const char *data_folder, Text name, const char **out) {
    const char *tmp = work_file(arena, data_folder, S("tmp"));
    char *path = (char *)(uintptr_t)work_file(arena, tmp, text_format(arena, "%.*s-XXXXXX", TEXT_ARG(name)));
    TRY(make_one(arena, tmp));
    if (!mkdtemp(path)) return no_room(arena, path);
    *out = path;
    return NULL;
}
